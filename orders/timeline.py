"""One merged history of an order, newest first. The apps above add theirs through `wiring`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.utils.module_loading import import_string

from opsdesk.money import format_money
from opsdesk.wiring import ORDER_TIMELINE
from orders.models import EtaChange, Order, Refund, Shipment, TrackingEvent
from orders.promises import CHECKOUT, derive_promises
from orders.tracking import REPLACED, VOID
from orders.wording import scan_words


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened at `at`. `raw` is what a machine said, for people who ask."""

    at: datetime
    kind: str
    text: str
    detail: str = ""
    raw: str = ""
    url: str = ""


def newest_first(*sources: Iterable[Entry]) -> tuple[Entry, ...]:
    """Merge entries of several sources."""
    return tuple(sorted(chain(*sources), key=lambda entry: entry.at, reverse=True))


def order_timeline(order: Order) -> list[Entry]:
    """Return what this app knows of `order`: four queries, whatever the number of scans."""
    parcels = list(
        order.shipments.select_related("reported_missing_by").prefetch_related(
            "events", "eta_changes"
        )
    )
    entries = [*_order_entries(order), *map(_refund_entry, order.refunds.all())]
    for parcel in parcels:
        # With several parcels every entry says whose it is.
        entries += _parcel_entries(parcel, _number(parcel) if len(parcels) > 1 else "")
    return entries


def full_timeline(order: Order) -> tuple[Entry, ...]:
    """Return everything every app knows of `order`."""
    others = [import_string(path)(order) for path in ORDER_TIMELINE]
    return newest_first(order_timeline(order), *others)


def _number(parcel: Shipment) -> str:
    return f"{parcel.carrier} {parcel.tracking_number}".strip()


def _order_entries(order: Order) -> Iterator[Entry]:
    total = format_money(order.total, order.currency)
    yield Entry(order.placed_at, "order", f"Order {order.name} placed", total)
    if order.cancelled_at:
        yield Entry(order.cancelled_at, "bad", "Order cancelled")
    old: date | None = None
    for promise in derive_promises(order.promise_readings):
        text = f"Promised {_day(promise.on)}" if old is None else _moved("Promise", old, promise.on)
        is_later = old is not None and promise.on > old
        detail = "named at checkout" if promise.source == CHECKOUT else promise.source
        yield Entry(promise.said_at, "bad" if is_later else "eta", text, detail)
        old = promise.on


def _refund_entry(refund: Refund) -> Entry:
    amount = format_money(refund.amount, refund.currency)
    text = f"{amount} refund pending" if refund.is_pending else f"{amount} refunded"
    by = "by OpsDesk" if refund.reference else "in Shopify"
    return Entry(refund.refunded_at, "money", text, by)


def _parcel_entries(parcel: Shipment, label: str) -> Iterator[Entry]:
    number = _number(parcel)
    yield Entry(parcel.shipped_at, "parcel", "Label made", number)
    if parcel.fulfillment_status in VOID:
        text = (
            "Tracking number replaced"
            if parcel.fulfillment_status == REPLACED
            else "Shipment cancelled"
        )
        yield Entry(parcel.source_updated_at, "parcel", text, number)
    for scan in parcel.events.all():
        yield _scan_entry(scan, label)
    for change in parcel.eta_changes.all():
        yield _eta_entry(change, label)
    if parcel.reported_missing_at:
        by = str(parcel.reported_missing_by or "somebody")
        detail = " · ".join(filter(None, [f"Reported by {by}", parcel.reported_missing_note]))
        yield Entry(parcel.reported_missing_at, "bad", "Customer says it never arrived", detail)


def _scan_entry(scan: TrackingEvent, label: str) -> Entry:
    codes = "/".join(filter(None, [scan.raw_code, scan.raw_detail]))
    raw = f"{scan.provider} {codes}: {scan.raw_text}"
    return Entry(scan.occurred_at, "bad" if scan.reason else "scan", scan_words(scan), label, raw)


def _eta_entry(change: EtaChange, label: str) -> Entry:
    if change.old is None:
        return Entry(change.at, "eta", f"Expected {_day(change.new)}", label)
    is_later = change.new > change.old
    text = _moved("Expected", change.old, change.new)
    return Entry(change.at, "bad" if is_later else "eta", text, label)


def _moved(what: str, old: date, new: date) -> str:
    return f"{what} {'later' if new > old else 'earlier'}: {_day(old)} → {_day(new)}"


def _day(day: date) -> str:
    return f"{day:%a, %b} {day.day}"
