"""The outbox: a message is a row written in the transaction of its cause, once per cause."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from notifications.models import Message, MessageKind, MessageTemplate
from opsdesk import clock
from opsdesk.events import publish

if TYPE_CHECKING:
    from opsdesk.models import Store
    from orders.models import Order, Shipment


def queue_message(
    *,
    store: Store,
    order: Order,
    kind: str,
    subject: str,
    body: str,
    recipient: str,
    dedupe_key: str,
    shipment: Shipment | None = None,
    reference: str = "",
    template: MessageTemplate | None = None,
    locale: str = "",
    due_at: datetime | None = None,
) -> Message | None:
    """Write one message to be sent at `due_at`; None when its cause already has one.

    Two workers that find the same cause at the same moment make one row: the unique key decides.
    Raises RuntimeError outside a transaction: a cause and its message stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("queue_message needs the transaction of the message's cause.")
    now = clock.now()
    message, is_new = Message.objects.get_or_create(
        store=store,
        dedupe_key=dedupe_key,
        defaults={
            "order": order,
            "shipment": shipment,
            "kind": kind,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "recipient": recipient.strip(),
            "reference": reference,
            "template": template,
            "locale": locale or (template.locale if template else locale_of(order)),
            "created_at": now,
            "due_at": due_at or now,
        },
    )
    if not is_new:
        return None
    publish("message.queued", message_id=message.pk)
    return message


def update_key(kind: str, shipment: Shipment) -> str:
    """Return the dedupe key of an automatic message: once per parcel, a delay once per new date."""
    key = f"shipment:{shipment.pk}:{kind}"
    return f"{key}:{shipment.current_eta}" if kind == MessageKind.DELAYED else key


def address_of(order: Order) -> str:
    """Return where the customer of `order` gets mail; empty when unknown."""
    return (order.email or (order.customer.email if order.customer else "")).strip()


def locale_of(order: Order) -> str:
    """Return the language to write to the customer of `order` in."""
    return (order.customer.locale if order.customer else "") or order.store.locale
