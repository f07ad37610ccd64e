"""What people asked us about their own data, and the evidence of what we did."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models

from opsdesk.models.store import Store


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Reads of requests."""

    def unanswered(self) -> Self:
        """Return those nobody has downloaded an export for, the most urgent first."""
        return self.filter(exported_at=None).order_by("due_at")


class DataRequest(models.Model):
    """A customer wants to know what we have of them. The export is made when it is downloaded."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="data_requests")
    request_id = models.CharField(max_length=64, help_text="Shopify's number of the request.")
    subject_hash = models.CharField(max_length=64, help_text="Who, salted: to find it again.")
    customer_id = models.BigIntegerField(null=True, blank=True)
    order_ids = models.JSONField(default=list, blank=True)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="By law the store answers within 30 days.")
    exported_at = models.DateTimeField(null=True, blank=True)
    exported_by = models.CharField(max_length=150, blank=True, default="")

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "request_id"], name="data_request_once")
        ]

    def __str__(self) -> str:
        return f"Data request {self.request_id}"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Reads of erasures."""

    def due(self, now: datetime) -> Self:
        """Return what was asked for and is not done."""
        return self.filter(finished_at=None, next_attempt_at__lte=now).order_by("pk")


class Erasure(models.Model):
    """Personal data was erased: the evidence. Nobody deletes it; a repeat adds to its counts."""

    class Scope(models.TextChoices):
        CUSTOMER = "customer", "One customer"
        SHOP = "shop", "The whole shop"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="erasures")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    request_id = models.CharField(max_length=120, help_text="The delivery that asked for it.")
    subject_hash = models.CharField(
        max_length=64, help_text="Who, salted: enough to show that it was done, not who it was."
    )
    wanted = models.JSONField(
        default=dict, blank=True, help_text="Whom to erase; emptied when it is done."
    )
    asked_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    runs = models.PositiveSmallIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True, help_text="Rows changed, per table.")
    error = models.CharField(max_length=300, blank=True, default="")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "scope", "subject_hash"], name="erasure_once_per_subject"
            )
        ]
        triggers = [pgtrigger.Protect(name="is_evidence", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} · {self.subject_hash[:12]}"
