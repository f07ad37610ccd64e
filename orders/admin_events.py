"""The smaller parts of the mirror in the admin: events, returns, disputes, orders we lack."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import action

from orders.admin_base import Mirror
from orders.ingest import want_order
from orders.models import Dispute, OrderEvent, OrderTombstone, Return, WantedOrder


@admin.register(OrderEvent)
class OrderEventAdmin(Mirror):
    """The loop's events: when each happened, and when we learned of it."""

    list_display = (
        "happened_at",
        "kind",
        "order",
        "shipment",
        "source",
        "learned_at",
        "retracted_at",
    )
    list_filter = ("kind", "source", "store")
    list_select_related = ("order", "shipment")
    search_fields = ("order__name",)
    ordering = ("-pk",)


@admin.register(Return)
class ReturnAdmin(Mirror):
    """Returns."""

    list_display = ("__str__", "order", "status", "initiated_at", "source_updated_at")
    list_filter = ("status", "store")
    list_select_related = ("order",)
    search_fields = ("order__name", "=shopify_id", "name")


@admin.register(Dispute)
class DisputeAdmin(Mirror):
    """Chargebacks and inquiries."""

    list_display = ("__str__", "order", "status", "reason", "evidence_due_by", "initiated_at")
    list_filter = ("status", "type", "store")
    list_select_related = ("order",)
    search_fields = ("order__name", "=shopify_id")


@admin.register(WantedOrder)
class WantedOrderAdmin(Mirror):
    """Orders to be read from Shopify; one without a next attempt was given up, with the reason."""

    list_display = (
        "shopify_id",
        "store",
        "because",
        "wished_at",
        "attempts",
        "next_attempt_at",
        "error",
    )
    list_filter = ("store", ("next_attempt_at", admin.EmptyFieldListFilter))
    list_select_related = ("store",)
    search_fields = ("=shopify_id",)
    ordering = ("-wished_at",)
    actions = ("ask_again",)

    @action(description="Ask Shopify again", permissions=["ask"])  # type: ignore[untyped-decorator]
    def ask_again(self, request: HttpRequest, queryset: QuerySet[WantedOrder]) -> None:
        """Start over with these."""
        rows = list(queryset)
        for row in rows:
            want_order(row.store_id, row.shopify_id, "Asked for in the admin.")
        messages.success(request, f"{len(rows)} will be read within seconds.")

    def has_ask_permission(self, request: HttpRequest) -> bool:
        """Let those ask who could change them if anybody could."""
        return request.user.has_perm("orders.change_wantedorder")


@admin.register(OrderTombstone)
class OrderTombstoneAdmin(Mirror):
    """Orders that were deleted in Shopify."""

    list_display = ("shopify_id", "store", "deleted_at")
    list_filter = ("store",)
    list_select_related = ("store",)
    search_fields = ("=shopify_id",)
