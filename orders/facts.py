"""What the rules may look at: one frozen value per parcel, built from rows, never querying later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from orders.business_time import Calendar
from orders.models import Shipment


@dataclass(frozen=True, slots=True)
class ShipmentFacts:
    """One parcel at one moment. Dates without a time are calendar days at the destination."""

    shipment_id: int
    order_id: int
    store_id: int
    calendar: Calendar  # of the store: its country's working days, its time zone
    carrier: str
    tracking_number: str
    country: str
    milestone: Milestone
    reason: Reason | None
    fault_owner: FaultOwner | None
    milestone_at: datetime | None
    shipped_at: datetime
    picked_up_at: datetime | None
    first_attempt_at: datetime | None
    delivered_at: datetime | None
    last_moved_at: datetime | None  # seen somewhere, not just "delayed"
    last_scan_at: datetime | None
    last_scan_text: str
    last_scan_place: str
    original_eta: date | None
    current_eta: date | None
    promised_on: date | None
    eta_changed_at: datetime | None  # since when the carrier has been saying current_eta
    last_checked_at: datetime | None  # when the provider last told us anything at all
    reported_missing_at: datetime | None
    is_cancelled: bool
    is_refunded_fully: bool


def build_facts(shipment: Shipment) -> ShipmentFacts:
    """Return the facts of a parcel; queries only for `order` and `store` when not yet loaded."""
    order, store = shipment.order, shipment.store
    return ShipmentFacts(
        shipment_id=shipment.pk,
        order_id=shipment.order_id,
        store_id=shipment.store_id,
        calendar=Calendar(store.country, store.tz),
        carrier=shipment.carrier,
        tracking_number=shipment.tracking_number,
        country=order.country,
        milestone=Milestone(shipment.milestone),
        reason=Reason(shipment.reason) if shipment.reason else None,
        fault_owner=FaultOwner(shipment.fault_owner) if shipment.fault_owner else None,
        milestone_at=shipment.milestone_at,
        shipped_at=shipment.shipped_at,
        picked_up_at=shipment.picked_up_at,
        first_attempt_at=shipment.first_attempt_at,
        delivered_at=shipment.delivered_at,
        last_moved_at=shipment.last_moved_at,
        last_scan_at=shipment.last_scan_at,
        last_scan_text=shipment.last_scan_text,
        last_scan_place=shipment.last_scan_place,
        original_eta=shipment.original_eta,
        current_eta=shipment.current_eta,
        promised_on=shipment.promised_on,
        eta_changed_at=_eta_changed_at(shipment),
        last_checked_at=shipment.last_checked_at,
        reported_missing_at=shipment.reported_missing_at,
        is_cancelled=bool(order.cancelled_at or order.deleted_at)
        or shipment.milestone == Milestone.CANCELLED,
        is_refunded_fully=order.total > 0 and order.refunded >= order.total,
    )


def _eta_changed_at(shipment: Shipment) -> datetime | None:
    """Return the first of the latest readings that agree on the current date."""
    said_at: datetime | None = None
    for at, expected in sorted(shipment.eta_readings.items(), reverse=True):
        if shipment.current_eta is None or expected != shipment.current_eta.isoformat():
            break
        said_at = datetime.fromisoformat(at)
    return said_at


def build_facts_many(shipment_ids: Iterable[int]) -> dict[int, ShipmentFacts]:
    """Return the facts of many parcels by id, in one query."""
    shipments = Shipment.objects.select_related("order", "store").filter(pk__in=list(shipment_ids))
    return {shipment.pk: build_facts(shipment) for shipment in shipments}
