"""What people may ask of the mirror."""

from __future__ import annotations

from django import forms

from opsdesk.taxonomy import Milestone

STATUSES = [("", "Any status"), ("late", "Late"), *Milestone.choices]


class OrderSearch(forms.Form):
    """The orders list's filters. Anything unknown is left out, never an error."""

    q = forms.CharField(required=False, max_length=120)
    milestone = forms.ChoiceField(required=False, choices=STATUSES)
    store = forms.SlugField(required=False)


class ReportMissingForm(forms.Form):
    """What the customer said about a parcel that was delivered and is not there."""

    note = forms.CharField(label="What did the customer say?", max_length=500, required=False)

    def fault(self) -> str:
        """Say in one sentence what is wrong with the note."""
        if self.has_error("note", "max_length"):
            return "The note is too long: 500 characters at most."
        return "The note contains characters that cannot be kept."
