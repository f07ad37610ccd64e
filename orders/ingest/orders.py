"""Orders, their lines and their customer, as Shopify tells them."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from opsdesk.models import Store
from opsdesk.vendors.shopify.payloads import CustomerPayload, LinePayload, OrderPayload
from orders.ingest.aftermath import adopt
from orders.ingest.wanted import want_order
from orders.models import Customer, Order, OrderLine, OrderTombstone

# Two bodies of one second: the one that is further along is the newer one.
FINANCIAL = (
    "pending",
    "authorized",
    "partially_paid",
    "paid",
    "partially_refunded",
    "refunded",
    "voided",
)
FULFILLMENT = ("partial", "fulfilled", "restocked")
MILLI = Decimal("0.001")

# An order read from Shopify may have changed again within the second its state is dated.
SETTLED_AFTER = timedelta(seconds=2)

Version = tuple[datetime, bool, bool, int, int, str]


def save_order(
    store: Store, payload: OrderPayload, *, fetched_at: datetime | None = None
) -> tuple[Order, bool]:
    """Create or update the mirror of an order; return it, and whether it changed.

    Under the order's lock. An older or repeated body changes nothing. `fetched_at` says that this is
    Shopify's own present answer: of one second, it beats every body. Two different bodies of one
    second and one status are settled by asking Shopify (`want_order`); until it answers, by their
    digest, so that any order of arrival gives the same row. What is refunded or reserved is not
    Shopify's `orders/*` to say: see `save_refund` and `exceptions`.
    """
    order = Order.objects.filter(store=store, shopify_id=payload.id).first()
    digest = digest_of(payload)
    is_news = order is None or (payload.updated_at, digest) != (
        order.source_updated_at,
        order.source_digest,
    )
    if order and not _supersedes(payload, digest, fetched_at, order):
        return order, False
    fields = _fields(store, payload) | {"source_digest": digest, "source_fetched_at": fetched_at}
    if order is None:
        fields["deleted_at"] = _deleted_at(store, payload.id)
        order = Order.objects.create(store=store, shopify_id=payload.id, **fields)
        adopt(order)
    else:
        for name, value in fields.items():
            setattr(order, name, value)
        order.save(update_fields=[*fields, "mirrored_at"])
    _save_lines(order, payload.line_items)
    return order, is_news


def _supersedes(
    payload: OrderPayload, digest: str, fetched_at: datetime | None, order: Order
) -> bool:
    """Say whether this is newer than what we have; have Shopify asked when nothing tells."""
    new = _version(payload, digest, is_fetched=fetched_at is not None)
    stored = _stored_version(order)
    if fetched_at and order.source_fetched_at:
        # Two answers of Shopify's own: the later one, unless it is about an earlier state.
        return new[0] >= stored[0] and fetched_at > order.source_fetched_at
    is_unclear = new[:-1] == stored[:-1] and new != stored
    if is_unclear and not fetched_at and order.source_digest:
        want_order(order.store_id, payload.id, "Two bodies of the same second differ.")
    return new > stored


def digest_of(payload: OrderPayload) -> str:
    """Return what tells this body from another one of the same second."""
    # What is left out has a time of its own.
    said = payload.model_dump_json(
        exclude={"fulfillments": True, "refunds": True, "customer": {"updated_at"}}
    )
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _version(payload: OrderPayload, digest: str, *, is_fetched: bool) -> Version:
    """Return what makes one body newer than another."""
    return (
        payload.updated_at,
        is_fetched,
        payload.cancelled_at is not None,
        _rank(FINANCIAL, payload.financial_status),
        _rank(FULFILLMENT, payload.fulfillment_status),
        digest,
    )


def _stored_version(order: Order) -> Version:
    read_at = order.source_fetched_at
    return (
        order.source_updated_at,
        read_at is not None and read_at - order.source_updated_at > SETTLED_AFTER,
        order.cancelled_at is not None,
        _rank(FINANCIAL, order.financial_status),
        _rank(FULFILLMENT, order.fulfillment_status),
        order.source_digest,
    )


def _deleted_at(store: Store, shopify_id: int) -> datetime | None:
    tombstone = OrderTombstone.objects.filter(store=store, shopify_id=shopify_id).first()
    return tombstone.deleted_at if tombstone else None


def _rank(words: tuple[str, ...], word: str) -> int:
    return words.index(word) + 1 if word in words else 0


def _fields(store: Store, payload: OrderPayload) -> dict[str, Any]:
    address = payload.shipping_address
    customer = save_customer(store, payload.customer, payload) if payload.customer else None
    return {
        "name": payload.name or f"#{payload.id}",
        "customer": customer,
        "email": payload.email,
        "phone": payload.phone or (address.phone if address else ""),
        "placed_at": payload.processed_at or payload.created_at,
        "source_updated_at": payload.updated_at,
        "cancelled_at": payload.cancelled_at,
        "financial_status": payload.financial_status[:30],
        "fulfillment_status": payload.fulfillment_status[:30],
        "currency": payload.currency,
        "subtotal": payload.subtotal_price,
        "shipping_total": payload.shipping_total,
        "tax_total": payload.total_tax,
        "total": payload.total_price,
        "presentment_currency": payload.presentment_currency[:3] or payload.currency,
        "presentment_total": payload.presentment_total,
        "recipient_name": _recipient(payload),
        "shipping_address": address.model_dump() if address else {},
        "country": address.country_code.upper() if address else "",
        "shipping_method": payload.shipping_method,
        "tags": payload.tag_list,
        "note": payload.note,
    }


def _recipient(payload: OrderPayload) -> str:
    for person in (payload.shipping_address, payload.customer):
        if person:
            name = getattr(person, "name", "") or f"{person.first_name} {person.last_name}".strip()
            if name:
                return str(name)[:200]
    return ""


def save_customer(store: Store, payload: CustomerPayload, order: OrderPayload) -> Customer:
    """Create or update a customer; the newest body that names them wins."""
    updated_at = payload.updated_at or order.updated_at
    fields = {
        "email": payload.email,
        "phone": payload.phone,
        "first_name": payload.first_name,
        "last_name": payload.last_name,
        "locale": payload.locale or order.customer_locale,
        "source_updated_at": updated_at,
    }
    # Orders of one customer may come at the same moment: the database decides who creates them.
    customer, created = Customer.objects.select_for_update(no_key=True).get_or_create(
        store=store, shopify_id=payload.id, defaults=fields
    )
    if not created and updated_at > customer.source_updated_at:
        for name, value in fields.items():
            setattr(customer, name, value)
        customer.save(update_fields=list(fields))
    return customer


def change_customer(store: Store, payload: CustomerPayload) -> None:
    """Take over what customers/update says of somebody who ordered here, and was not erased."""
    customer = (
        Customer.objects.select_for_update(no_key=True)
        .filter(store=store, shopify_id=payload.id, erased_at=None)
        .first()
    )
    if customer is None or payload.updated_at is None:
        return
    if payload.updated_at > customer.source_updated_at:
        fields = {
            "email": payload.email,
            "phone": payload.phone,
            "first_name": payload.first_name,
            "last_name": payload.last_name,
            "locale": payload.locale or customer.locale,
            "source_updated_at": payload.updated_at,
        }
        Customer.objects.filter(pk=customer.pk).update(**fields)


def _save_lines(order: Order, lines: tuple[LinePayload, ...]) -> None:
    """Write the lines; Shopify keeps a removed one with nothing left of it, so none is deleted."""
    rows = {line.id: _line(order, line) for line in lines}
    OrderLine.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["order", "shopify_id"],
        update_fields=[
            "title",
            "variant_title",
            "sku",
            "quantity",
            "unit_price",
            "discount",
            "tax",
            "requires_shipping",
        ],
    )


def _line(order: Order, line: LinePayload) -> OrderLine:
    off = line.total_discount / line.quantity if line.quantity else Decimal(0)
    return OrderLine(
        order=order,
        shopify_id=line.id,
        title=line.title or "Item",
        variant_title=line.variant_title,
        sku=line.sku,
        quantity=line.quantity,
        unit_price=(line.price - off).quantize(MILLI),
        discount=line.discount or line.total_discount,
        tax=line.tax,
        requires_shipping=line.requires_shipping,
    )
