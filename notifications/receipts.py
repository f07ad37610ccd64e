"""What the mail service reports back: deduplicated, in any order, always the same end.

The status of a message is computed from all receipts it has, so a batch that comes twice, late or
shuffled changes nothing. A receipt is proof that the mail was taken, whatever we believed before.
"""

from __future__ import annotations

from uuid import UUID

import structlog
from django.db import transaction

from notifications.models import Message, MessageReceipt
from opsdesk.models import InboundDelivery
from opsdesk.vendors.messaging.base import ReceiptEvent
from opsdesk.vendors.messaging.events import parse_events

logger = structlog.get_logger(__name__)

Status = Message.Status
TAKEN = {"processed", "deferred"}
ARRIVED = {"delivered", "open", "click", "spamreport", "unsubscribe"}
CAME_BACK = {"bounce": "The mail came back", "dropped": "The mail service did not deliver it"}


def on_events(delivery: InboundDelivery) -> None:
    """Record a batch of receipts; runs inside the transaction of its delivery."""
    events = parse_events(bytes(delivery.body))
    codes = {code for event in events if (code := _as_uuid(event.message_code))}
    with transaction.atomic():
        # Locked in one order, so that two batches about the same messages cannot block each other.
        messages = {
            message.code: message
            for message in Message.objects.select_for_update()
            .filter(store=delivery.store_id, code__in=codes)
            .order_by("pk")
        }
        known = [
            (messages[code], event)
            for event in events
            if (code := _as_uuid(event.message_code)) in messages
        ]
        _store(known)
        for message in messages.values():
            apply(message)
    logger.info("receipts.recorded", known=len(known), unknown=len(events) - len(known))


def apply(message: Message) -> bool:
    """Give `message`, which the caller has locked, the status its receipts prove; False without any."""
    found = list(message.receipts.order_by("at", "pk"))
    status, note = judge(found)
    if status is None:
        return False
    message.status, message.status_note = status, note[:300]
    message.sent_at = message.sent_at or found[0].at
    message.lease_until = None
    message.save(update_fields=["status", "status_note", "sent_at", "lease_until"])
    return True


def judge(receipts: list[MessageReceipt]) -> tuple[str | None, str]:
    """Return the status that `receipts` together mean, and a note; None when they mean nothing."""
    events = {receipt.event for receipt in receipts}
    for event, words in CAME_BACK.items():
        if event in events:
            detail = next(receipt.detail for receipt in receipts if receipt.event == event)
            return Status.FAILED, f"{words}: {detail}" if detail else f"{words}."
    if events & ARRIVED:
        noted = "The customer marked it as spam." if "spamreport" in events else ""
        return Status.DELIVERED, noted
    if events & TAKEN:
        return Status.SENT, ""
    return None, ""


def _store(known: list[tuple[Message, ReceiptEvent]]) -> None:
    MessageReceipt.objects.bulk_create(
        [
            MessageReceipt(
                message=message,
                event_id=event.event_id,
                event=event.event[:30],
                detail=event.detail[:300],
                at=event.at,
            )
            for message, event in known
            if event.event_id
        ],
        ignore_conflicts=True,  # the same event comes several times, in other batches too
    )


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
