"""A fulfillment becomes parcels: one per tracking number.

Every number a fulfillment ever named has a row, so that any order of arrival ends in the same rows:
those the newest body names are current, the others are "replaced". A parcel without a number yet is
a row with an empty one, which the first number fills in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from opsdesk import clock
from opsdesk.events import publish
from opsdesk.vendors.shopify.payloads import FulfillmentPayload
from orders import carriers, events
from orders.attention import look_at_parcel
from orders.carrier_numbers import is_plausible
from orders.forecast import predict
from orders.models import Order, Shipment, ShipmentLine
from orders.promises import destination_zone
from orders.tracking import GIVE_UP_AFTER, REPLACED, STATE, VOID, settle_milestone

RANK = {"pending": 1, "open": 2, "success": 3, "error": 4, "failure": 4, "cancelled": 5}
# What a fulfillment says about a parcel; the rest is the carrier's to say.
TOLD = (
    "fulfillment_status",
    "source_updated_at",
    "carrier",
    "tracking_number",
    "tracking_url",
)

Version = tuple[datetime, int, int, list[str]]


@dataclass(frozen=True, slots=True)
class Label:
    """One tracking number and where the carrier shows it; an empty number is none yet."""

    number: str
    url: str


def save_fulfillment(order: Order, payload: FulfillmentPayload) -> None:
    """Create or update the parcels of a fulfillment. Under the order's lock.

    Newer wins; of one second, the further status, then the more (then the later) numbers.
    """
    rows = {
        row.tracking_number: row
        for row in Shipment.objects.select_for_update(no_key=True)
        .filter(store=order.store, fulfillment_id=payload.id)
        .order_by("pk")
    }
    labels = labels_of(payload)
    stored = _stored_version(rows.values())
    if stored is None or _version(payload.updated_at, payload.status, labels) > stored:
        _take_over(order, payload, labels, rows)
    else:
        _keep_as_replaced(order, payload, labels, rows)


def labels_of(payload: FulfillmentPayload) -> list[Label]:
    """Return the numbers a body names, each once; a single empty one when it names none."""
    numbers = [_clean(number) for number in payload.tracking_numbers] or [
        _clean(payload.tracking_number)
    ]
    urls = payload.tracking_urls or (payload.tracking_url,)
    labels: dict[str, Label] = {}
    for place, number in enumerate(numbers):
        url = urls[place] if place < len(urls) else ""
        if number and number not in labels:
            labels[number] = Label(number, url if url.startswith(("https://", "http://")) else "")
    return list(labels.values()) or [Label("", "")]


def _clean(number: str) -> str:
    return "".join(number.split())[:80]


def _version(updated_at: datetime, status: str, labels: Iterable[Label]) -> Version:
    numbers = sorted(label.number for label in labels if label.number)
    return updated_at, RANK.get(status, 0), len(numbers), numbers


def _stored_version(rows: Iterable[Shipment]) -> Version | None:
    current = [row for row in rows if row.fulfillment_status != REPLACED]
    if not current:
        return None
    labels = [Label(row.tracking_number, "") for row in current]
    return _version(current[0].source_updated_at, current[0].fulfillment_status, labels)


def _take_over(
    order: Order, payload: FulfillmentPayload, labels: list[Label], rows: dict[str, Shipment]
) -> None:
    """Make the rows say what this body, the newest one, says."""
    for label in labels:
        row = rows.pop(label.number, None) or rows.pop("", None) or _new(order, payload)
        _write(row, payload, label)
        events.record_parcel(row, named_at=payload.updated_at)
        _save_lines(order, row, payload if len(labels) == 1 else None)
    for row in rows.values():
        if not row.tracking_number:
            row.delete()  # a body of the same moment named more numbers than there were rows
            continue
        row.fulfillment_status, row.source_updated_at = REPLACED, payload.updated_at
        _save(row)
        _save_lines(order, row, None)


def _keep_as_replaced(
    order: Order, payload: FulfillmentPayload, labels: list[Label], rows: dict[str, Shipment]
) -> None:
    """An older body: numbers it names that we do not know were replaced since."""
    newest = max(row.source_updated_at for row in rows.values())
    for label in labels:
        if label.number and label.number not in rows:
            row = _new(order, payload)
            _write(row, payload, label, is_replaced=True, updated_at=newest)
            events.record_parcel(row, named_at=payload.updated_at)
        elif label.number and payload.updated_at < newest:
            events.record_parcel(rows[label.number], named_at=payload.updated_at)


def _new(order: Order, payload: FulfillmentPayload) -> Shipment:
    return Shipment(
        store=order.store,
        order=order,
        fulfillment_id=payload.id,
        shipped_at=payload.created_at,
        shipped_on=payload.created_at.astimezone(order.store.tz).date(),
        promised_on=order.promised_on,
        timezone=destination_zone(order),
    )


def _write(
    row: Shipment,
    payload: FulfillmentPayload,
    label: Label,
    *,
    is_replaced: bool = False,
    updated_at: datetime | None = None,
) -> None:
    carrier = carriers.identify(payload.tracking_company, label.number)
    is_another = (row.carrier, row.tracking_number) != (carrier, label.number)
    row.carrier, row.tracking_number = carrier, label.number
    row.tracking_url = label.url
    row.fulfillment_status = REPLACED if is_replaced else payload.status[:30]
    row.source_updated_at = updated_at or payload.updated_at
    is_recent = clock.now() - row.shipped_at < GIVE_UP_AFTER
    is_current = row.fulfillment_status not in VOID
    to_register = (
        is_plausible(label.number, row.order.name) and is_another and is_current and is_recent
    )
    if to_register:
        row.provider_tracker_id, row.next_check_at = "", clock.now()
    _save(row)
    if to_register:
        publish("shipment.registered", shipment_id=row.pk)


def _save(row: Shipment) -> None:
    """Save a parcel; tell the desk when it is new, or its milestone moved."""
    before = row.milestone if row.pk else None
    if row.pk is None:
        predict(row, clock.now())
        row.save()  # scans, from which the milestone is derived, hang on the key
    settle_milestone(row)
    if row.fulfillment_status in VOID:
        row.next_check_at = None
    row.save(update_fields=[*TOLD, *STATE, "provider_tracker_id", "next_check_at"])
    if row.milestone != before:
        look_at_parcel(row.pk)
        publish("shipment.changed", shipment_id=row.pk)


def _save_lines(order: Order, row: Shipment, payload: FulfillmentPayload | None) -> None:
    """Write what is in a parcel. With several numbers nobody says what is in which: nothing then."""
    if payload and not payload.are_contents_known:
        return
    sent = {line.id: line.quantity for line in payload.line_items} if payload else {}
    known = {line.shopify_id: line for line in order.lines.filter(shopify_id__in=sent)}
    wanted = {known[pk].pk: count for pk, count in sent.items() if pk in known and count}
    if dict(row.lines.values_list("order_line_id", "quantity")) == wanted:
        return
    row.lines.all().delete()
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=row, order_line_id=line, quantity=count)
        for line, count in wanted.items()
    )
