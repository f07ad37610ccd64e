"""Orders that were deleted in Shopify."""

from __future__ import annotations

from datetime import datetime

from opsdesk.events import publish
from opsdesk.models import Store
from orders.attention import look_at_parcels_of
from orders.models import Order, OrderTombstone, WantedOrder


def bury_order(store: Store, shopify_id: int, deleted_at: datetime) -> None:
    """Remember that an order is gone, whether or not we ever had it. Under the order's lock."""
    tombstone, created = OrderTombstone.objects.get_or_create(
        store=store, shopify_id=shopify_id, defaults={"deleted_at": deleted_at}
    )
    if not created and deleted_at < tombstone.deleted_at:
        tombstone.deleted_at = deleted_at
        tombstone.save(update_fields=["deleted_at"])
    WantedOrder.objects.filter(store=store, shopify_id=shopify_id).delete()
    order = (
        Order.objects.filter(store=store, shopify_id=shopify_id)
        .exclude(deleted_at=tombstone.deleted_at)
        .first()
    )
    if order is None:
        return
    Order.objects.filter(pk=order.pk).update(deleted_at=tombstone.deleted_at)
    look_at_parcels_of(order.pk)
    publish("order.changed", order_id=order.pk)


def is_buried(store: Store, shopify_id: int) -> bool:
    """Say whether Shopify deleted the order."""
    return OrderTombstone.objects.filter(store=store, shopify_id=shopify_id).exists()
