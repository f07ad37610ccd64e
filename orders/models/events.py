"""The loop's nine events: the one stream that messages, rules, metrics and other systems read."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from opsdesk.models import Store
from orders.models.order import Order
from orders.models.shipment import Shipment


class OrderEventQuerySet(models.QuerySet["OrderEvent"]):
    """Reads of the stream."""

    def standing(self) -> Self:
        """Return what still holds: not what a later scan showed never to have happened."""
        return self.filter(retracted_at=None)

    def learned_since(self, moment: datetime) -> Self:
        """Return what came to our knowledge after `moment`, in that order."""
        return self.filter(learned_at__gt=moment).order_by("learned_at", "pk")


class OrderEvent(models.Model):
    """Something that happens once to an order, or once to one of its parcels."""

    class Kind(models.TextChoices):
        PLACED = "placed", "Order placed"
        CONFIRMED = "confirmed", "Order confirmed"
        FULFILLMENT_CREATED = "fulfillment_created", "Fulfillment created"
        TRACKING_ASSIGNED = "tracking_assigned", "Tracking number assigned"
        IN_TRANSIT = "in_transit", "In transit"
        OUT_FOR_DELIVERY = "out_for_delivery", "Out for delivery"
        DELIVERED = "delivered", "Delivered"
        PROBLEM = "problem", "Delayed or exception"
        RETURN_INITIATED = "return_initiated", "Return initiated"

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    shipment = models.ForeignKey(
        Shipment, on_delete=models.CASCADE, null=True, blank=True, related_name="order_events"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    happened_at = models.DateTimeField(help_text="By the source's own clock.")
    learned_at = models.DateTimeField(help_text="When we heard of it first.")
    source = models.CharField(max_length=20, help_text="Who said so first: shopify, easypost, …")
    detail = models.CharField(max_length=120, blank=True, default="")
    retracted_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when other scans say that it did not happen."
    )

    objects = OrderEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "shipment", "kind"],
                name="order_event_once",
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["store", "learned_at"], name="order_event_stream")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.order}"
