"""Trouble on the way: nobody picks it up, nothing moves, the date slips, the date passes."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from exceptions.models.rule import Kind
from exceptions.rules.base import (
    UNMOVED,
    Detector,
    Thresholds,
    carrier,
    day,
    is_under_way,
    on,
    place,
    short,
)
from orders import lateness
from orders.facts import ShipmentFacts


class NoPickupScan(Thresholds):
    """Days from label to first physical scan."""

    days: int = Field(default=2, ge=1, le=60)


class NoMovement(Thresholds):
    """Hours without a physical scan."""

    hours: int = Field(default=48, ge=1, le=24 * 60)


class EtaSlip(Thresholds):
    """By how many calendar days the expected date may move before we say so."""

    days: int = Field(default=1, ge=0, le=60)


class Overdue(Thresholds):
    """How many calendar days past the expected date, at the destination."""

    days: int = Field(default=1, ge=1, le=60)


def no_pickup_due(facts: ShipmentFacts, thresholds: NoPickupScan) -> datetime | None:
    """Label made, and the carrier never had the parcel in its hands."""
    if not facts.tracking_number or facts.picked_up_at or facts.last_moved_at:
        return None
    if facts.milestone not in UNMOVED:
        return None
    return thresholds.later(facts.shipped_at, timedelta(days=thresholds.days), facts)


def no_pickup_because(facts: ShipmentFacts) -> str:
    """Say since when the label waits, and whether the carrier or only our source is silent."""
    label = f"Label made on {day(facts.shipped_at, facts)}"
    if facts.last_checked_at is None:
        return f"{label}, and {carrier(facts)} has told us nothing about the parcel since."
    return f"{label}, but {carrier(facts)} has not scanned the parcel since."


def no_pickup_cleared(facts: ShipmentFacts) -> str:
    """Say that the carrier has it."""
    picked_up = facts.picked_up_at or facts.last_moved_at
    return f"{_cap(carrier(facts))} has the parcel{on(picked_up, facts)}."


def no_movement_due(facts: ShipmentFacts, thresholds: NoMovement) -> datetime | None:
    """Nothing has moved since it was picked up or last seen moving."""
    moved_at = facts.last_moved_at or facts.picked_up_at
    if moved_at is None or not is_under_way(facts):
        return None
    return thresholds.later(moved_at, timedelta(hours=thresholds.hours), facts)


def no_movement_because(facts: ShipmentFacts) -> str:
    """Say when and where it was last seen moving."""
    moved_at = facts.last_moved_at or facts.picked_up_at
    return f"No movement since{_day(moved_at, facts)}{_last_place(facts)}."


def no_movement_cleared(facts: ShipmentFacts) -> str:
    """Say how it went on."""
    is_last = facts.last_scan_at == facts.last_moved_at  # and not some later word about a delay
    said = f": {facts.last_scan_text.rstrip('.')}" if is_last and facts.last_scan_text else ""
    return f"Moved again{on(facts.last_moved_at, facts)}{said}{_last_place(facts)}."


def eta_slip_due(facts: ShipmentFacts, thresholds: EtaSlip) -> datetime | None:
    """The carrier moved its date further than we tolerate; true from the moment it said so."""
    if facts.original_eta is None or facts.current_eta is None or not is_under_way(facts):
        return None
    if lateness.slip_days(facts.original_eta, facts.current_eta) <= thresholds.days:
        return None
    return facts.eta_changed_at or facts.last_scan_at or facts.shipped_at


def eta_slip_because(facts: ShipmentFacts) -> str:
    """Say both dates and the difference."""
    if facts.original_eta is None or facts.current_eta is None:
        return "The expected date has moved."
    days = lateness.slip_days(facts.original_eta, facts.current_eta)
    later = "1 day" if days == 1 else f"{days} days"
    return (
        f"Now expected on {short(facts.current_eta)}, "
        f"{later} later than first announced ({short(facts.original_eta)})."
    )


def eta_slip_cleared(facts: ShipmentFacts) -> str:
    """Say that the date is back."""
    if facts.current_eta is None:
        return "The carrier has withdrawn its expected date."
    return f"Expected on {short(facts.current_eta)} again, close to the first date."


def overdue_due(facts: ShipmentFacts, thresholds: Overdue) -> datetime | None:
    """The expected day is over, where the parcel is going."""
    expected = lateness.expected_on(facts)
    if expected is None or not is_under_way(facts):
        return None
    last_day = min(expected, lateness.FARTHEST) + timedelta(days=thresholds.days - 1)
    return lateness.day_ends_at(last_day, facts.tz)


def overdue_because(facts: ShipmentFacts) -> str:
    """Say the missed date and the last sighting."""
    day_expected = lateness.expected_on(facts)
    expected = f" on {short(day_expected)}" if day_expected else ""
    seen = f"; last seen{_day(facts.last_scan_at, facts)}{place(facts)}" * bool(facts.last_scan_at)
    was = "Was expected" if facts.current_eta else "Was promised"
    return f"{was}{expected} and has not arrived{seen}."


def overdue_cleared(facts: ShipmentFacts) -> str:
    """Say the new date."""
    if facts.current_eta is None:
        return "The carrier has withdrawn its expected date."
    return f"{_cap(carrier(facts))} now expects it on {short(facts.current_eta)}."


def _day(moment: datetime | None, facts: ShipmentFacts) -> str:
    return f" {day(moment, facts)}" if moment else ""


def _last_place(facts: ShipmentFacts) -> str:
    """Name the place only when the last scan was the last movement; a later text has no place."""
    return place(facts) if facts.last_scan_at == facts.last_moved_at else ""


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


DETECTORS = (
    Detector(
        Kind.NO_PICKUP_SCAN,
        NoPickupScan,
        no_pickup_due,
        no_pickup_because,
        no_pickup_cleared,
        reads_silence=True,
    ),
    Detector(
        Kind.NO_MOVEMENT,
        NoMovement,
        no_movement_due,
        no_movement_because,
        no_movement_cleared,
        reads_silence=True,
    ),
    Detector(Kind.ETA_SLIP, EtaSlip, eta_slip_due, eta_slip_because, eta_slip_cleared),
    Detector(
        Kind.OVERDUE,
        Overdue,
        overdue_due,
        overdue_because,
        overdue_cleared,
        reads_silence=True,
    ),
)
