"""What was erased stays erased: a late or repeated body brings nobody's data back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Value

from opsdesk.models import InboundDelivery, Store
from opsdesk.privacy.person import Person
from opsdesk.privacy.scrubbing import scrub_body
from opsdesk.vendors.shopify.payloads import OrderPayload, RefundPayload
from orders.models import Customer, Order
from orders.references import execution_in, refund_note


def without_person(store: Store, payload: OrderPayload) -> OrderPayload:
    """Return the body without personal data when its order, or its customer by then, was erased.

    Somebody who orders again after their erasure is a customer like any other.
    """
    if not is_erased(store, payload):
        return payload
    address = payload.shipping_address
    changes: dict[str, Any] = {
        "email": "",
        "phone": "",
        "note": "",
        "tags": "",
        "customer": None,
        "shipping_address": type(address)(
            country=address.country,
            country_code=address.country_code,
        )
        if address
        else None,
        "refunds": tuple(
            refund.model_copy(update={"note": ours(refund.note)}) for refund in payload.refunds
        ),
    }
    return payload.model_copy(update=changes)


def is_erased(store: Store, payload: OrderPayload) -> bool:
    """Say whether the person behind a body was erased. One query."""
    found = Order.objects.filter(
        store=store, shopify_id=payload.id, erased_at__isnull=False
    ).values_list(Value(1), "erased_at")
    if payload.customer:
        # Only what was ordered before: who comes back is a customer like any other.
        found = found.union(
            Customer.objects.filter(
                store=store, shopify_id=payload.customer.id, erased_at__gte=payload.created_at
            ).values_list(Value(2), "erased_at")
        )
    return bool(list(found))


def without_words(order: Order, payload: RefundPayload) -> RefundPayload:
    """Return a refund of an erased order with nothing in its note but our own mark."""
    if order.erased_at is None:
        return payload
    return payload.model_copy(update={"note": ours(payload.note)})


def forget_body(delivery: InboundDelivery, order: Order) -> None:
    """Blank what a late delivery about an erased order says of its person, in the stored bytes."""
    if order.erased_at is None:
        return
    customer = order.customer.shopify_id if order.customer else 0
    nobody = Person(store=delivery.store, order_ids=(order.shopify_id,), customer_ids=(customer,))
    delivery.body = scrub_body(bytes(delivery.body), nobody)
    if delivery.pk:
        InboundDelivery.objects.filter(pk=delivery.pk).update(body=delivery.body)


def ours(note: str) -> str:
    """Return our own mark in a refund's note, without what people wrote around it."""
    reference = execution_in(note)
    return refund_note(UUID(reference)) if reference else ""
