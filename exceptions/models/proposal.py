"""Proposals: one exact version of what would be done and said. Never changed, only superseded."""

from __future__ import annotations

import pgtrigger
from django.db import models

from exceptions.models.case import Case
from exceptions.models.rule import RemedyKind
from opsdesk.fields import MoneyField
from opsdesk.models import User
from opsdesk.money import Money


class Proposal(models.Model):
    """What would be executed and sent. `digest` is the sha-256 of its canonical form."""

    class Author(models.TextChoices):
        MODEL = "model", "AI draft"
        FALLBACK = "fallback", "Standard draft"
        PERSON = "person", "Edited by a person"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    version = models.PositiveIntegerField()
    option_id = models.CharField(max_length=40, help_text="The menu entry it was built from.")
    remedy = models.CharField(max_length=20, choices=RemedyKind.choices)
    lines = models.JSONField(default=list, help_text="[{line_id, quantity, title}] to refund")
    shipping_amount = MoneyField(default=0)
    amount = MoneyField(default=0)
    currency = models.CharField(max_length=3)
    recipient = models.EmailField(blank=True, default="")
    channel = models.CharField(max_length=10, default="email")
    subject = models.CharField(max_length=200, blank=True, default="")
    message = models.TextField(blank=True, default="")
    reason = models.TextField(
        blank=True, default="", help_text="Why this remedy, for the approver."
    )
    evidence = models.JSONField(default=dict, help_text="The facts it was drafted from.")
    findings = models.JSONField(default=list, help_text="[{severity, sentence, text}] doubts")
    author_kind = models.CharField(max_length=10, choices=Author.choices)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)
    fallback_because = models.CharField(max_length=300, blank=True, default="")
    model = models.CharField(max_length=80, blank=True, default="")
    prompt_version = models.CharField(max_length=40, blank=True, default="")
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The customer's data is gone; the digest no longer matches what is left.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="proposal_version_once"),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0, shipping_amount__gte=0),
                name="proposal_amount_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(remedy="reply_only", amount=0)
                | (~models.Q(remedy="reply_only") & models.Q(amount__gt=0)),
                name="proposal_amount_fits_remedy",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.case} v{self.version}: {self.get_remedy_display()}"

    @property
    def money(self) -> Money:
        """Return what would be refunded."""
        return Money.of(self.amount, self.currency)


class DraftRun(models.Model):
    """One attempt to have the model draft, and what it cost."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="draft_runs")
    model = models.CharField(max_length=80)
    prompt_version = models.CharField(max_length=40)
    outcome = models.CharField(max_length=30)
    detail = models.CharField(max_length=300, blank=True, default="")
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    duration_ms = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case} {self.outcome}"
