"""Record the loop's events, once each, in the transaction of what caused them.

Arrival order changes nothing: what a body says is recorded at the earliest moment any body gives, and
what scans say is derived from all of them. A scan that shows that an earlier conclusion was wrong (a
"delivered" that was the way back to the sender) retracts the event instead of deleting it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection

from opsdesk import clock
from opsdesk.taxonomy import Milestone
from opsdesk.vendors.shopify.payloads import OrderPayload
from orders import eta
from orders.milestones import Derived
from orders.models import Order, OrderEvent, Shipment

Kind = OrderEvent.Kind

PAID_FOR = frozenset({"authorized", "partially_paid", "paid", "partially_refunded", "refunded"})
ON_THE_WAY = frozenset({Milestone.PICKED_UP, Milestone.IN_TRANSIT})
TROUBLE = frozenset(
    {
        Milestone.DELIVERY_ATTEMPTED,
        Milestone.RETURNING,
        Milestone.RETURNED,
        Milestone.FAILED,
    }
)
FROM_SCANS = (Kind.IN_TRANSIT, Kind.OUT_FOR_DELIVERY, Kind.DELIVERED, Kind.PROBLEM)
RULE = "rule"  # the source of what our own rules noticed: no scan takes that back

# Of two moments the earlier one stands; nothing is written when nothing changes.
EARLIEST = """
INSERT INTO orders_orderevent
    (store_id, order_id, shipment_id, kind, happened_at, learned_at, source, detail)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (order_id, shipment_id, kind) DO UPDATE SET happened_at = EXCLUDED.happened_at
WHERE EXCLUDED.happened_at < orders_orderevent.happened_at
"""
# What is derived from all scans at once replaces what was derived from fewer.
DERIVED = """
INSERT INTO orders_orderevent
    (store_id, order_id, shipment_id, kind, happened_at, learned_at, source, detail)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (order_id, shipment_id, kind) DO UPDATE
SET happened_at = EXCLUDED.happened_at, retracted_at = NULL
WHERE orders_orderevent.source <> 'rule'
    AND (EXCLUDED.happened_at <> orders_orderevent.happened_at
        OR orders_orderevent.retracted_at IS NOT NULL)
"""
# What a rule noticed stays, whatever the scans say later.
NOTICED = """
INSERT INTO orders_orderevent
    (store_id, order_id, shipment_id, kind, happened_at, learned_at, source, detail)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (order_id, shipment_id, kind) DO UPDATE
SET happened_at = LEAST(EXCLUDED.happened_at, orders_orderevent.happened_at),
    source = EXCLUDED.source, retracted_at = NULL
"""


def record_order(order: Order, payload: OrderPayload) -> None:
    """Record what any body of an order tells, a stale one included."""
    at = payload.processed_at or payload.created_at
    moments: dict[str, datetime] = {Kind.PLACED: at}
    if payload.confirmed is not False and payload.financial_status in PAID_FOR:
        moments[Kind.CONFIRMED] = at
    _write(EARLIEST, order.store_id, order.pk, None, moments, "shopify")


def record_parcel(parcel: Shipment, *, named_at: datetime) -> None:
    """Record that a fulfillment exists and, with a number, since when it is known to have it."""
    moments: dict[str, datetime] = {Kind.FULFILLMENT_CREATED: parcel.shipped_at}
    if parcel.tracking_number:
        moments[Kind.TRACKING_ASSIGNED] = named_at
    _write(EARLIEST, parcel.store_id, parcel.order_id, parcel.pk, moments, "shopify")


def record_journey(parcel: Shipment, steps: Iterable[Derived], source: str) -> None:
    """Record what a parcel's scans add up to; `steps` is the walk through all of them."""
    found = moments_of(steps)
    late = _first_slip(parcel)
    if late:
        found[Kind.PROBLEM] = min(late, found.get(Kind.PROBLEM, late))
    _write(DERIVED, parcel.store_id, parcel.order_id, parcel.pk, found, source)
    OrderEvent.objects.filter(
        shipment=parcel,
        kind__in=[kind for kind in FROM_SCANS if kind not in found],
        retracted_at=None,
    ).exclude(source=RULE).update(retracted_at=clock.now())


def _first_slip(parcel: Shipment) -> datetime | None:
    """Return when the expected date first moved to a later day."""
    changes = eta.derive_changes(parcel.eta_readings)
    return next((change.at for change in changes if change.old and change.new > change.old), None)


def record_problem(parcel: Shipment, at: datetime, detail: str = "") -> None:
    """Record that a rule of ours found a parcel in trouble; `detail` names the rule."""
    moments: dict[str, datetime] = {Kind.PROBLEM: at}
    _write(NOTICED, parcel.store_id, parcel.order_id, parcel.pk, moments, RULE, detail)


def record_return(order: Order, at: datetime) -> None:
    """Record that a customer wants to send something back."""
    moments: dict[str, datetime] = {Kind.RETURN_INITIATED: at}
    _write(EARLIEST, order.store_id, order.pk, None, moments, "shopify")


def moments_of(steps: Iterable[Derived]) -> dict[str, datetime]:
    """Return when a parcel first was where, walking through all its scans in their order."""
    found: dict[str, datetime] = {}
    for step in steps:
        if step.last_scan_at is None:
            continue
        for kind in _told_by(step):
            found.setdefault(kind, step.last_scan_at)
    return found


def _told_by(step: Derived) -> list[Kind]:
    told: list[Kind] = []
    if step.milestone in ON_THE_WAY:
        told.append(Kind.IN_TRANSIT)
    elif step.milestone == Milestone.OUT_FOR_DELIVERY:
        told.append(Kind.OUT_FOR_DELIVERY)
    elif step.milestone == Milestone.DELIVERED:
        told.append(Kind.DELIVERED)
    if step.reason or step.milestone in TROUBLE:
        told.append(Kind.PROBLEM)
    return told


def _write(
    statement: str,
    store_id: int,
    order_id: int,
    shipment_id: int | None,
    moments: Mapping[str, datetime],
    source: str,
    detail: str = "",
) -> None:
    now = clock.now()
    rows = [
        (store_id, order_id, shipment_id, str(kind), at, now, source[:20], detail[:120])
        for kind, at in moments.items()
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
