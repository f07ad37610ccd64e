"""One order and everything nested in it becomes rows, whichever way it came to us.

A webhook body and Shopify's answer to a query are the same `OrderPayload`; only `fetched_at` tells
them apart: what Shopify says when asked settles what two bodies of one second left open.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from opsdesk import clock
from opsdesk.errors import Invalid, VendorError
from opsdesk.events import publish
from opsdesk.locks import lock_in_transaction
from opsdesk.models import Store
from opsdesk.vendors.shopify.orders_mirror import Node, order_payload
from opsdesk.vendors.shopify.payloads import OrderPayload
from orders import events
from orders.attention import look_at_parcels_of
from orders.ingest import wanted
from orders.ingest.erased import without_person
from orders.ingest.fulfillments import save_fulfillment
from orders.ingest.orders import save_order
from orders.ingest.refunds import save_refund
from orders.models import Order
from orders.promises import keep_promise, tell_parcels


def mirror_order(
    store: Store, node: Node, *, fetched_at: datetime | None = None
) -> tuple[Order, bool]:
    """Mirror an Order of GraphQL (see documents/mirror_order.graphql); return it, and whether it changed.

    For whoever asked Shopify: backfill, reconcile, a wish. One transaction; raises Invalid.
    """
    payload = order_payload(node)
    with transaction.atomic():
        lock_order(store, payload.id)
        return save_payload(store, payload, fetched_at=fetched_at or clock.now())


def save_payload(
    store: Store, payload: OrderPayload, *, fetched_at: datetime | None = None
) -> tuple[Order, bool]:
    """Write an order with its parcels and refunds. Under the order's lock."""
    payload = without_person(store, payload)
    order, changed = save_order(store, payload, fetched_at=fetched_at)
    changed = keep_promise(order, payload) or changed
    events.record_order(order, payload)
    for fulfillment in payload.fulfillments:
        save_fulfillment(order, fulfillment)
    for refund in payload.refunds:
        save_refund(order, refund)
    if changed:
        tell_parcels(order)
        look_at_parcels_of(order.pk)
        publish("order.changed", order_id=order.pk)
    return order, changed


def fetch_wanted(limit: int = wanted.BATCH) -> int:
    """Fetch orders somebody wished for; return how many could be mirrored."""
    return sum(fetch_one(claim) for claim in wanted.claim_wanted(limit))


def fetch_one(claim: wanted.Claim) -> bool:
    """Fetch one order and mirror it; say whether that worked. Never raises for what a vendor does."""
    asked_at = clock.now()
    try:
        node = wanted.read_order(claim.store, claim.shopify_id)
        mirror_order(claim.store, node, fetched_at=asked_at)
    except (VendorError, Invalid) as error:
        wanted.postpone(claim, error)
        return False
    wanted.fulfil(claim)
    return True


def lock_order(store: Store, order_id: int) -> None:
    """Wait for the order's lock and hold it until the transaction ends."""
    lock_in_transaction(f"order:{store.pk}:{order_id}")
