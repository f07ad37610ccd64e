"""Tracking in the admin: scans nobody understands, what they mean, and providers that are down."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from unfold.decorators import action

from opsdesk.admin.base import AuditedAdmin, ReadOnlyAdmin
from opsdesk.taxonomy import Milestone
from orders.models import ProviderState, Remap, ScanMapping
from orders.tracking.mapping import forget_mappings
from orders.tracking.remapping import ask_for_pass

UNSURE = 0.6


class Understood(admin.SimpleListFilter):
    """Scans neither our tables nor our word rules nor an admin's mapping understand."""

    title = "understood"
    parameter_name = "understood"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer what a person may want to map."""
        return [("no", "Nobody understands it"), ("unsure", "We are not sure")]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Narrow down; codes that mean "nothing is known" are understood."""
        if self.value() == "no":
            unknown = queryset.filter(milestone=Milestone.UNKNOWN, reason="")
            return unknown.exclude(raw_detail__in=("deleted", "expired"))
        if self.value() == "unsure":
            return queryset.filter(confidence__gt=0, confidence__lt=UNSURE)
        return queryset


@admin.register(ScanMapping)
class ScanMappingAdmin(AuditedAdmin):
    """A saved mapping is used at once, and all stored scans are read again."""

    store_path = ""
    list_display = ("__str__", "milestone", "reason", "fault_owner", "is_active", "created_by")
    list_filter = ("is_active", "provider", "milestone")
    search_fields = ("code", "detail", "text")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Remember who said so; have history read again."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        forget_mappings()
        ask_for_pass(f"Scan mapping: {obj}")
        messages.info(request, "Stored scans are being read again; see “Remaps”.")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Take it back from history as well."""
        super().delete_model(request, obj)
        forget_mappings()
        ask_for_pass("A scan mapping was deleted.")


@admin.register(Remap)
class RemapAdmin(ReadOnlyAdmin):
    """How far the re-reading of stored scans is."""

    store_path = ""
    list_display = ("__str__", "started_at", "finished_at", "read", "changed", "last_id", "upto_id")
    actions = ("read_again",)

    @action(description="Read all stored scans again", permissions=["view"])  # type: ignore[untyped-decorator]
    def read_again(self, request: HttpRequest, queryset: models.QuerySet[Remap]) -> None:
        """Ask for another pass."""
        ask_for_pass(f"Asked for by {request.user}.")


@admin.register(ProviderState)
class ProviderStateAdmin(ReadOnlyAdmin):
    """Providers that do not answer; a provider without a row is fine."""

    list_display = ("provider", "store", "failing_since", "failures", "paused_until", "error")
    list_select_related = ("store",)
