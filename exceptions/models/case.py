"""Cases: something is wrong with a parcel, and what has become of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from exceptions.models.rule import Kind, Rule, Severity
from exceptions.querysets import CaseQuerySet
from opsdesk.fields import MoneyField
from opsdesk.models import Store, User
from orders.models import Order, Shipment


class Status(models.TextChoices):
    """Where a case stands. The legal moves are `exceptions.lifecycle.TRANSITIONS`."""

    OPEN = "open", "New"
    DRAFTING = "drafting", "Being drafted"
    AWAITING_APPROVAL = "awaiting_approval", "Needs approval"
    APPROVED = "approved", "Approved"
    EXECUTING = "executing", "In progress"
    IN_DOUBT = "in_doubt", "In doubt"
    EXECUTION_FAILED = "execution_failed", "Failed"
    NEEDS_PERSON = "needs_person", "Needs a person"
    SNOOZED = "snoozed", "Snoozed"
    RESOLVED = "resolved", "Resolved"
    DISMISSED = "dismissed", "Dismissed"
    CLEARED = "cleared", "Cleared by itself"
    SETTLED_ELSEWHERE = "settled_elsewhere", "Settled elsewhere"


CLOSED = [Status.RESOLVED, Status.DISMISSED, Status.CLEARED, Status.SETTLED_ELSEWHERE]


class Case(models.Model):
    """One problem of one parcel."""

    Status = Status

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField()
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="cases")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="cases")
    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="cases")
    rule = models.ForeignKey(Rule, on_delete=models.SET_NULL, null=True, related_name="cases")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    severity_rank = models.PositiveSmallIntegerField(default=1, help_text="0 high, 1 medium, 2 low")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    because = models.CharField(max_length=300, help_text="What is wrong, in one sentence.")
    value_at_risk = MoneyField()
    currency = models.CharField(max_length=3)
    assignee = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    onset_at = models.DateTimeField(help_text="When the condition became true.")
    detected_at = models.DateTimeField(help_text="When we noticed.")
    first_touch_at = models.DateTimeField(null=True, blank=True)
    status_at = models.DateTimeField()
    snoozed_until = models.DateTimeField(null=True, blank=True)
    draft_attempts = models.PositiveSmallIntegerField(default=0)
    draft_lease_until = models.DateTimeField(null=True, blank=True)
    draft_instruction = models.CharField(max_length=300, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True, default="")

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "kind"],
                condition=~Q(status__in=CLOSED),
                name="case_one_open_per_kind",
            ),
            models.UniqueConstraint(fields=["store", "number"], name="case_number_once"),
        ]
        indexes = [
            models.Index(
                fields=["store", "severity_rank", "detected_at", "id"],
                condition=~Q(status__in=CLOSED),
                name="case_queue",
            ),
            # The queue of somebody with several stores, in its order.
            models.Index(
                fields=["severity_rank", "detected_at", "id"],
                condition=~Q(status__in=CLOSED),
                name="case_queue_all",
            ),
            models.Index(fields=["store", "-detected_at"], name="case_recent"),
            models.Index(fields=["status", "status_at"], name="case_status"),
        ]

    def __str__(self) -> str:
        return f"C-{self.number}"

    @property
    def is_closed(self) -> bool:
        """Say whether nothing more is expected to happen."""
        return self.status in CLOSED
