"""What vendors sent us, byte for byte, until it has been understood."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from opsdesk.models.store import Store


class InboundDeliveryQuerySet(models.QuerySet["InboundDelivery"]):
    """Reads of deliveries."""

    def waiting(self, now: datetime) -> Self:
        """Return what is to be processed now, oldest first."""
        return self.filter(state=InboundDelivery.State.STORED, next_attempt_at__lte=now).order_by(
            "pk"
        )

    def quarantined(self) -> Self:
        """Return what failed for good and waits for a person."""
        return self.filter(state=InboundDelivery.State.QUARANTINED)


class InboundDelivery(models.Model):
    """One webhook delivery whose signature was right."""

    class State(models.TextChoices):
        STORED = "stored", "Waiting"
        PROCESSED = "processed", "Processed"
        IGNORED = "ignored", "Unknown topic"
        QUARANTINED = "quarantined", "Quarantined"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="deliveries")
    vendor = models.CharField(max_length=20)
    topic = models.CharField(max_length=80)
    delivery_id = models.CharField(max_length=120)
    event_id = models.CharField(max_length=120, blank=True, default="")
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    triggered_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.STORED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    objects = InboundDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inbound deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["store", "vendor", "delivery_id"], name="delivery_once"
            ),
            # Shopify: several subscriptions to one topic repeat an event under other webhook ids.
            models.UniqueConstraint(
                fields=["store", "vendor", "topic", "event_id"],
                condition=~Q(event_id=""),
                name="delivery_event_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state="stored"),
                name="delivery_waiting",
            ),
            models.Index(fields=["store", "-received_at"], name="delivery_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.topic} {self.delivery_id}"


class IntakeCount(models.Model):
    """How many requests ended how, per day. The only trace a refused request leaves."""

    day = models.DateField()
    vendor = models.CharField(max_length=20)
    topic = models.CharField(max_length=80, blank=True, default="")
    outcome = models.CharField(max_length=20)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "vendor", "topic", "outcome"], name="intake_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.vendor} {self.topic} {self.outcome}: {self.count}"
