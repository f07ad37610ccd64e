"""The store's and the carriers' webhooks become rows of the mirror.

Each handler runs inside the transaction of its delivery. All that concern one order take its lock
first, so that a body may come twice, late, or at the same moment as another. What is older than what
we have changes nothing; `publish` tells the rest of the desk only of changes.
"""

from __future__ import annotations

from opsdesk.errors import OpsDeskError
from opsdesk.events import publish
from opsdesk.locks import lock_in_transaction
from opsdesk.models import InboundDelivery, Store
from opsdesk.vendors.shopify.payloads import (
    FulfillmentPayload,
    parse_fulfillment,
    parse_order,
    parse_refund,
)
from opsdesk.vendors.tracking import easypost
from orders.attention import look_at_parcels_of
from orders.ingest.fulfillments import save_fulfillment
from orders.ingest.orders import save_order
from orders.ingest.refunds import save_refund
from orders.ingest.trackers import parcels_of
from orders.models import Order
from orders.tracking import apply_update

PATIENCE = 3  # attempts before we take a tracker's number for somebody else's


class NotYet(OpsDeskError):
    """This came before what it belongs to. It is tried again shortly."""

    code = "not_yet"
    message = "What this belongs to has not arrived yet."


def on_order(delivery: InboundDelivery) -> None:
    """Mirror an order with everything nested in it."""
    payload = parse_order(bytes(delivery.body))
    _lock(delivery.store, payload.id)
    order, changed = save_order(delivery.store, payload)
    for fulfillment in payload.fulfillments:
        save_fulfillment(order, fulfillment)
    for refund in payload.refunds:
        save_refund(order, refund)
    if changed:
        look_at_parcels_of(order.pk)
        publish("order.changed", order_id=order.pk)


def on_fulfillment(delivery: InboundDelivery) -> None:
    """Mirror a fulfillment as parcels; raises NotYet before its order is known."""
    payload = parse_fulfillment(bytes(delivery.body))
    _lock(delivery.store, payload.order_id)
    order = _order(delivery.store, payload.order_id)
    _require_lines(order, payload)
    save_fulfillment(order, payload)


def on_refund(delivery: InboundDelivery) -> None:
    """Mirror a refund, whoever made it; raises NotYet before its order is known."""
    payload = parse_refund(bytes(delivery.body))
    _lock(delivery.store, payload.order_id)
    save_refund(_order(delivery.store, payload.order_id), payload)


def on_tracker(delivery: InboundDelivery) -> None:
    """Take in what a carrier said; raises NotYet while its parcel may still be on the way to us."""
    update = easypost.parse_event(bytes(delivery.body))
    parcels = parcels_of(delivery.store, update)
    if not parcels and delivery.attempts < PATIENCE:
        raise NotYet("No parcel with this tracking number has arrived yet.")
    for parcel in parcels:
        apply_update(parcel, update, delivery.received_at)


def _lock(store: Store, order_id: int) -> None:
    lock_in_transaction(f"order:{store.pk}:{order_id}")


def _order(store: Store, order_id: int) -> Order:
    order = Order.objects.filter(store=store, shopify_id=order_id).first()
    if order is None:
        raise NotYet("The order this belongs to has not arrived yet.")
    return order


def _require_lines(order: Order, payload: FulfillmentPayload) -> None:
    """An order edit may add the line that a fulfillment already ships."""
    named = {line.id for line in payload.line_items}
    if named - set(order.lines.values_list("shopify_id", flat=True)):
        raise NotYet("The order line this ships has not arrived yet.")
