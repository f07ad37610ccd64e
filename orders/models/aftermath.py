"""What may follow a sale: returns and disputes, mirrored so that nobody is compensated twice."""

from __future__ import annotations

from typing import Self

from django.db import models

from opsdesk.fields import MoneyField
from opsdesk.models import Store
from orders.models.order import Order


class Return(models.Model):
    """A customer's intent to send something back, as Shopify has it."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Requested"
        OPEN = "open", "Open"
        DECLINED = "declined", "Declined"
        CANCELED = "canceled", "Cancelled"
        CLOSED = "closed", "Closed"

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="returns")
    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, null=True, blank=True, related_name="returns"
    )
    order_shopify_id = models.BigIntegerField(help_text="It may be known before its order is.")
    shopify_id = models.BigIntegerField()
    name = models.CharField(max_length=40, blank=True, default="")
    status = models.CharField(max_length=20, choices=Status.choices)
    lines = models.JSONField(default=list, help_text="[{line_id, quantity, reason}]")
    initiated_at = models.DateTimeField(help_text="When Shopify first told of it.")
    source_updated_at = models.DateTimeField(help_text="When Shopify sent what we have.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "shopify_id"], name="return_once")]

    def __str__(self) -> str:
        return self.name or f"Return {self.shopify_id}"


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Reads of disputes."""

    def threatening(self) -> Self:
        """Return those that took the money back, or still may: compensate nobody twice."""
        return self.exclude(status__in=Dispute.HARMLESS)


class Dispute(models.Model):
    """A customer asked their bank for the money (chargeback), or asked about it (inquiry)."""

    HARMLESS = ("won", "prevented")

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="disputes")
    order = models.ForeignKey(
        Order, on_delete=models.CASCADE, null=True, blank=True, related_name="disputes"
    )
    order_shopify_id = models.BigIntegerField(null=True, blank=True)
    shopify_id = models.BigIntegerField()
    type = models.CharField(max_length=20, blank=True, default="")
    status = models.CharField(max_length=30)
    reason = models.CharField(max_length=60, blank=True, default="")
    amount = MoneyField()
    currency = models.CharField(max_length=3)
    initiated_at = models.DateTimeField(null=True, blank=True)
    evidence_due_by = models.DateTimeField(null=True, blank=True)
    finalized_on = models.DateTimeField(null=True, blank=True)
    source_updated_at = models.DateTimeField(help_text="When Shopify sent what we have.")

    objects = DisputeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "shopify_id"], name="dispute_once")]

    def __str__(self) -> str:
        return f"{self.type or 'Dispute'} over {self.amount} {self.currency}"
