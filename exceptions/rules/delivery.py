"""Trouble at the door: the attempt failed, it comes back, or it never reached the customer."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from exceptions.models.rule import Kind
from exceptions.rules.base import (
    RETURNING,
    Detector,
    Thresholds,
    day,
    is_delivered,
    on,
    place,
    since,
    why,
)
from opsdesk.taxonomy import Milestone
from orders.facts import ShipmentFacts


class FailedAttempt(Thresholds):
    """How many hours the carrier gets for its next attempt before we speak up."""

    hours: int = Field(default=0, ge=0, le=240)


class ReturnedToSender(Thresholds):
    """Nothing to set: one scan says it all."""


class DeliveredNotReceived(Thresholds):
    """How many hours after delivery a report is taken at its word."""

    hours: int = Field(default=0, ge=0, le=240)


def failed_attempt_due(facts: ShipmentFacts, thresholds: FailedAttempt) -> datetime | None:
    """The carrier stood at the door in vain and has not tried again."""
    if facts.milestone != Milestone.DELIVERY_ATTEMPTED:
        return None
    attempted_at = facts.milestone_at or facts.first_attempt_at or facts.shipped_at
    return thresholds.later(attempted_at, timedelta(hours=thresholds.hours), facts)


def failed_attempt_because(facts: ShipmentFacts) -> str:
    """Say when, where and, if the carrier told, why."""
    when = on(facts.milestone_at or facts.first_attempt_at, facts)
    return f"A delivery attempt{when}{place(facts)} failed{why(facts)}."


def failed_attempt_cleared(facts: ShipmentFacts) -> str:
    """Say that the carrier goes on."""
    if facts.milestone == Milestone.OUT_FOR_DELIVERY:
        return f"Out for delivery again{on(facts.milestone_at, facts)}."
    return f"On its way again{since(facts.milestone_at, facts)}."


def returned_due(facts: ShipmentFacts, _thresholds: ReturnedToSender) -> datetime | None:
    """The carrier brings it back, or has brought it back."""
    if facts.milestone not in RETURNING:
        return None
    return facts.milestone_at or facts.last_scan_at or facts.shipped_at


def returned_because(facts: ShipmentFacts) -> str:
    """Say how far back it is, and why if the carrier told."""
    start = since(facts.milestone_at, facts)
    if facts.milestone == Milestone.RETURNED:
        return f"Back with the sender{start}{why(facts)}."
    return f"On its way back to the sender{start}{why(facts)}."


def returned_cleared(facts: ShipmentFacts) -> str:
    """Say that it turned round again."""
    return f"No longer on its way back{since(facts.milestone_at, facts)}."


def not_received_due(facts: ShipmentFacts, thresholds: DeliveredNotReceived) -> datetime | None:
    """Somebody told us so about a parcel the carrier calls delivered.

    A report from before the delivery was about a parcel still on its way.
    """
    reported_at = facts.reported_missing_at
    if reported_at is None or not is_delivered(facts):
        return None
    if facts.delivered_at is None:
        return reported_at
    if reported_at < facts.delivered_at:
        return None
    patience = timedelta(hours=thresholds.hours)
    return max(reported_at, thresholds.later(facts.delivered_at, patience, facts))


def not_received_because(facts: ShipmentFacts) -> str:
    """Say both sides."""
    told = f" (reported on {day(at, facts)})" if (at := facts.reported_missing_at) else ""
    delivered = on(facts.delivered_at, facts)
    return f"Marked delivered{delivered}{place(facts)}, but the customer does not have it{told}."


def not_received_cleared(facts: ShipmentFacts) -> str:
    """Say which side gave way."""
    if is_delivered(facts):
        return "The report was withdrawn."
    return f"The carrier has taken its delivery back: still on its way{since(facts.milestone_at, facts)}."


DETECTORS = (
    Detector(
        Kind.FAILED_ATTEMPT,
        FailedAttempt,
        failed_attempt_due,
        failed_attempt_because,
        failed_attempt_cleared,
    ),
    Detector(
        Kind.RETURNED_TO_SENDER,
        ReturnedToSender,
        returned_due,
        returned_because,
        returned_cleared,
        once_per_parcel=True,  # "returning" and later "returned" are one story
    ),
    Detector(
        Kind.DELIVERED_NOT_RECEIVED,
        DeliveredNotReceived,
        not_received_due,
        not_received_because,
        not_received_cleared,
    ),
)
