"""Where a parcel is and when to expect it, in a sentence or two."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from opsdesk.taxonomy import Milestone
from orders.models import Shipment
from orders.wording.words import milestone_words

M = Milestone
Writer = Callable[[Shipment, datetime, ZoneInfo], str]

NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
STILL_COMING = frozenset(
    {M.LABEL_CREATED, M.PICKED_UP, M.IN_TRANSIT, M.OUT_FOR_DELIVERY, M.DELIVERY_ATTEMPTED}
    | {M.UNKNOWN}
)


def status_sentence(shipment: Shipment, now: datetime) -> str:
    """Say in one or two sentences where the parcel is, and when to expect it."""
    tz = shipment.tz
    writer = WRITERS.get(Milestone(shipment.milestone))
    if writer and not shipment.reason:
        return writer(shipment, now, tz)
    sentence = f"{milestone_words(shipment.milestone, shipment.reason)}."
    if shipment.milestone in STILL_COMING:
        return _join(sentence, _seen(shipment, now, tz), _expected(shipment, now, tz))
    return sentence


def day_words(day: date, today: date) -> str:
    """Say a day as people do: today, tomorrow, Tuesday 24 November."""
    distance = (day - today).days
    if distance in NEAR:
        return NEAR[distance]
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def _on(moment: datetime, now: datetime, tz: ZoneInfo) -> str:
    """Say when, ready to follow a verb: "today", "on Friday 20 November"."""
    return _on_day(moment.astimezone(tz).date(), now.astimezone(tz).date())


def _on_day(day: date, today: date) -> str:
    words = day_words(day, today)
    return words if words in NEAR.values() else f"on {words}"


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _seen(shipment: Shipment, now: datetime, tz: ZoneInfo) -> str:
    if not (shipment.last_scan_place and shipment.last_scan_at and shipment.picked_up_at):
        return ""
    return f"It was last seen in {shipment.last_scan_place} {_on(shipment.last_scan_at, now, tz)}."


def _expected(shipment: Shipment, now: datetime, tz: ZoneInfo) -> str:
    """Say when it should arrive; a day that has passed is a promise nobody believes."""
    eta, today = shipment.current_eta, now.astimezone(tz).date()
    if eta is None:
        return _usual(shipment, today)
    if eta < today:
        return f"It was expected {_on_day(eta, today)}; we are watching it for you."
    return f"It should arrive {_on_day(eta, today)}."


def _usual(shipment: Shipment, today: date) -> str:
    """Say what parcels like it usually do, when the carrier names no day; a window over says nothing."""
    first, last = shipment.predicted_from, shipment.predicted_until
    if first is None or last is None or last < today:
        return ""
    days = day_words(last, today) if first == last else between(first, last, today)
    return f"It usually arrives {days} (based on {shipment.predicted_n} parcels)."


def between(first: date, last: date, today: date) -> str:
    """Say a span of days: "between Friday 20 November and Monday 23 November"."""
    return f"between {day_words(first, today)} and {day_words(last, today)}"


def _label(shipment: Shipment, now: datetime, tz: ZoneInfo) -> str:
    sentence = "Your parcel is packed and waiting for the carrier to pick it up."
    return _join(sentence, _expected(shipment, now, tz))


def _moving(shipment: Shipment, now: datetime, tz: ZoneInfo) -> str:
    sentence = (
        "The carrier has your parcel."
        if shipment.milestone == M.PICKED_UP
        else "Your parcel is on its way."
    )
    return _join(sentence, _seen(shipment, now, tz), _expected(shipment, now, tz))


def _out(shipment: Shipment, now: datetime, tz: ZoneInfo) -> str:
    seen = shipment.last_scan_at or shipment.milestone_at
    if seen is None or seen.astimezone(tz).date() == now.astimezone(tz).date():
        return "Your parcel is out for delivery today."
    return f"Your parcel went out for delivery {_on(seen, now, tz)} and has not arrived yet."


def _delivered(shipment: Shipment, now: datetime, tz: ZoneInfo) -> str:
    where = f" in {shipment.last_scan_place}" if shipment.last_scan_place else ""
    if shipment.delivered_at is None:
        return f"Your parcel was delivered{where}."
    return f"Your parcel was delivered{where} {_on(shipment.delivered_at, now, tz)}."


def _pickup(shipment: Shipment, now: datetime, tz: ZoneInfo) -> str:
    where = f" in {shipment.last_scan_place}" if shipment.last_scan_place else ""
    return f"Your parcel is ready for you to pick up{where}."


WRITERS: dict[Milestone, Writer] = {
    M.LABEL_CREATED: _label,
    M.PICKED_UP: _moving,
    M.IN_TRANSIT: _moving,
    M.OUT_FOR_DELIVERY: _out,
    M.READY_FOR_PICKUP: _pickup,
    M.DELIVERED: _delivered,
}
