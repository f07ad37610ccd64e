"""Find orders: by name, e-mail or tracking number, by keyset, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from opsdesk import clock
from opsdesk.models import Store, User
from orders.lateness import late_parcels
from orders.models import Order, Shipment
from orders.querysets import OrderQuerySet, ShipmentQuerySet

PAGE = 50
LATE = "late"  # not a milestone, but asked for like one


@dataclass(frozen=True, slots=True)
class Found:
    """One page of orders; `next_cursor` is empty on the last."""

    orders: tuple[Order, ...]
    next_cursor: str


def find_orders(
    user: User, *, words: str = "", milestone: str = "", store: Store | None = None, after: str = ""
) -> Found:
    """Return a page of the orders `user` may see that match; five queries at most."""
    orders = Order.objects.visible_to(user)
    if store:
        orders = orders.filter(store=store)
    if words.strip():
        orders = _matching(orders, words.strip(), user)
    if milestone:
        orders = orders.filter(Exists(_parcels_at(milestone)))
    orders = _after(orders, after).order_by("-placed_at", "-id")
    found = tuple(orders.select_related("store").prefetch_related("shipments")[: PAGE + 1])
    cursor = _cursor(found[PAGE - 1]) if len(found) > PAGE else ""
    return Found(found[:PAGE], cursor)


def _matching(orders: OrderQuerySet, words: str, user: User) -> OrderQuerySet:
    """Match what people paste: "#1001" or "1001", an address, a tracking number (spaces or not)."""
    if "@" in words:
        return orders.filter(email__iexact=words)
    number = "".join(words.split()).upper()
    parcels = Shipment.objects.visible_to(user).filter(tracking_number=number)
    named = orders.filter(name__in=[words, words if words.startswith("#") else f"#{words}"])
    # Read first: two index look-ups, where an OR would walk over every order, newest first.
    found = {
        *parcels.values_list("order", flat=True)[:PAGE],
        *named.values_list("pk", flat=True)[:PAGE],
    }
    return orders.filter(pk__in=found)


def _parcels_at(milestone: str) -> ShipmentQuerySet:
    parcels = Shipment.objects.filter(order=OuterRef("pk"))
    if milestone == LATE:
        return late_parcels(parcels, clock.now())
    return parcels.filter(milestone=milestone)


def _cursor(order: Order) -> str:
    return f"{order.placed_at.isoformat()}~{order.pk}"


def _after(orders: OrderQuerySet, cursor: str) -> OrderQuerySet:
    """Return the part of `orders` that follows `cursor`; a broken cursor means from the start."""
    try:
        moment_text, pk_text = cursor.split("~")
        moment, pk = datetime.fromisoformat(moment_text), int(pk_text)
    except ValueError:
        return orders
    return orders.filter(Q(placed_at__lt=moment) | Q(placed_at=moment, pk__lt=pk))
