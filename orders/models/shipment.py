"""Parcels, what is in them, every scan, and every change of the expected date."""

from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

import pgtrigger
from django.db import models
from django.db.models import Q

from opsdesk.models import Store, User
from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from orders.models.order import Order, OrderLine
from orders.models.transit import Level
from orders.querysets import ShipmentQuerySet


class Shipment(models.Model):
    """One tracked parcel. Carriers recycle numbers, so the shipped date is part of who it is."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="shipments")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="shipments")
    fulfillment_id = models.BigIntegerField()
    fulfillment_status = models.CharField(max_length=30, blank=True, default="")
    source_updated_at = models.DateTimeField()
    carrier = models.CharField(max_length=40, blank=True, default="", help_text="UPS, USPS, …")
    service = models.CharField(max_length=80, blank=True, default="")
    tracking_number = models.CharField(max_length=80, blank=True, default="")
    tracking_url = models.URLField(max_length=500, blank=True, default="")
    shipped_at = models.DateTimeField(help_text="When the label was made (fulfillment created).")
    shipped_on = models.DateField()

    milestone = models.CharField(
        max_length=20, choices=Milestone.choices, default=Milestone.LABEL_CREATED
    )
    milestone_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True, default="")
    fault_owner = models.CharField(
        max_length=16, choices=FaultOwner.choices, blank=True, default=""
    )
    picked_up_at = models.DateTimeField(null=True, blank=True)
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    last_moved_at = models.DateTimeField(
        null=True, blank=True, help_text="Last seen somewhere, not just talked about."
    )
    last_scan_at = models.DateTimeField(null=True, blank=True)
    last_scan_text = models.CharField(max_length=255, blank=True, default="")
    last_scan_place = models.CharField(max_length=120, blank=True, default="")

    timezone = models.CharField(
        max_length=64, blank=True, default="", help_text="Of the destination; empty: the store's."
    )
    # Calendar days at the destination.
    original_eta = models.DateField(null=True, blank=True)
    current_eta = models.DateField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    eta_readings = models.JSONField(
        default=dict, blank=True, help_text="Every expected date we were told, by when it was said."
    )

    # What the store's own history says; empty below 30 parcels.
    predicted_from = models.DateField(null=True, blank=True)
    predicted_until = models.DateField(null=True, blank=True)
    predicted_n = models.PositiveIntegerField(default=0)
    predicted_level = models.CharField(max_length=8, choices=Level.choices, blank=True, default="")
    predictions = models.JSONField(
        default=list, blank=True, help_text="Every predicted window, with when and from what."
    )

    provider = models.CharField(max_length=20, blank=True, default="")
    provider_tracker_id = models.CharField(max_length=80, blank=True, default="")
    last_checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(null=True, blank=True)
    check_failures = models.PositiveSmallIntegerField(default=0)
    check_error = models.CharField(max_length=300, blank=True, default="")
    attention_at = models.DateTimeField(
        null=True, blank=True, help_text="The earliest moment a rule would fire if nothing changes."
    )
    attention_failures = models.PositiveSmallIntegerField(
        default=0, help_text="How often in a row the rules could not be applied to this parcel."
    )
    news_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when there may be something to tell the customer."
    )
    reported_missing_at = models.DateTimeField(null=True, blank=True)
    reported_missing_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reported_missing_note = models.TextField(blank=True, default="")

    objects = ShipmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "carrier", "tracking_number", "shipped_on", "fulfillment_id"],
                name="shipment_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_check_at"],
                condition=Q(next_check_at__isnull=False),
                name="ship_check",
            ),
            models.Index(
                fields=["attention_at"],
                condition=Q(attention_at__isnull=False),
                name="ship_attention",
            ),
            models.Index(fields=["news_at"], condition=Q(news_at__isnull=False), name="ship_news"),
            models.Index(fields=["store", "tracking_number"], name="ship_number"),
            models.Index(fields=["milestone", "order"], name="ship_milestone"),
            models.Index(fields=["store", "fulfillment_id"], name="ship_fulfillment"),
            models.Index(fields=["store", "-shipped_at"], name="ship_recent"),
            models.Index(fields=["provider", "provider_tracker_id"], name="ship_tracker"),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking_number}".strip() or f"Parcel of {self.order}"

    @property
    def tz(self) -> ZoneInfo:
        """Return the clock of the destination, the store's while that is not known."""
        return ZoneInfo(self.timezone) if self.timezone else self.store.tz


class ShipmentLine(models.Model):
    """How many of an order line are in a parcel."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "order_line"], name="shipment_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.order_line_id}"


class TrackingEvent(models.Model):
    """One scan, as the carrier told it and as we understood it. Scans are added, never removed."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="events")
    provider = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    raw_code = models.CharField(max_length=80, blank=True, default="")
    raw_detail = models.CharField(max_length=80, blank=True, default="")
    raw_text = models.TextField(blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    region = models.CharField(max_length=80, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    milestone = models.CharField(max_length=20, choices=Milestone.choices)
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True, default="")
    fault_owner = models.CharField(
        max_length=16, choices=FaultOwner.choices, blank=True, default=""
    )
    mapper_version = models.PositiveSmallIntegerField(default=1)
    confidence = models.FloatField(default=1.0, help_text="How sure we are of this, 0 to 1.")

    class Meta:
        ordering = ["occurred_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "provider", "fingerprint"], name="scan_once"
            )
        ]
        indexes = [models.Index(fields=["shipment", "-occurred_at"], name="scan_recent")]

    def __str__(self) -> str:
        return f"{self.occurred_at:%d %b %H:%M} {self.raw_text}"

    @property
    def place(self) -> str:
        """Return "Memphis, TN", whatever of it is known."""
        return ", ".join(part for part in (self.city, self.region or self.country) if part)


class EtaChange(models.Model):
    """The expected date changed from `old` to `new` (calendar days at the destination)."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="eta_changes")
    old = models.DateField(null=True)
    new = models.DateField()
    source = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="no_update", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.old or '?'} → {self.new}"
