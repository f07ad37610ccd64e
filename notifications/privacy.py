"""What we wrote to a customer, and how that ends: that and when we wrote stays, the words go."""

from __future__ import annotations

from typing import Any

from notifications.models import Message, MessageReceipt
from opsdesk.privacy.person import Person

NOTE = "The customer's personal data was erased."
UNSENT = (Message.Status.QUEUED,)


def erase(person: Person) -> dict[str, int]:
    """Erase addresses and words of messages; one that has not left is not sent any more."""
    messages = Message.objects.filter(order_id__in=person.order_pks)
    messages.filter(status__in=UNSENT).update(status=Message.Status.DROPPED, status_note=NOTE)
    receipts = MessageReceipt.objects.filter(message__in=messages).exclude(detail="")
    return {
        "notifications_messagereceipt": receipts.update(detail=""),
        "notifications_message": messages.exclude(recipient="", subject="", body="").update(
            recipient="", subject="", body="", status_note=NOTE
        ),
    }


def export(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what we wrote to a person."""
    return {
        "messages": [
            {
                "order": message.order.name,
                "kind": message.get_kind_display(),
                "to": message.recipient,
                "subject": message.subject,
                "body": message.body,
                "status": message.get_status_display(),
                "sent_at": message.sent_at.isoformat() if message.sent_at else None,
            }
            for message in Message.objects.filter(order_id__in=person.order_pks).select_related(
                "order"
            )
        ]
    }
