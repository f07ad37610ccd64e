"""One merged history of an order, newest first. The apps above add theirs through `wiring`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.utils.module_loading import import_string

from opsdesk.money import format_money
from opsdesk.wiring import ORDER_TIMELINE
from orders.models import EtaChange, Order, Refund, Shipment, TrackingEvent
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
    shipments = list(order.shipments.all())
    entries = [Entry(order.placed_at, "order", f"Order {order.name} placed")]
    if order.cancelled_at:
        entries.append(Entry(order.cancelled_at, "bad", "Order cancelled"))
    for shipment in shipments:
        entries += _parcel(shipment)
    entries += [
        _scan(event) for event in TrackingEvent.objects.filter(shipment__in=shipments)
    ]
    entries += [_eta(change) for change in EtaChange.objects.filter(shipment__in=shipments)]
    entries += [_refund(refund) for refund in order.refunds.all()]
    return entries


def full_timeline(order: Order) -> tuple[Entry, ...]:
    """Return everything every app knows of `order`."""
    others = [import_string(path)(order) for path in ORDER_TIMELINE]
    return newest_first(order_timeline(order), *others)


def _parcel(shipment: Shipment) -> list[Entry]:
    number = f"{shipment.carrier} {shipment.tracking_number}".strip()
    entries = [Entry(shipment.shipped_at, "parcel", "Label made", number)]
    if shipment.reported_missing_at:
        entries.append(
            Entry(
                shipment.reported_missing_at,
                "bad",
                "Customer says it never arrived",
                shipment.reported_missing_note,
            )
        )
    return entries


def _scan(event: TrackingEvent) -> Entry:
    raw = " · ".join(
        part for part in (event.raw_text, event.raw_code, event.raw_detail) if part
    )
    kind = "bad" if event.reason else "scan"
    return Entry(event.occurred_at, kind, scan_words(event), event.place, raw)


def _eta(change: EtaChange) -> Entry:
    if change.old is None:
        return Entry(change.at, "eta", f"Expected {_day(change.new)}")
    later = change.new > change.old
    word = "later" if later else "earlier"
    text = f"Expected {word}: {_day(change.old)} → {_day(change.new)}"
    return Entry(change.at, "bad" if later else "eta", text)


def _day(day: date) -> str:
    return f"{day:%a, %b} {day.day}"


def _refund(refund: Refund) -> Entry:
    money = format_money(refund.amount, refund.currency)
    by = "by OpsDesk" if refund.reference else "in Shopify"
    text = f"{money} refund pending" if refund.is_pending else f"{money} refunded"
    return Entry(refund.refunded_at, "money", text, by)
