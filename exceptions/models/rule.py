"""Rules: a detector, its thresholds, and what to propose. Admins edit them; code reads them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from opsdesk.fields import MoneyField
from opsdesk.models import Store


class Kind(models.TextChoices):
    """What can be wrong: one detector each (`exceptions/rules/`)."""

    NO_PICKUP_SCAN = "no_pickup_scan", "Never picked up"
    NO_MOVEMENT = "no_movement", "No movement"
    ETA_SLIP = "eta_slip", "Running late"
    OVERDUE = "overdue", "Overdue"
    RETURNED_TO_SENDER = "returned_to_sender", "Returned to sender"
    FAILED_ATTEMPT = "failed_attempt", "Delivery attempt failed"
    DELIVERED_NOT_RECEIVED = "delivered_not_received", "Delivered, not received"


class Severity(models.TextChoices):
    """How much it matters."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class RemedyKind(models.TextChoices):
    """What a person can approve."""

    FULL_REFUND = "full_refund", "Full refund"
    PARTIAL_REFUND = "partial_refund", "Refund this parcel's items"
    SHIPPING_REFUND = "shipping_refund", "Refund shipping"
    REPLY_ONLY = "reply_only", "Reply only"


class Rule(models.Model):
    """One rule of one store. `thresholds` holds what its detector asks for, in its own units."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="rules")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    enabled = models.BooleanField(default=True)
    thresholds = models.JSONField(default=dict, blank=True)
    business_time = models.BooleanField(
        default=True, help_text="Count working days of the carrier; off counts every hour."
    )
    severity = models.CharField(max_length=8, choices=Severity.choices, default=Severity.MEDIUM)
    default_remedy = models.CharField(
        max_length=20, choices=RemedyKind.choices, default=RemedyKind.REPLY_ONLY
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["store", "kind", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse thresholds the detector does not know or cannot use, in words."""
        from exceptions.rules import parse_thresholds  # the detectors import Kind from here

        try:
            self.thresholds = parse_thresholds(self.kind, self.thresholds).model_dump(mode="json")
        except ValueError as error:
            raise ValidationError({"thresholds": str(error)}) from error


class ApprovalLimit(models.Model):
    """How much a role may approve, per action and per day. No row means nothing at all."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="limits")
    role = models.CharField(
        max_length=10, choices=[("agent", "Agent"), ("lead", "Lead"), ("admin", "Admin")]
    )
    currency = models.CharField(max_length=3)
    per_action = MoneyField()
    per_day = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "role", "currency"], name="limit_once"),
            models.CheckConstraint(
                condition=models.Q(per_action__gte=0, per_day__gte=0), name="limit_not_negative"
            ),
        ]

    def clean(self) -> None:
        """Refuse a day that is smaller than one action: it would contradict itself on the screen."""
        if None not in (self.per_day, self.per_action) and self.per_day < self.per_action:
            raise ValidationError({"per_day": "A day must allow at least what one action does."})

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.per_action} {self.currency}"
