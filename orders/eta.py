"""The expected date: what it was at first, what it is now, every change in between.

Readings may arrive in any order and any number of times; they are kept by the moment the provider
made them, and everything else is derived from all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from orders.models import EtaChange, Shipment

KEEP = 50  # readings of one parcel before repeats are dropped


@dataclass(frozen=True, slots=True)
class Change:
    """The expected date became `new`; `old` is None when it became known."""

    old: date | None
    new: date
    at: datetime


def note_reading(
    readings: Mapping[str, list[str]], *, read_at: datetime, said_at: datetime, eta: date
) -> dict[str, list[str]]:
    """Return `readings` with one more: at `read_at` the provider said `eta`.

    `said_at` is when the carrier must have said so. Two readings of one moment: the later date.
    """
    key = read_at.astimezone(UTC).isoformat()
    given = [eta.isoformat(), said_at.astimezone(UTC).isoformat()]
    return _trim({**readings, key: max(given, list(readings.get(key, given)))})


def _trim(readings: dict[str, list[str]]) -> dict[str, list[str]]:
    """Drop, of very many readings, those that only repeat what was said before and after them."""
    if len(readings) <= KEEP:
        return readings
    keys = sorted(readings, key=datetime.fromisoformat)
    said = [readings[key][0] for key in keys]
    ends = {0, len(keys) - 1}
    return {
        key: readings[key]
        for place, key in enumerate(keys)
        if place in ends or not said[place - 1] == said[place] == said[place + 1]
    }


def derive_changes(readings: Mapping[str, list[str]]) -> list[Change]:
    """Return every change of the expected date, the first one being how it became known."""
    changes: list[Change] = []
    for key in sorted(readings, key=datetime.fromisoformat):
        eta, said_at = (
            date.fromisoformat(readings[key][0]),
            datetime.fromisoformat(readings[key][1]),
        )
        old = changes[-1].new if changes else None
        if eta != old:
            changes.append(Change(old, eta, said_at))
    return changes


def record_changes(shipment: Shipment, source: str) -> None:
    """Make the rows and the dates of `shipment` say what its readings add up to.

    In a transaction that holds the parcel's row. A late reading in the middle rewrites the rows
    after it; normally one row is added at the end. Saves no field of the parcel itself.
    """
    changes = derive_changes(shipment.eta_readings)
    shipment.original_eta = changes[0].new if changes else None
    shipment.current_eta = changes[-1].new if changes else None
    rows = list(shipment.eta_changes.all())
    known = [Change(row.old, row.new, row.at) for row in rows]
    same = 0
    while same < min(len(known), len(changes)) and known[same] == changes[same]:
        same += 1
    if same < len(known):
        shipment.eta_changes.filter(pk__in=[row.pk for row in rows[same:]]).delete()
    EtaChange.objects.bulk_create(
        EtaChange(shipment=shipment, old=change.old, new=change.new, at=change.at, source=source)
        for change in changes[same:]
    )
