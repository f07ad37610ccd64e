"""Stores, their secrets (written, never shown) and their people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Field, QuerySet, URLField
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.module_loading import import_string
from unfold.admin import TabularInline
from unfold.decorators import action
from unfold.widgets import UnfoldAdminPasswordWidget

from opsdesk import stores
from opsdesk.admin.base import AuditedAdmin, note
from opsdesk.errors import VendorError
from opsdesk.models import Credential, Membership, Store
from opsdesk.wiring import STORE_DEFAULTS

KEPT = "Stored. Type a new one to replace it; the old one is accepted until the next change."


class CredentialForm(forms.ModelForm):  # type: ignore[type-arg]
    """The secret goes in and never comes out: no initial value, no rendering."""

    new_secret = forms.CharField(
        label="Secret",
        required=False,
        max_length=8_000,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = Credential
        fields = ("vendor", "kind", "expires_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["new_secret"].help_text = KEPT

    def clean_new_secret(self) -> str:
        """Insist on a secret for a new credential."""
        secret = str(self.cleaned_data["new_secret"]).strip()
        if not secret and not self.instance.pk:
            raise forms.ValidationError("Paste the secret.")
        return secret

    def save(self, commit: bool = True) -> Credential:
        """Keep the replaced secret as the previous one: webhooks signed with it are on their way."""
        if secret := self.cleaned_data["new_secret"]:
            if self.instance.pk and self.instance.secret != secret:
                self.instance.previous = self.instance.secret
            self.instance.secret = secret
        saved: Credential = super().save(commit)
        return saved


class CredentialInline(TabularInline):  # type: ignore[misc]
    """The secrets of a store."""

    model = Credential
    form = CredentialForm
    fields = ("vendor", "kind", "new_secret", "expires_at", "updated_at")
    readonly_fields = ("updated_at",)
    extra = 0


class MembershipInline(TabularInline):  # type: ignore[misc]
    """Who works for the store, as what."""

    model = Membership
    autocomplete_fields = ("user",)
    extra = 0


@admin.register(Store)
class StoreAdmin(AuditedAdmin):
    """A store is switched off, never deleted: its audit log stays."""

    store_path = "pk"
    list_display = (
        "name",
        "shop_domain",
        "is_active",
        "sending_enabled",
        "money_enabled",
        "disconnected_at",
    )
    list_filter = ("is_active", "sending_enabled", "money_enabled")
    search_fields = ("name", "slug", "shop_domain")
    readonly_fields = ("connected_at", "disconnected_at", "created_at")
    inlines = (CredentialInline, MembershipInline)
    actions = ("connect_stores",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "slug",
                    "shop_domain",
                    "is_active",
                    "connected_at",
                    "disconnected_at",
                )
            },
        ),
        ("Kill switches", {"fields": ("sending_enabled", "money_enabled")}),
        ("Place", {"fields": ("timezone", "country", "currency", "locale")}),
        ("Tracking", {"fields": ("tracking_sources",)}),
        ("Mail", {"fields": ("from_name", "from_email", "reply_to")}),
        ("Brand", {"fields": ("brand_color", "logo_url")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the slug: it is part of the addresses the vendors post to."""
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Read an address without a scheme as https."""
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: take away “active” instead."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        """Give a new store the rules, limits and words every store starts with."""
        super().save_model(request, obj, form, change)
        if not change:
            for path in STORE_DEFAULTS:
                import_string(path)(obj)

    def save_formset(
        self,
        request: HttpRequest,
        form: Any,
        formset: BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:
        """Audit secrets and memberships like everything else."""
        super().save_formset(request, form, formset, change)
        for obj in formset.new_objects:
            note(request, obj, "added")
        for obj, fields in formset.changed_objects:
            note(request, obj, "changed", fields)
        for obj in formset.deleted_objects:
            note(request, obj, "deleted")

    @action(description="Connect to Shopify, tracking and SendGrid", permissions=["change"])  # type: ignore[untyped-decorator]
    def connect_stores(self, request: HttpRequest, queryset: QuerySet[Store]) -> None:
        """Subscribe to the vendors' webhooks; safe to repeat."""
        actor: Any = request.user
        for store in queryset:
            try:
                changes = stores.connect(store, actor)
            except VendorError as error:
                messages.error(request, f"{store}: {error}")
            else:
                done = "; ".join(changes) or "everything was connected already"
                messages.success(request, f"{store}: {done}.")
