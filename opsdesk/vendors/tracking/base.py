"""What a tracking provider tells us, whichever it is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from opsdesk.vendors.base import Frozen


class Scan(Frozen):
    """One scan in the provider's own codes and words; `codes.map_scan` says what it means.

    `mark` is the provider's own identity of the scan, when it gives one.
    """

    code: str
    detail: str
    text: str
    occurred_at: datetime
    city: str = ""
    region: str = ""
    country: str = ""
    mark: str = ""


class TrackerUpdate(Frozen):
    """A tracker as a whole: providers always send the full history, so order does not matter.

    `estimated_delivery` is a calendar day at the destination.
    """

    tracker_id: str
    provider: str
    carrier: str
    tracking_number: str
    service: str = ""
    status: str
    estimated_delivery: date | None
    scans: tuple[Scan, ...]
    updated_at: datetime


class Provider(Protocol):
    """Somebody who follows parcels for us, whoever carries them."""

    provider: str

    def create(self, tracking_number: str, carrier: str) -> TrackerUpdate:
        """Start following; again is as good as once."""

    def list_many(self, codes: Iterable[str]) -> tuple[TrackerUpdate, ...]:
        """Read many, in as few calls as there may be."""
