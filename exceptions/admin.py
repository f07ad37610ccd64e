"""Rules and limits to set; cases, proposals, decisions and executions to look up.

Decisions are never made in the admin: there is one way to approve, and it checks digest and limit.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.decorators import action, display

from exceptions import detection
from exceptions.models import (
    ApprovalLimit,
    Case,
    Decision,
    DraftRun,
    Execution,
    Kind,
    Proposal,
    Rule,
)
from exceptions.rules import DETECTORS, example
from opsdesk.admin.base import AuditedAdmin, ReadOnlyAdmin, note


@admin.register(Rule)
class RuleAdmin(AuditedAdmin):
    """A saved rule is applied to everything under way within seconds."""

    list_display = ("name", "kind", "store", "enabled", "severity", "thresholds", "business_time")
    list_filter = ("store", "kind", "enabled", "severity")
    list_select_related = ("store",)
    search_fields = ("name",)
    actions = ("enable", "disable")
    fieldsets = (
        (None, {"fields": ("store", "name", "kind", "enabled")}),
        ("When it fires", {"fields": ("thresholds", "business_time")}),
        ("What it means", {"fields": ("severity", "default_remedy")}),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Say what each kind lets you set."""
        defaults = ", ".join(
            f"{kind.label}: {example(DETECTORS[kind].thresholds)}" for kind in Kind
        )
        kwargs["help_texts"] = {"thresholds": f"Empty means the defaults. {defaults}"}
        return super().get_form(request, obj, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        """Save, audit, and have the store's parcels looked at again."""
        super().save_model(request, obj, form, change)
        detection.look_again(obj.store)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete; its open cases are judged by the rules that are left."""
        super().delete_model(request, obj)
        detection.look_again(obj.store)

    @action(description="Enable", permissions=["change"])  # type: ignore[untyped-decorator]
    def enable(self, request: HttpRequest, queryset: QuerySet[Rule]) -> None:
        """Switch rules on."""
        self._switch(request, queryset, enabled=True)

    @action(description="Disable", permissions=["change"])  # type: ignore[untyped-decorator]
    def disable(self, request: HttpRequest, queryset: QuerySet[Rule]) -> None:
        """Switch rules off; their open cases stay until the facts end them."""
        self._switch(request, queryset, enabled=False)

    @transaction.atomic
    def _switch(self, request: HttpRequest, queryset: QuerySet[Rule], *, enabled: bool) -> None:
        verb = "enabled" if enabled else "disabled"
        changed = list(queryset.filter(enabled=not enabled).select_related("store"))
        for rule in sorted(changed, key=lambda rule: rule.store_id):
            rule.enabled = enabled
            rule.save(update_fields=["enabled", "updated_at"])
            note(request, rule, verb)
        for store in {rule.store for rule in changed}:
            detection.look_again(store)
        messages.success(request, f"{len(changed)} {verb}.")


@admin.register(ApprovalLimit)
class ApprovalLimitAdmin(AuditedAdmin):
    """How much a role may approve. No row means nothing at all."""

    list_display = ("store", "role", "currency", "per_action", "per_day")
    list_filter = ("store", "role", "currency")
    list_select_related = ("store",)


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    """Cases, with the sentence that opened them."""

    list_display = ("__str__", "store", "order", "kind", "severity", "status", "detected_at")
    list_filter = ("status", "kind", "severity", "store")
    list_select_related = ("store", "order")
    search_fields = ("=number", "order__name")
    ordering = ("-pk",)


class OfCase(ReadOnlyAdmin):
    """Rows that belong to a case."""

    store_path = "case__store"
    list_select_related = ("case__store", "case__order")
    search_fields = ("=case__number", "case__order__name")
    ordering = ("-pk",)

    @display(description="Store")  # type: ignore[untyped-decorator]
    def store(self, row: Model) -> str:
        """Return the store of the case."""
        return str(row.case.store)  # type: ignore[attr-defined]


@admin.register(Proposal)
class ProposalAdmin(OfCase):
    """Every version of what would have been done and said."""

    list_display = ("__str__", "store", "amount", "currency", "author_kind", "created_at")
    list_filter = ("remedy", "author_kind", "case__store")


@admin.register(Decision)
class DecisionAdmin(OfCase):
    """Who decided what."""

    list_display = ("case", "store", "verdict", "actor_name", "amount", "currency", "at")
    list_filter = ("verdict", "reason_code", "case__store")


@admin.register(Execution)
class ExecutionAdmin(OfCase):
    """What became of each approval."""

    list_display = ("case", "store", "remedy", "amount", "currency", "status", "answer")
    list_filter = ("status", "remedy", "case__store")


@admin.register(DraftRun)
class DraftRunAdmin(OfCase):
    """What the model was asked and what it cost."""

    list_display = ("case", "store", "model", "outcome", "input_tokens", "output_tokens", "at")
    list_filter = ("outcome", "model", "case__store")
