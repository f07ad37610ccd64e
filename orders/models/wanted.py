"""Orders we must ask Shopify for, and orders that are gone."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from opsdesk.models import Store


class WantedOrderQuerySet(models.QuerySet["WantedOrder"]):
    """Reads of wishes."""

    def due(self, now: datetime) -> Self:
        """Return what is to be fetched now, the longest waiting first."""
        return self.filter(
            next_attempt_at__lte=now, store__is_active=True, store__disconnected_at=None
        ).order_by("next_attempt_at", "pk")


class WantedOrder(models.Model):
    """An order to be read from Shopify itself: unknown to us, or told in contradicting ways."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="wanted_orders")
    shopify_id = models.BigIntegerField()
    because = models.CharField(max_length=200)
    wished_at = models.DateTimeField(help_text="The latest wish; one that came meanwhile counts.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True, help_text="Empty: given up.")
    error = models.CharField(max_length=300, blank=True, default="")

    objects = WantedOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "shopify_id"], name="wanted_order_once")
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(next_attempt_at__isnull=False),
                name="wanted_order_due",
            )
        ]

    def __str__(self) -> str:
        return f"Order {self.shopify_id}"


class OrderTombstone(models.Model):
    """An order was deleted in Shopify; a late body about it brings nothing back to life."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    shopify_id = models.BigIntegerField()
    deleted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "shopify_id"], name="order_tombstone_once")
        ]

    def __str__(self) -> str:
        return f"Order {self.shopify_id}"
