"""What every admin page of ours has: only your stores, an audit entry per change, some read-only."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from opsdesk import audit
from opsdesk.models import Store


class DeskAdmin(ModelAdmin):  # type: ignore[misc]
    """Shows rows of the stores the person works for; `store_path` leads from a row to its store.

    An empty path is for what belongs to the installation; who may open it is a permission.
    """

    store_path = "store"
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Narrow down to the person's stores; a superuser sees also what belongs to none."""
        rows: QuerySet[Any] = super().get_queryset(request)
        if request.user.is_superuser or not self.store_path:
            return rows
        mine = Store.objects.visible_to(request.user)
        return rows.filter(**{f"{self.store_path}__in": mine})

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer only the person's stores."""
        if db_field.related_model is Store:
            kwargs["queryset"] = Store.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReadOnlyAdmin(DeskAdmin):
    """Pages to look something up. Nothing here is added, changed or deleted by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: the desk writes these rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what happened, happened."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: so that it can be looked up."""
        return False


class AuditedAdmin(DeskAdmin):
    """Pages that change how the desk works. Who changed which fields is on the audit log."""

    def save_model(
        self, request: HttpRequest, obj: Model, form: ModelForm[Any], change: bool
    ) -> None:
        """Save, and say in the same transaction who changed what."""
        super().save_model(request, obj, form, change)
        if not change:
            note(request, obj, "added")
        elif form.changed_data:
            note(request, obj, "changed", form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Say who deleted it, then delete it."""
        note(request, obj, "deleted")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete one by one, so that each leaves its entry."""
        for obj in queryset:
            self.delete_model(request, obj)


def note(request: HttpRequest, obj: Model, verb: str, fields: list[str] | None = None) -> None:
    """Audit a change of configuration: which fields, never their values (some are secrets)."""
    actor: Any = request.user
    names = ", ".join(fields or ())
    what = f"{obj._meta.verbose_name} “{obj}”" + (f": {names}" if names else "")
    store = obj if isinstance(obj, Store) else getattr(obj, "store", None)
    audit.record(
        actor,
        f"{obj._meta.model_name}.{verb}",
        obj,
        f"{actor} {verb} {what}.",
        store=store,
        fields=fields or [],
    )
