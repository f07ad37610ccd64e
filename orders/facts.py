"""What the rules may look at: one frozen value per parcel, built from rows, never querying later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from orders import forecast
from orders.business_time import Calendar
from orders.eta import derive_changes
from orders.forecast import Chance, Curve, chance_at
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
    zone: ZoneInfo | None = None  # of the destination; None: the store's
    predicted_from: date | None = None  # half of the parcels like it had arrived by then
    predicted_until: date | None = None  # eight of ten
    predicted_n: int = 0
    predicted_level: str = ""
    arrival_curve: Curve = ()

    @property
    def tz(self) -> ZoneInfo:
        """Return the clock of the destination: the one by which a day is over, a parcel late."""
        return self.zone or self.calendar.tz

    @property
    def silent_since(self) -> datetime:
        """Return when something was last heard of the parcel."""
        return self.last_scan_at or self.shipped_at

    def arrival_chance(self, now: datetime) -> Chance | None:
        """Return how many parcels as silent as this one still came within three days; None: too few."""
        return chance_at(self.arrival_curve, self.silent_since, now)


def build_facts(shipment: Shipment, curve: Curve | None = None) -> ShipmentFacts:
    """Return the facts of a parcel; queries only for what is not yet loaded or given."""
    order, store = shipment.order, shipment.store
    return ShipmentFacts(
        shipment_id=shipment.pk,
        order_id=shipment.order_id,
        store_id=shipment.store_id,
        calendar=Calendar(store.country, store.tz),
        zone=shipment.tz,
        predicted_from=shipment.predicted_from,
        predicted_until=shipment.predicted_until,
        predicted_n=shipment.predicted_n,
        predicted_level=shipment.predicted_level,
        arrival_curve=forecast.curve_of(shipment) if curve is None else curve,
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
    """Return when the carrier first said what it is saying now."""
    changes = derive_changes(shipment.eta_readings)
    return changes[-1].at if changes else None


def build_facts_many(shipment_ids: Iterable[int]) -> dict[int, ShipmentFacts]:
    """Return the facts of many parcels by id, in two queries."""
    shipments = Shipment.objects.select_related("order", "store").filter(pk__in=list(shipment_ids))
    curves = forecast.curves_of(shipments)
    return {shipment.pk: build_facts(shipment, curves[shipment.pk]) for shipment in shipments}
