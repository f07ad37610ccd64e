"""The timetables of parcels: which scan happens when, told in the carrier's words."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from random import Random

from opsdesk.sandbox.moments import stamp
from opsdesk.sandbox.stories import places
from opsdesk.sandbox.stories.carriers import Carrier
from opsdesk.sandbox.wire import Doc

STATUSES = {
    "label": ("pre_transit", "label_created"),
    "pickup": ("in_transit", "received_at_origin_facility"),
    "departed": ("in_transit", "departed_facility"),
    "arrived": ("in_transit", "arrived_at_facility"),
    "destination": ("in_transit", "received_at_destination_facility"),
    "out": ("out_for_delivery", "out_for_delivery"),
    "delivered": ("delivered", "arrived_at_destination"),
    "attempt": ("failure", "delivery_exception"),
    "delayed": ("in_transit", "delayed"),
    "weather": ("in_transit", "weather_delay"),
    "return": ("return_to_sender", "return"),
    "returned": ("return_to_sender", "return"),
}
DUE_BY = time(20, 0, tzinfo=UTC)  # the same calendar day in every timezone we sell in


def promise(day: datetime) -> str:
    """Return an estimated delivery date: the end of that day."""
    return stamp(datetime.combine(day.astimezone(UTC).date(), DUE_BY))


class Journey:
    """Collects the scans of one parcel."""

    def __init__(self, carrier: Carrier, country: str, to: Doc, dice: Random) -> None:
        self._carrier = carrier
        self._from = places.WAREHOUSES[country]
        self._hub = dice.choice(places.HUBS[country])
        self._to = to
        self.scans: list[Doc] = []

    def scan(self, step: str, at: datetime | None, eta: datetime | None = None) -> "Journey":
        """Add a scan; without a time it happens only when the story is advanced."""
        status, detail = STATUSES[step]
        if step == "attempt":
            status = self._carrier.attempt_status
        place = self._place(step)
        self.scans.append(
            {
                "step": step,
                "at": stamp(at) if at else None,
                "status": status,
                "detail": detail,
                "message": self._carrier.words[step],
                "eta": promise(eta) if eta else None,
                **{key: place[key] for key in ("city", "state", "country", "zip")},
            }
        )
        return self

    def _place(self, step: str) -> Doc:
        if step in ("label", "pickup", "departed", "returned"):
            return self._from
        return self._hub if step in ("arrived", "delayed", "weather") else self._to


Plan = Callable[[Journey, datetime, datetime, float], None]


def _hours(moment: datetime, hours: float) -> datetime:
    return moment + timedelta(hours=hours)


def _started(journey: Journey, sent: datetime, now: datetime, eta: datetime | None) -> None:
    """Add label, pickup, departure and a hub, never later than `now`."""
    room = max(1.0, (now - sent).total_seconds() / 3600)
    marks = [0.0, min(8.0, room * 0.2), min(14.0, room * 0.4), min(30.0, room * 0.6)]
    for step, mark in zip(("label", "pickup", "departed", "arrived"), marks, strict=True):
        journey.scan(step, _hours(sent, mark), eta if step == "label" else None)


def healthy(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """A parcel that does what was promised."""
    due = sent + timedelta(days=days)
    arrives = datetime.combine(due.astimezone(UTC).date(), time(15, sent.minute, tzinfo=UTC))
    journey.scan("label", sent, due)
    journey.scan("pickup", _hours(sent, 8))
    journey.scan("departed", _hours(sent, 14))
    journey.scan("arrived", sent + (arrives - sent) * 0.55)
    journey.scan("destination", _hours(arrives, -10))
    journey.scan("out", _hours(arrives, -6)).scan("delivered", arrives)


def late(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """A parcel that slips, says so, and still arrives."""
    due = sent + timedelta(days=days)
    new = due + timedelta(days=2)
    journey.scan("label", sent, due)
    journey.scan("pickup", _hours(sent, 8))
    journey.scan("departed", _hours(sent, 14))
    journey.scan("arrived", sent + timedelta(days=days * 0.5))
    journey.scan("weather", sent + timedelta(days=days * 0.8), new)
    arrives = datetime.combine(new.astimezone(UTC).date(), time(16, sent.minute, tzinfo=UTC))
    journey.scan("destination", _hours(arrives, -10))
    journey.scan("out", _hours(arrives, -6)).scan("delivered", arrives)


def label_never_scanned(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """A label, and then nothing: the parcel never reached the carrier."""
    journey.scan("label", sent)
    for step in ("pickup", "departed", "arrived", "destination", "out", "delivered"):
        journey.scan(step, None)


def gone_silent(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """Moved for a day and a half, then no scan any more."""
    _started(journey, sent, sent + timedelta(hours=36), now + timedelta(days=2))
    for step in ("destination", "out", "delivered"):
        journey.scan(step, None)


def slipped(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """Still moving, but the carrier moved the date by three days."""
    first = now + timedelta(days=0.5)
    new = first + timedelta(days=3)
    said = max(now - timedelta(hours=3), sent + (now - sent) * 0.7)
    _started(journey, sent, said, first)
    journey.scan("delayed", said, new)
    journey.scan("destination", _hours(new, -14))
    journey.scan("out", _hours(new, -8)).scan("delivered", _hours(new, -3))


def overdue(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """The promised day has passed; still moving, but nobody names a new day."""
    promised = max(sent + timedelta(days=1), now - timedelta(days=4))
    _started(journey, sent, promised, promised)
    journey.scan("arrived", now - timedelta(hours=5))
    for step in ("destination", "out", "delivered"):
        journey.scan(step, None)


def returned_to_sender(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """Could not be delivered and is on its way back."""
    _started(journey, sent, now - timedelta(hours=30), now)
    journey.scan("destination", now - timedelta(hours=28))
    journey.scan("out", now - timedelta(hours=24))
    journey.scan("return", now - timedelta(hours=4))
    journey.scan("returned", now + timedelta(days=4))


def failed_attempt(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """Nobody was there; the carrier tries again the next day."""
    again = now + timedelta(days=1)
    _started(journey, sent, now - timedelta(hours=16), now)
    journey.scan("destination", now - timedelta(hours=14))
    journey.scan("out", now - timedelta(hours=8)).scan("attempt", now - timedelta(hours=3), again)
    journey.scan("out", _hours(again, -4)).scan("delivered", again)


def delivered_but_missing(journey: Journey, sent: datetime, now: datetime, days: float = 4) -> None:
    """The carrier says delivered; the customer says it is not there."""
    arrived = now - timedelta(hours=20)
    _started(journey, sent, arrived - timedelta(hours=12), arrived)
    journey.scan("destination", _hours(arrived, -10))
    journey.scan("out", _hours(arrived, -6)).scan("delivered", arrived)


# name: (plan, days since the order was placed when nobody says otherwise)
STORIES: dict[str, tuple[Plan, float]] = {
    "healthy": (healthy, 2.0),
    "late": (late, 2.0),
    "label_never_scanned": (label_never_scanned, 8.0),
    "gone_silent": (gone_silent, 9.0),
    "slipped": (slipped, 4.0),
    "overdue": (overdue, 9.0),
    "returned_to_sender": (returned_to_sender, 7.0),
    "failed_attempt": (failed_attempt, 5.0),
    "delivered_but_missing": (delivered_but_missing, 6.0),
    "refunded_by_hand": (slipped, 5.0),
}
