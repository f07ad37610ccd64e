"""Refunds that exist in Shopify, whoever made them."""

from django.db import models

from opsdesk.fields import MoneyField
from opsdesk.models import Store
from orders.models.order import Order


class Refund(models.Model):
    """One observed refund. `amount` counts money returned or on its way, in shop currency."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="refunds")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="refunds")
    shopify_id = models.BigIntegerField()
    amount = MoneyField()
    currency = models.CharField(max_length=3)
    is_pending = models.BooleanField(default=False)
    lines = models.JSONField(default=list, help_text="[{line_id, quantity}]")
    note = models.TextField(blank=True, default="")
    refunded_at = models.DateTimeField()
    progress = models.PositiveIntegerField(
        default=0, help_text="Grows as its transactions appear and finish; a bigger one is newer."
    )
    reference = models.CharField(
        max_length=64, blank=True, default="", help_text="Our execution, when we made it."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "shopify_id"], name="refund_once")]
        indexes = [models.Index(fields=["reference"], name="refund_reference")]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} on {self.order}"
