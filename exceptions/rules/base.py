"""What a detector is: the moment it fires if nothing changes, and the sentence it then says.

    facts + thresholds → due_at → (now ≥ due_at) → Finding(kind, because, onset_at = due_at)

Everything is pure: values in, values out, no rows and no clock. Because a finding *is* "due_at has
passed", the sweep that wakes at `due_at` can never come too early or too late. `because` does not
depend on now either, so that evaluating twice says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from exceptions.models.rule import Kind
from opsdesk.taxonomy import Milestone
from orders.business_time import add_business
from orders.facts import ShipmentFacts

RETURNING = (Milestone.RETURNING, Milestone.RETURNED)
UNMOVED = (Milestone.ORDERED, Milestone.LABEL_CREATED, Milestone.UNKNOWN)
FOREVER = datetime(9000, 1, 1, tzinfo=UTC)  # a carrier's nonsense date must not end the calendar


class Thresholds(BaseModel):
    """What an admin may set. `business_time` comes from the rule's own column, not from JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    business_time: bool = Field(default=True, exclude=True)

    def later(self, start: datetime, amount: timedelta, facts: ShipmentFacts) -> datetime:
        """Return `start` plus `amount`, in working time unless the rule says every hour counts."""
        if start >= FOREVER:
            return start
        if self.business_time:
            return add_business(start, amount, facts.calendar)
        return start + amount


@dataclass(frozen=True, slots=True)
class Finding:
    """Something is wrong: what, in one sentence, and since when the condition has been true."""

    kind: Kind
    because: str
    onset_at: datetime


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of trouble. `due_at` and `because` get thresholds of the type `thresholds`."""

    kind: Kind
    thresholds: type[Thresholds]
    due: Callable[[ShipmentFacts, Any], datetime | None]
    because: Callable[[ShipmentFacts], str]
    cleared: Callable[[ShipmentFacts], str]
    once_per_parcel: bool = False  # handled once, it is not news again with a later date
    reads_silence: bool = False  # fires on what the carrier did not say: useless before we asked

    def due_at(self, facts: ShipmentFacts, thresholds: Thresholds) -> datetime | None:
        """Return the moment it fires if nothing changes; None = not as things stand."""
        if facts.is_cancelled or facts.is_refunded_fully:
            return None
        if self.reads_silence and facts.last_checked_at is None:
            return None
        return self.due(facts, thresholds)

    def evaluate(
        self, facts: ShipmentFacts, thresholds: Thresholds, now: datetime
    ) -> Finding | None:
        """Return the finding when its moment has come."""
        due = self.due_at(facts, thresholds)
        if due is None or now < due:
            return None
        return Finding(self.kind, self.because(facts), onset_at=due)

    def why_cleared(self, facts: ShipmentFacts) -> str:
        """Say why the finding no longer holds."""
        return ended(facts, self.kind) or self.cleared(facts)


def ended(facts: ShipmentFacts, kind: Kind) -> str:
    """Say what ended trouble of `kind` whatever its thresholds; empty when nothing has."""
    if facts.is_cancelled:
        return "Cancelled meanwhile."
    if is_delivered(facts) and kind != Kind.DELIVERED_NOT_RECEIVED:
        return f"Delivered{on(facts.delivered_at, facts)}."
    if facts.milestone in RETURNING and kind != Kind.RETURNED_TO_SENDER:
        return f"On its way back to the sender{since(facts.milestone_at, facts)}."
    if facts.milestone == Milestone.READY_FOR_PICKUP:
        return f"Ready for pickup{since(facts.milestone_at, facts)}."
    return ""


def is_delivered(facts: ShipmentFacts) -> bool:
    """Say whether the carrier claims delivery and has not taken it back."""
    return facts.milestone == Milestone.DELIVERED


def is_under_way(facts: ShipmentFacts) -> bool:
    """Say whether the next move is the carrier's: not arrived, not at a counter, not coming back."""
    there = (Milestone.DELIVERED, Milestone.READY_FOR_PICKUP)
    return facts.milestone not in there and facts.milestone not in RETURNING


def day(moment: datetime, facts: ShipmentFacts) -> str:
    """Return "14 Nov", the day it was in the store's time zone."""
    return short(moment.astimezone(facts.calendar.tz).date())


def short(when: date) -> str:
    """Return "4 Nov" for a calendar day."""
    return f"{when.day} {when:%b}"


def on(moment: datetime | None, facts: ShipmentFacts) -> str:
    """Return " on 14 Nov", or nothing when the moment is not known."""
    return f" on {day(moment, facts)}" if moment else ""


def since(moment: datetime | None, facts: ShipmentFacts) -> str:
    """Return " since 14 Nov", or nothing when the moment is not known."""
    return f" since {day(moment, facts)}" if moment else ""


def place(facts: ShipmentFacts) -> str:
    """Return " in Memphis, TN", or nothing when the last scan named no place."""
    return f" in {facts.last_scan_place}" if facts.last_scan_place else ""


def carrier(facts: ShipmentFacts) -> str:
    """Return the carrier as a sentence names it."""
    return facts.carrier or "the carrier"


def why(facts: ShipmentFacts) -> str:
    """Return ": nobody was there", or nothing when the carrier gave no reason."""
    if facts.reason is None:
        return ""
    label = str(facts.reason.label)
    return f": {label[0].lower()}{label[1:]}"
