"""Messages in doubt: the mail service may or may not have them. It offers no way to ask.

What we have instead is the stream of receipts, which name our message. So:

- a receipt for it came: it was sent, and the receipt says how it fared;
- at least three minutes have passed, none came, and receipts did arrive for a message the same store
  sent *later*: the stream is alive past it and does not know it, so it never left. It is sent again,
  once only; if that attempt too ends in doubt, it stays there;
- otherwise it stays in doubt, visible, and a person decides. A mail too few is better than one twice.

What remains: receipts are not promised in order. Were the receipt of a message more than three minutes
late while that of a later one was not, the customer would get the mail twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from notifications import receipts
from notifications.models import Message, MessageReceipt
from opsdesk import clock

logger = structlog.get_logger(__name__)

Status = Message.Status
RECEIPTS_TAKE = timedelta(minutes=3)
BATCH = 200


def settle_doubtful(now: datetime | None = None) -> int:
    """Look at every message in doubt once; return how many left that state."""
    now = now or clock.now()
    mark_abandoned(now)
    ids = Message.objects.in_doubt().values_list("pk", flat=True)
    return sum(settle(message_id, now) for message_id in list(ids[:BATCH]))


def mark_abandoned(now: datetime) -> int:
    """Put into doubt what a worker claimed and, its lease over, has not recorded."""
    return Message.objects.abandoned(now).update(
        status=Status.UNKNOWN,
        status_note="The worker stopped while sending. It may have been sent.",
        lease_until=None,
    )


@transaction.atomic
def settle(message_id: int, now: datetime) -> bool:
    """Settle one message in doubt by its receipts, or send it again; say whether it moved."""
    message = Message.objects.in_doubt().select_for_update().filter(pk=message_id).first()
    if message is None:
        return False
    if receipts.apply(message):
        return True
    if not never_left(message, now):
        return False
    message.status, message.status_note = (
        Status.QUEUED,
        "Sent again: it never reached the mail service.",
    )
    message.requeued_at = message.due_at = now
    message.save(update_fields=["status", "status_note", "requeued_at", "due_at"])
    logger.info("message.requeued", message=str(message.code), kind=message.kind)
    return True


def never_left(message: Message, now: datetime) -> bool:
    """Say whether the receipts prove that `message` was not taken, and it may be tried again."""
    tried = message.attempted_at
    if message.requeued_at or tried is None or now - tried < RECEIPTS_TAKE:
        return False
    return MessageReceipt.objects.filter(
        message__store=message.store_id, message__attempted_at__gt=tried
    ).exists()
