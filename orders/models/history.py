"""Deliveries of the past, from whatever system kept them: what dates are learned from."""

from __future__ import annotations

from django.db import models

from opsdesk.fields import MoneyField
from opsdesk.models import Store


class HistoricalDelivery(models.Model):
    """One parcel of the past. It names no person, so an erasure leaves it alone.

    A parcel is its order, carrier and shipping day (and its own number, where the file has one): a file
    loaded twice adds nothing, and the second parcel of an order is a row of its own.
    """

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="past_deliveries")
    external_order_id = models.CharField(max_length=80)
    parcel = models.CharField(max_length=80, blank=True, default="")
    placed_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField()
    shipped_on = models.DateField(help_text="The shipping day where the store is.")
    delivered_at = models.DateTimeField(null=True, blank=True, help_text="Empty: never arrived.")
    estimated_on = models.DateField(null=True, blank=True)
    carrier = models.CharField(max_length=40, blank=True, default="")
    service = models.CharField(max_length=80, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    region = models.CharField(max_length=80, blank=True, default="")
    value = MoneyField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "historical deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["store", "external_order_id", "carrier", "shipped_on", "parcel"],
                name="past_delivery_once",
            )
        ]
        indexes = [
            models.Index(fields=["store", "carrier", "service", "country"], name="past_lane"),
            models.Index(fields=["store", "-shipped_at"], name="past_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.external_order_id} {self.carrier}".strip()
