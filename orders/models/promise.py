"""What a store promises at checkout when nothing in the order says so."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from opsdesk.models import Store

LONGEST = 120  # days; more is a typing error


class DeliveryPolicy(models.Model):
    """One line of a store's delivery promise: for which rate and country, how many days."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="delivery_policies")
    shipping_title = models.CharField(
        "shipping rate",
        max_length=255,
        blank=True,
        default="",
        help_text="As the checkout names it, like “Standard”. Empty: every rate.",
    )
    country = models.CharField(
        max_length=2, blank=True, default="", help_text="Like “DE”. Empty: every country."
    )
    processing_days = models.PositiveSmallIntegerField(
        default=1,
        validators=[MaxValueValidator(LONGEST)],
        help_text="From the order to the carrier, by the store's calendar.",
    )
    transit_days = models.PositiveSmallIntegerField(
        default=5,
        validators=[MaxValueValidator(LONGEST)],
        help_text="From the carrier to the door, by the destination's calendar.",
    )
    every_day_counts = models.BooleanField(
        default=False, help_text="Off: only working days count, holidays do not."
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["store", "shipping_title", "country"]
        verbose_name_plural = "delivery policies"
        constraints = [
            models.UniqueConstraint(
                fields=["store", "shipping_title", "country"], name="policy_once"
            )
        ]

    def __str__(self) -> str:
        where = " to ".join(filter(None, [self.shipping_title or "Every rate", self.country]))
        return f"{where}: {self.processing_days} + {self.transit_days} days"
