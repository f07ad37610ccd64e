"""What people may post about a case. Whether they may do it is decided in `exceptions.decisions`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from exceptions.models import Decision

REASONS = [choice for choice in Decision.Reason.choices if choice[0]]
# "False alarm" first where nothing is done at all; it makes no sense as a reason to reject words.
REJECT_REASONS = [choice for choice in REASONS if choice[0] != Decision.Reason.FALSE_ALARM]
DISMISS_REASONS = [
    (reason.value, reason.label)
    for reason in (
        Decision.Reason.FALSE_ALARM,
        Decision.Reason.HANDLED_ELSEWHERE,
        Decision.Reason.TOO_EARLY,
        Decision.Reason.WRONG_FACTS,
        Decision.Reason.OTHER,
    )
]
MORNING = time(9, 0)


class ApproveForm(forms.Form):
    """Nothing but the digest of what was on the screen."""

    digest = forms.RegexField(r"^[0-9a-f]{64}$")


class ReasonForm(forms.Form):
    """A coded reason, and a note in the person's own words."""

    reason_code = forms.ChoiceField(label="Reason", choices=[])
    note = forms.CharField(label="Note (optional)", max_length=500, required=False)

    def __init__(self, reasons: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason_code"].choices = list(reasons)  # type: ignore[attr-defined]


class SnoozeForm(forms.Form):
    """When the case should come back, in the store's time zone."""

    CHOICES = (
        ("1h", "In 1 hour"),
        ("tomorrow", "Tomorrow, 9:00"),
        ("2d", "In 2 days"),
        ("custom", "At a time of my own"),
    )
    until = forms.ChoiceField(choices=CHOICES)
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M"])

    def clean(self) -> dict[str, Any]:
        """Ask for the time where the time was left open."""
        cleaned = super().clean() or {}
        if cleaned.get("until") == "custom" and not cleaned.get("at"):
            self.add_error("at", "Choose a day and a time.")
        return cleaned

    def moment(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the chosen time, aware."""
        choice = self.cleaned_data["until"]
        if choice == "1h":
            return now + timedelta(hours=1)
        if choice == "2d":
            return now + timedelta(days=2)
        if choice == "tomorrow":
            day = now.astimezone(zone).date() + timedelta(days=1)
            return datetime.combine(day, MORNING, tzinfo=zone)
        # The browser sends the clock on the wall of the store, without a zone.
        wall: datetime = self.cleaned_data["at"]
        return wall.replace(tzinfo=zone)


class EditForm(forms.Form):
    """A person's version of the proposal: the remedy from the menu, the words freely."""

    option_id = forms.ChoiceField(label="Remedy", choices=[])
    subject = forms.CharField(label="Subject", max_length=200)
    message = forms.CharField(label="Message", max_length=8000, widget=forms.Textarea)

    def __init__(self, options: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option_id"].choices = list(options)  # type: ignore[attr-defined]


class RedraftForm(forms.Form):
    """A wish for the next draft."""

    instruction = forms.CharField(label="What should be different?", max_length=300, required=False)
