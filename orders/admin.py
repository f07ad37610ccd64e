"""The mirror in the admin, to look at only: Shopify and the carriers say what is in it."""

from __future__ import annotations

from django.contrib import admin
from unfold.admin import TabularInline

from orders import admin_dates, admin_events  # noqa: F401 - each registers its own
from orders.admin_base import LookOnly, Mirror
from orders.admin_tracking import Understood
from orders.backfill import admin as backfill_admin  # noqa: F401 - the same
from orders.models import (
    Customer,
    EtaChange,
    Order,
    OrderLine,
    Refund,
    Shipment,
    ShipmentLine,
    TrackingEvent,
)


class Lines(LookOnly, TabularInline):  # type: ignore[misc]
    """What was ordered."""

    model = OrderLine
    extra = 0
    fields = ("title", "variant_title", "sku", "quantity", "unit_price", "discount", "tax")


class Refunds(LookOnly, TabularInline):  # type: ignore[misc]
    """What was given back."""

    model = Refund
    extra = 0
    fields = ("shopify_id", "amount", "currency", "is_pending", "refunded_at", "reference")


class Contents(LookOnly, TabularInline):  # type: ignore[misc]
    """What is in a parcel."""

    model = ShipmentLine
    extra = 0
    fields = ("order_line", "quantity")


class Scans(LookOnly, TabularInline):  # type: ignore[misc]
    """What the carrier said, raw and as we understood it."""

    model = TrackingEvent
    extra = 0
    fields = (
        "occurred_at",
        "milestone",
        "reason",
        "raw_code",
        "raw_detail",
        "raw_text",
        "city",
        "region",
        "received_at",
    )


class EtaChanges(LookOnly, TabularInline):  # type: ignore[misc]
    """How the expected date moved."""

    model = EtaChange
    extra = 0
    fields = ("at", "old", "new", "source")


@admin.register(Order)
class OrderAdmin(Mirror):
    """Orders."""

    list_display = ("name", "store", "placed_at", "financial_status", "fulfillment_status", "total")
    list_filter = ("store", "financial_status", "fulfillment_status")
    list_select_related = ("store",)
    search_fields = ("name", "email", "shopify_id")
    date_hierarchy = "placed_at"
    exclude = ("status_token",)
    inlines = (Lines, Refunds)


@admin.register(Shipment)
class ShipmentAdmin(Mirror):
    """Parcels; the list shows at a glance which ones the provider gives us trouble with."""

    list_display = (
        "tracking_number",
        "carrier",
        "order",
        "milestone",
        "reason",
        "current_eta",
        "last_checked_at",
        "check_failures",
        "check_error",
    )
    list_filter = ("store", "milestone", "reason", "carrier")
    list_select_related = ("order",)
    search_fields = ("tracking_number", "order__name")
    inlines = (Contents, Scans, EtaChanges)


@admin.register(TrackingEvent)
class TrackingEventAdmin(Mirror):
    """Scans; the filter "Unknown" shows what carriers say that we do not understand yet."""

    store_path = "shipment__store"
    list_display = (
        "occurred_at",
        "shipment",
        "milestone",
        "reason",
        "raw_code",
        "raw_detail",
        "raw_text",
        "provider",
        "confidence",
    )
    list_filter = (Understood, "milestone", "reason", "provider", "mapper_version")
    list_select_related = ("shipment",)
    search_fields = ("raw_code", "raw_detail", "shipment__tracking_number")


@admin.register(Customer)
class CustomerAdmin(Mirror):
    """Customers."""

    list_display = ("__str__", "email", "store", "source_updated_at")
    list_filter = ("store",)
    list_select_related = ("store",)
    search_fields = ("email", "shopify_id")


@admin.register(Refund)
class RefundAdmin(Mirror):
    """Refunds, whoever made them."""

    list_display = ("order", "amount", "currency", "is_pending", "refunded_at", "reference")
    list_filter = ("store", "is_pending")
    list_select_related = ("order",)
    search_fields = ("order__name", "shopify_id", "reference")
