"""Orders, their lines and their customer, as Shopify tells them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from opsdesk.models import Store
from opsdesk.vendors.shopify.payloads import CustomerPayload, LinePayload, OrderPayload
from orders.models import Customer, Order, OrderLine

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

Version = tuple[datetime, bool, int, int]


def save_order(store: Store, payload: OrderPayload) -> tuple[Order, bool]:
    """Create or update the mirror of an order; return it, and whether it changed.

    Under the order's lock. An older or repeated body changes nothing. What is refunded or reserved is
    not Shopify's `orders/*` to say: see `save_refund` and `exceptions`.
    """
    order = Order.objects.filter(store=store, shopify_id=payload.id).first()
    if order and version_of(payload) <= _stored_version(order):
        return order, False
    fields = _fields(store, payload)
    if order is None:
        order = Order.objects.create(store=store, shopify_id=payload.id, **fields)
    else:
        for name, value in fields.items():
            setattr(order, name, value)
        order.save(update_fields=[*fields, "mirrored_at"])
    _save_lines(order, payload.line_items)
    return order, True


def version_of(payload: OrderPayload) -> Version:
    """Return what makes one body newer than another."""
    return _version(
        payload.updated_at,
        payload.cancelled_at,
        payload.financial_status,
        payload.fulfillment_status,
    )


def _stored_version(order: Order) -> Version:
    return _version(
        order.source_updated_at,
        order.cancelled_at,
        order.financial_status,
        order.fulfillment_status,
    )


def _version(
    updated_at: datetime, cancelled_at: datetime | None, financial: str, fulfillment: str
) -> Version:
    return (
        updated_at,
        cancelled_at is not None,
        _rank(FINANCIAL, financial),
        _rank(FULFILLMENT, fulfillment),
    )


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
    customer, created = Customer.objects.select_for_update().get_or_create(
        store=store, shopify_id=payload.id, defaults=fields
    )
    if not created and updated_at > customer.source_updated_at:
        for name, value in fields.items():
            setattr(customer, name, value)
        customer.save(update_fields=list(fields))
    return customer


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
