"""What a tracking provider tells us, whichever it is."""

from datetime import date, datetime

from opsdesk.vendors.base import Frozen


class Scan(Frozen):
    """One scan in the provider's own codes and words; `codes.map_scan` says what it means."""

    code: str
    detail: str
    text: str
    occurred_at: datetime
    city: str = ""
    region: str = ""
    country: str = ""


class TrackerUpdate(Frozen):
    """A tracker as a whole: providers always send the full history, so order does not matter.

    `estimated_delivery` is a calendar day at the destination.
    """

    tracker_id: str
    provider: str
    carrier: str
    tracking_number: str
    status: str
    estimated_delivery: date | None
    scans: tuple[Scan, ...]
    updated_at: datetime
