"""The store's and the carriers' webhooks become rows of the mirror.

Each handler runs inside the transaction of its delivery. All that concern one order take its lock
first, so that a body may come twice, late, or at the same moment as another. What is older than what
we have changes nothing; `publish` tells the rest of the desk only of changes. What a webhook cannot
tell (an edit, a payment, an order we never heard of) becomes a wish: see `orders.ingest.wanted`.
"""

from __future__ import annotations

from opsdesk.errors import OpsDeskError
from opsdesk.models import InboundDelivery
from opsdesk.vendors.shopify.payloads import (
    FulfillmentPayload,
    parse_fulfillment,
    parse_order,
    parse_refund,
)
from opsdesk.vendors.shopify.payloads_events import (
    parse_customer,
    parse_deletion,
    parse_dispute,
    parse_edit,
    parse_return,
    parse_transaction,
)
from opsdesk.vendors.tracking import aftership, easypost
from orders.ingest import aftermath
from orders.ingest.deletion import bury_order, is_buried
from orders.ingest.erased import forget_body, without_words
from orders.ingest.fulfillment_events import save_event, take_back_event
from orders.ingest.fulfillments import save_fulfillment
from orders.ingest.mirroring import fetch_wanted, lock_order, mirror_order, save_payload
from orders.ingest.orders import change_customer
from orders.ingest.refunds import save_refund
from orders.ingest.trackers import parcels_of
from orders.ingest.wanted import want_order
from orders.models import Order
from orders.tracking import apply_update

__all__ = [
    "NotYet",
    "fetch_wanted",
    "mirror_order",
    "on_customer",
    "on_dispute",
    "on_fulfillment",
    "on_fulfillment_event",
    "on_fulfillment_event_deleted",
    "on_order",
    "on_order_deleted",
    "on_order_edited",
    "on_refund",
    "on_return",
    "on_tracker",
    "on_transaction",
    "want_order",
]

PATIENCE = 3  # attempts before we take a tracker's number for somebody else's


class NotYet(OpsDeskError):
    """This came before what it belongs to. It is tried again shortly."""

    code = "not_yet"
    message = "What this belongs to has not arrived yet."


def on_order(delivery: InboundDelivery) -> None:
    """Mirror an order with everything nested in it."""
    payload = parse_order(bytes(delivery.body))
    lock_order(delivery.store, payload.id)
    order, _changed = save_payload(delivery.store, payload)
    forget_body(delivery, order)


def on_order_edited(delivery: InboundDelivery) -> None:
    """Read an edited order from Shopify: the webhook brings only what was added and removed."""
    want_order(delivery.store_id, parse_edit(bytes(delivery.body)), "The order was edited.")


def on_order_deleted(delivery: InboundDelivery) -> None:
    """Leave a tombstone; what we know of the order stays for its cases and its money."""
    shopify_id = parse_deletion(bytes(delivery.body))
    lock_order(delivery.store, shopify_id)
    bury_order(delivery.store, shopify_id, delivery.triggered_at or delivery.received_at)


def on_fulfillment(delivery: InboundDelivery) -> None:
    """Mirror a fulfillment as parcels."""
    payload = parse_fulfillment(bytes(delivery.body))
    order = _order_for(delivery, payload.order_id)
    if order is None or not _has_lines(delivery, order, payload):
        return
    save_fulfillment(order, payload)
    forget_body(delivery, order)


def on_fulfillment_event(delivery: InboundDelivery) -> None:
    """Take in what Shopify itself says about a parcel; NotYet while that may be on the way to us."""
    if not save_event(delivery) and delivery.attempts < PATIENCE:
        raise NotYet("No parcel of this fulfillment has arrived yet.")


def on_fulfillment_event_deleted(delivery: InboundDelivery) -> None:
    """Let an event that was taken back say nothing any more."""
    if not take_back_event(delivery) and delivery.attempts < PATIENCE:
        raise NotYet("No parcel of this fulfillment has arrived yet.")


def on_refund(delivery: InboundDelivery) -> None:
    """Mirror a refund, whoever made it."""
    payload = parse_refund(bytes(delivery.body))
    order = _order_for(delivery, payload.order_id)
    if order is not None:
        save_refund(order, without_words(order, payload))
        forget_body(delivery, order)


def on_transaction(delivery: InboundDelivery) -> None:
    """Learn what became of a refund's money: Shopify itself says which refund a payment belongs to."""
    payload = parse_transaction(bytes(delivery.body))
    if payload.kind == "refund":
        want_order(delivery.store_id, payload.order_id, "Money of a refund moved, or did not.")


def on_return(delivery: InboundDelivery) -> None:
    """Mirror a return."""
    payload = parse_return(bytes(delivery.body), delivery.topic)
    order = _order_or_wish(delivery, payload.order_id)
    sent_at = delivery.triggered_at or delivery.received_at
    aftermath.save_return(delivery.store, order, payload, sent_at)


def on_dispute(delivery: InboundDelivery) -> None:
    """Mirror a chargeback or an inquiry."""
    payload = parse_dispute(bytes(delivery.body))
    order = _order_or_wish(delivery, payload.order_id) if payload.order_id else None
    sent_at = delivery.triggered_at or delivery.received_at
    aftermath.save_dispute(delivery.store, order, payload, sent_at)


def on_customer(delivery: InboundDelivery) -> None:
    """Take over what changed about a customer we know; of others we keep nothing."""
    change_customer(delivery.store, parse_customer(bytes(delivery.body)))


def on_tracker(delivery: InboundDelivery) -> None:
    """Take in what a carrier said; raises NotYet while its parcel may still be on the way to us."""
    parse = aftership.parse_event if delivery.vendor == "aftership" else easypost.parse_event
    update = parse(bytes(delivery.body))
    parcels = parcels_of(delivery.store, update)
    if not parcels and delivery.attempts < PATIENCE:
        raise NotYet("No parcel with this tracking number has arrived yet.")
    for parcel in parcels:
        apply_update(parcel, update, delivery.received_at)


def _order_for(delivery: InboundDelivery, order_id: int) -> Order | None:
    """Return the order something belongs to, under its lock.

    One we do not know may come in a moment: NotYet, once. After that it is wished for, and Shopify's
    answer brings everything this delivery says: None, and the delivery is done.
    """
    lock_order(delivery.store, order_id)
    order = Order.objects.filter(store=delivery.store, shopify_id=order_id).first()
    if order is None and not delivery.attempts and not is_buried(delivery.store, order_id):
        raise NotYet("The order this belongs to has not arrived yet.")
    return order or _order_or_wish(delivery, order_id)


def _order_or_wish(delivery: InboundDelivery, order_id: int) -> Order | None:
    """Return the order under its lock; wish for one we do not know."""
    lock_order(delivery.store, order_id)
    order = Order.objects.filter(store=delivery.store, shopify_id=order_id).first()
    if order is None and not is_buried(delivery.store, order_id):
        want_order(delivery.store_id, order_id, f"{delivery.topic} came for an unknown order.")
    return order


def _has_lines(delivery: InboundDelivery, order: Order, payload: FulfillmentPayload) -> bool:
    """Say whether we know all lines a fulfillment ships; an order edit may just have added one."""
    named = {line.id for line in payload.line_items}
    if not named - set(order.lines.values_list("shopify_id", flat=True)):
        return True
    if not delivery.attempts:
        raise NotYet("The order line this ships has not arrived yet.")
    want_order(delivery.store_id, payload.order_id, "A fulfillment ships a line we do not know.")
    return False
