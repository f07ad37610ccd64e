"""How providers are doing, what an admin taught us about their scans, and the re-reading of history."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models

from opsdesk.models import Store, User
from opsdesk.taxonomy import FaultOwner, Milestone, Reason


class ProviderState(models.Model):
    """A tracking provider that does not answer, for one store. No row: it is fine."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    provider = models.CharField(max_length=20)
    failures = models.PositiveIntegerField(default=0, help_text="Batches in a row.")
    failing_since = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(
        null=True, blank=True, help_text="Nobody asks it before; then one batch tries."
    )
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "provider"], name="provider_state_once")
        ]

    def __str__(self) -> str:
        return f"{self.provider} for {self.store}"

    def is_paused(self, now: datetime) -> bool:
        """Say whether nobody should ask this provider now."""
        return self.paused_until is not None and self.paused_until > now


class ScanMapping(models.Model):
    """What an admin says a scan means; stronger than our own tables and word rules."""

    provider = models.CharField(max_length=20, blank=True, help_text="Empty: any provider.")
    code = models.CharField(max_length=80, blank=True, help_text="As in the scan; empty: any.")
    detail = models.CharField(max_length=80, blank=True, help_text="As in the scan; empty: any.")
    text = models.CharField(
        max_length=200, blank=True, help_text="Occurs in the scan's words; empty: any words."
    )
    milestone = models.CharField(max_length=20, choices=Milestone.choices)
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True, default="")
    fault_owner = models.CharField(
        max_length=16, choices=FaultOwner.choices, blank=True, default=""
    )
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "code", "detail", "text"], name="scan_mapping_once"
            )
        ]

    def __str__(self) -> str:
        said = " / ".join(part for part in (self.code, self.detail, self.text) if part)
        return f"{self.provider or 'any provider'}: {said}"

    def clean(self) -> None:
        """Refuse a mapping that would fit every scan."""
        if not (self.code or self.detail or self.text):
            raise ValidationError("Name a code, a detail or words: this would fit every scan.")

    def fits(self, provider: str, code: str, detail: str, text: str) -> bool:
        """Say whether this is about such a scan."""
        return (
            self.provider in ("", provider)
            and self.code.lower() in ("", code.strip().lower())
            and self.detail.lower() in ("", detail.strip().lower())
            and self.text.lower() in text.lower()
        )


class Remap(models.Model):
    """One pass over all stored scans with today's understanding of them."""

    mapper_version = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=120)
    upto_id = models.BigIntegerField(help_text="The newest scan when the pass was asked for.")
    last_id = models.BigIntegerField(default=0, help_text="How far it is.")
    read = models.PositiveBigIntegerField(default=0)
    changed = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Version {self.mapper_version}: {self.because}"
