"""Decisions people took, and the executions that follow from them."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from exceptions.models.case import Case
from exceptions.models.proposal import Proposal
from opsdesk.fields import MoneyField
from opsdesk.models import User


class Decision(models.Model):
    """Who decided what about exactly which proposal. Never changed."""

    class Verdict(models.TextChoices):
        APPROVE = "approve", "Approved"
        REJECT = "reject", "Rejected"
        DISMISS = "dismiss", "Dismissed"
        SNOOZE = "snooze", "Snoozed"

    class Reason(models.TextChoices):
        NONE = "", "—"
        WRONG_REMEDY = "wrong_remedy", "Wrong remedy"
        WRONG_AMOUNT = "wrong_amount", "Wrong amount"
        WRONG_FACTS = "wrong_facts", "Facts are wrong"
        BAD_WORDING = "bad_wording", "Wording"
        TOO_EARLY = "too_early", "Too early"
        HANDLED_ELSEWHERE = "handled_elsewhere", "Handled elsewhere"
        FALSE_ALARM = "false_alarm", "False alarm"
        OTHER = "other", "Other"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    digest = models.CharField(max_length=64, blank=True, default="")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason_code = models.CharField(max_length=20, choices=Reason.choices, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150)
    actor_role = models.CharField(max_length=10)
    amount = MoneyField(default=0)
    currency = models.CharField(max_length=3, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["actor", "at"], name="decision_actor_day")]
        triggers = [
            pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.actor_name}"


class Execution(models.Model):
    """The carrying out of one approval. The decision is the key: there can be no second one."""

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting for the undo window"
        SENT = "sent", "With the vendor"
        UNKNOWN = "unknown", "In doubt"
        SUCCEEDED = "succeeded", "Done"
        REFUSED = "refused", "Refused by the vendor"
        STALE = "stale", "Facts changed before it was done"
        UNDONE = "undone", "Undone"

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="execution"
    )
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="executions")
    remedy = models.CharField(max_length=20)
    amount = MoneyField()
    currency = models.CharField(max_length=3)
    idempotency_key = models.UUIDField()
    key_made_at = models.DateTimeField(help_text="Shopify forgets a key after 24 h.")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PENDING)
    not_before = models.DateTimeField(help_text="End of the undo window.")
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0, help_text="Grows with every claim.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    vendor_id = models.CharField(max_length=80, blank=True, default="")
    answer = models.CharField(max_length=300, blank=True, default="", help_text="In words.")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(status__in=["pending", "sent", "unknown"]),
                name="execution_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.remedy} {self.get_status_display()}"
