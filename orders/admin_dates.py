"""What a store promises, and what its past taught it, in the admin."""

from __future__ import annotations

from django.contrib import admin

from opsdesk.admin.base import AuditedAdmin, ReadOnlyAdmin
from orders.models import DeliveryPolicy, SilenceStatistic, TransitStatistic


@admin.register(DeliveryPolicy)
class DeliveryPolicyAdmin(AuditedAdmin):
    """What the store promises. A change is for orders from then on: a promise made stays made."""

    list_display = (
        "store",
        "shipping_title",
        "country",
        "processing_days",
        "transit_days",
        "every_day_counts",
        "is_active",
    )
    list_filter = ("store", "is_active")
    list_select_related = ("store",)


@admin.register(TransitStatistic)
class TransitStatisticAdmin(ReadOnlyAdmin):
    """How long past parcels took, learned every night; nothing is kept below 30 parcels."""

    list_display = (
        "store",
        "level",
        "carrier",
        "service",
        "lane",
        "n",
        "p50",
        "p80",
        "computed_at",
    )
    list_filter = ("store", "level", "carrier")
    list_select_related = ("store",)
    search_fields = ("lane", "service")


@admin.register(SilenceStatistic)
class SilenceStatisticAdmin(ReadOnlyAdmin):
    """How past silences ended."""

    list_display = ("store", "carrier", "milestone", "days", "n", "arrived", "computed_at")
    list_filter = ("store", "milestone", "carrier")
    list_select_related = ("store",)
