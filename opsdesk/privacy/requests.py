"""Shopify's three compliance webhooks. They only leave a row; the work comes after the commit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from opsdesk.events import publish
from opsdesk.models import DataRequest, Erasure, InboundDelivery
from opsdesk.privacy.person import subject_hash
from opsdesk.vendors.shopify.payloads_events import parse_privacy

ANSWER_WITHIN = timedelta(days=30)
Scope = Erasure.Scope


def on_data_request(delivery: InboundDelivery) -> None:
    """Note that a customer wants to know what we have of them, and until when to answer."""
    payload = parse_privacy(bytes(delivery.body))
    request_id = payload.data_request.id or delivery.delivery_id
    DataRequest.objects.get_or_create(
        store=delivery.store,
        request_id=str(request_id)[:64],
        defaults={
            "subject_hash": subject_hash(
                delivery.store, payload.customer.id, payload.customer.email
            ),
            "customer_id": payload.customer.id,
            "order_ids": list(payload.orders),
            "received_at": delivery.received_at,
            "due_at": delivery.received_at + ANSWER_WITHIN,
        },
    )


def on_customer_redact(delivery: InboundDelivery) -> None:
    """Have a customer erased."""
    payload = parse_privacy(bytes(delivery.body))
    person = payload.customer
    wanted = {
        "customer_id": person.id,
        "email": person.email,
        "phone": person.phone,
        "order_ids": list(payload.orders),
    }
    ask(delivery, Scope.CUSTOMER, subject_hash(delivery.store, person.id, person.email), wanted)


def on_shop_redact(delivery: InboundDelivery) -> None:
    """Have everybody of a shop erased: it removed the app two days ago."""
    parse_privacy(bytes(delivery.body))
    ask(delivery, Scope.SHOP, subject_hash(delivery.store, None, "the whole shop"), {})


def ask(delivery: InboundDelivery, scope: str, who: str, wanted: dict[str, Any]) -> None:
    """Leave the row that has it done; asked again, it is done again."""
    Erasure.objects.update_or_create(
        store=delivery.store,
        scope=scope,
        subject_hash=who,
        defaults={
            "wanted": wanted,
            "request_id": delivery.delivery_id[:120],
            "asked_at": delivery.received_at,
            "next_attempt_at": delivery.received_at,
            "finished_at": None,
        },
    )
    publish("erasure.asked")
