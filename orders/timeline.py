"""What happened to an order, oldest first, in words; the raw record of each entry for staff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opsdesk.money import format_money
from orders.models import EtaChange, Order, Refund, Shipment, TrackingEvent
from orders.tracking import REPLACED, VOID
from orders.wording import scan_words


class Kind(StrEnum):
    """What sort of entry it is: the page chooses an icon by it."""

    ORDER = "order"
    SHIPMENT = "shipment"
    SCAN = "scan"
    ETA = "eta"
    REPORT = "report"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `raw` is what the source said, for staff only."""

    at: datetime
    kind: str
    text: str
    detail: str = ""
    raw: str = ""


def order_timeline(order: Order) -> list[Entry]:
    """Return what the mirror knows of an order, oldest first; four queries, whatever its size."""
    parcels = list(
        order.shipments.select_related("reported_missing_by").prefetch_related(
            "events", "eta_changes"
        )
    )
    entries = [*_order_entries(order), *map(_refund_entry, order.refunds.all())]
    for parcel in parcels:
        label = f"{parcel.carrier} {parcel.tracking_number}".strip() if len(parcels) > 1 else ""
        entries += _parcel_entries(parcel, label)
    return sorted(entries, key=lambda entry: entry.at)


def _order_entries(order: Order) -> Iterator[Entry]:
    total = format_money(order.total, order.currency)
    yield Entry(order.placed_at, Kind.ORDER, f"Order {order.name} placed", total)
    if order.cancelled_at:
        yield Entry(order.cancelled_at, Kind.ORDER, "Order cancelled")


def _refund_entry(refund: Refund) -> Entry:
    amount = format_money(refund.amount, refund.currency)
    detail = ["The money is on its way"] if refund.is_pending else []
    detail += [] if refund.reference else ["Made outside OpsDesk"]
    raw = f"Shopify refund {refund.shopify_id} {refund.note}".strip()
    return Entry(refund.refunded_at, Kind.REFUND, f"{amount} refunded", " · ".join(detail), raw)


def _parcel_entries(parcel: Shipment, label: str) -> Iterator[Entry]:
    number = f"{parcel.carrier} {parcel.tracking_number}".strip()
    yield Entry(parcel.shipped_at, Kind.SHIPMENT, "Label made", number)
    if parcel.fulfillment_status in VOID:
        text = (
            "Tracking number replaced"
            if parcel.fulfillment_status == REPLACED
            else "Shipment cancelled"
        )
        yield Entry(parcel.source_updated_at, Kind.SHIPMENT, text, number)
    for scan in parcel.events.all():
        yield _scan_entry(scan, label)
    for change in parcel.eta_changes.all():
        yield _eta_entry(change, label)
    if parcel.reported_missing_at:
        by = str(parcel.reported_missing_by or "somebody")
        detail = " · ".join(filter(None, [f"Reported by {by}", parcel.reported_missing_note]))
        yield Entry(parcel.reported_missing_at, Kind.REPORT, "Customer does not have it", detail)


def _scan_entry(scan: TrackingEvent, label: str) -> Entry:
    codes = "/".join(filter(None, [scan.raw_code, scan.raw_detail]))
    raw = f"{scan.provider} {codes}: {scan.raw_text}"
    return Entry(scan.occurred_at, Kind.SCAN, scan_words(scan), label, raw)


def _eta_entry(change: EtaChange, label: str) -> Entry:
    new = _day(change.new)
    if change.old is None:
        return Entry(change.at, Kind.ETA, f"Expected on {new}", label, change.source)
    word = "later" if change.new > change.old else "earlier"
    days = abs((change.new - change.old).days)
    much = f"{days} day{'' if days == 1 else 's'} {word} than {_day(change.old)}"
    detail = " · ".join(filter(None, [much, label]))
    return Entry(change.at, Kind.ETA, f"Now expected on {new}", detail, change.source)


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
