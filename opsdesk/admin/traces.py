"""What came in, what went out, who did what: to read, and to run a failed delivery again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import action, display

from opsdesk.admin.base import ReadOnlyAdmin, note
from opsdesk.intake import services
from opsdesk.models import AuditEntry, InboundDelivery, IntakeCount, VendorCall

SHOWN = 20_000  # characters of a body; the rest is in the database


@admin.register(InboundDelivery)
class InboundDeliveryAdmin(ReadOnlyAdmin):
    """Webhook deliveries; a quarantined one waits here for a person."""

    list_display = ("received_at", "store", "vendor", "topic", "state", "attempts", "error")
    list_filter = ("state", "vendor", "topic", "store")
    list_select_related = ("store",)
    search_fields = ("=delivery_id", "=event_id")
    ordering = ("-pk",)
    actions = ("replay",)
    exclude = ("body",)
    readonly_fields = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the bodies in the database until one is opened."""
        return super().get_queryset(request).defer("body", "headers")

    @display(description="Body")  # type: ignore[untyped-decorator]
    def content(self, delivery: InboundDelivery) -> str:
        """Return what was sent, readable."""
        return bytes(delivery.body).decode("utf-8", "replace")[:SHOWN]

    @action(description="Run again", permissions=["replay"])  # type: ignore[untyped-decorator]
    def replay(self, request: HttpRequest, queryset: QuerySet[InboundDelivery]) -> None:
        """Have deliveries processed again from the start; the mirror takes no harm from a repeat."""
        rows = list(queryset.select_related("store"))
        count = services.replay([row.pk for row in rows])
        for row in rows:
            note(request, row, "replayed")
        messages.success(request, f"{count} will run again within seconds.")

    def has_replay_permission(self, request: HttpRequest) -> bool:
        """Let those run deliveries again who could change them if anybody could."""
        return request.user.has_perm("opsdesk.change_inbounddelivery")


@admin.register(VendorCall)
class VendorCallAdmin(ReadOnlyAdmin):
    """Every request to a vendor, without secrets and personal data."""

    list_display = ("at", "vendor", "operation", "status", "outcome", "duration_ms", "reference")
    list_filter = ("vendor", "outcome", "store")
    list_select_related = ("store",)
    search_fields = ("=reference", "operation")
    ordering = ("-pk",)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what, when; every entry is chained to the one before."""

    list_display = ("at", "sentence", "actor_name", "action", "store")
    list_filter = ("action", "store")
    list_select_related = ("store",)
    search_fields = ("=target_id", "target_name", "actor_name")
    ordering = ("-pk",)


@admin.register(IntakeCount)
class IntakeCountAdmin(ReadOnlyAdmin):
    """How webhook requests ended: the only trace of those we refused."""

    store_path = ""
    list_display = ("day", "vendor", "topic", "outcome", "count")
    list_filter = ("vendor", "outcome")
    ordering = ("-day", "vendor", "topic")
