"""Hand one message to the mail service: judge, claim, call, record.

    queued ──policy──▶ dropped, or still queued with a note
      │ claim: compare-and-set with a lease, committed before anything leaves
    sending ──▶ sent | failed (refused) | queued again (surely not taken)
      │ answer lost, or the worker died and the lease ran out
    unknown ──▶ settling.py looks at the receipts; nothing here sends it again

The claim is the last act before the call, so a worker killed before it has sent nothing and a worker
killed after it leaves a lease that runs out. Only the attempt that claimed may record, and a receipt
that was quicker than the answer is not overwritten. The lease outlasts the longest call.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import F, QuerySet

from notifications import mail, outbox, policy, rendering
from notifications.models import Message, MessageKind
from opsdesk import clock, stores
from opsdesk.errors import NotConnected, OutcomeUnknown, Rejected, Unavailable
from opsdesk.vendors.messaging.base import Mail
from opsdesk.vendors.messaging.events import MESSAGE_CODE
from opsdesk.vendors.messaging.sendgrid import SendGrid

logger = structlog.get_logger(__name__)

Status = Message.Status
BATCH = 200
BACKOFF = (10, 30, 60, 300, 900, 1800)  # seconds before the next try of something surely not taken
LONGEST_PAUSE = 3600  # whatever the mail service asks for, a customer waits no longer than that
CANNOT_SEND_FOR = timedelta(
    minutes=1
)  # how long a store without a key waits before it is asked again
STUMBLED_FOR = timedelta(minutes=5)
FOLLOWS_THE_FACTS = [kind.value for kind in MessageKind if kind != MessageKind.CASE_REPLY]


def send_due(now: datetime | None = None) -> int:
    """Deliver the messages whose time has come; return how many were looked at."""
    due = Message.objects.due(now or clock.now()).values_list("pk", flat=True)[:BATCH]
    ids = list(due)
    for message_id in ids:
        try:
            deliver(message_id)
        except Exception:
            # One message we cannot handle must not keep the others here; it steps back, visibly.
            logger.exception("message.delivery_failed", message_id=message_id)
            Message.objects.filter(pk=message_id, status=Status.QUEUED).update(
                due_at=clock.now() + STUMBLED_FOR,
                status_note="OpsDesk could not prepare this message. The log says why.",
            )
    return len(ids)


def deliver(message_id: int) -> None:
    """Send one message if it is due, still true and nobody else has it."""
    now = clock.now()
    message = _load(message_id, now)
    if message is None:
        return
    if message.kind in FOLLOWS_THE_FACTS:
        follow_the_facts(message)
    verdict = policy.may_send(message, now)
    if not verdict.ok:
        hold_or_drop(message, verdict, now)
        return
    try:
        vendor = stores.sendgrid(message.store)
    except NotConnected as error:
        hold_or_drop(message, policy.Verdict(False, str(error), CANNOT_SEND_FOR), now)
        return
    prepared = prepare(message)
    if claim(message, now):
        send(message, vendor, prepared)


def follow_the_facts(message: Message) -> None:
    """Give an automatic message the words and the address of this moment, not of when it was queued."""
    message.recipient = outbox.address_of(message.order)
    if message.template is not None:
        words = rendering.render(message.template, message.order, message.shipment)
        message.subject, message.body = words.subject, words.body


def prepare(message: Message) -> Mail:
    """Return the mail that says `message`."""
    store, parts = message.store, mail.dress(message)
    return Mail(
        to=message.recipient,
        from_email=store.from_email,
        from_name=store.from_name or store.name,
        reply_to=store.reply_to,
        subject=message.subject,
        text=parts.text,
        html=parts.html,
        custom_args={MESSAGE_CODE: str(message.code)},
    )


def claim(message: Message, now: datetime) -> bool:
    """Take the message, with the words about to be sent; False when somebody else was first."""
    taken = Message.objects.filter(pk=message.pk, status=Status.QUEUED, due_at__lte=now).update(
        status=Status.SENDING,
        status_note="",
        lease_until=now + lease(),
        attempted_at=now,
        attempts=F("attempts") + 1,
        recipient=message.recipient,
        subject=message.subject,
        body=message.body,
    )
    message.attempts += 1
    return taken == 1


def lease() -> timedelta:
    """Return how long a claim holds: well over the longest call, connecting included."""
    return timedelta(seconds=max(45.0, settings.VENDOR_TIMEOUT * 3))


def send(message: Message, vendor: SendGrid, prepared: Mail) -> None:
    """Make the call for a claimed message and record what came of it."""
    try:
        provider_id = vendor.send(prepared, reference=str(message.code))
    except Rejected as error:
        _record(message, Status.FAILED, str(error))
    except (Unavailable, NotConnected) as error:
        _record_not_taken(message, error)
    except OutcomeUnknown as error:
        _record(message, Status.UNKNOWN, f"{error} It may have been sent; waiting for a receipt.")
    else:
        _record(message, Status.SENT, "", sent_at=clock.now())
        # A receipt may have been quicker than the answer: the id is kept whatever the status is now.
        Message.objects.filter(pk=message.pk).update(provider_message_id=provider_id[:120])


def hold_or_drop(message: Message, verdict: policy.Verdict, now: datetime) -> None:
    """Keep the message for later or end it, and note why."""
    waiting = Message.objects.filter(pk=message.pk, status=Status.QUEUED)
    if verdict.ask_again_in is not None:
        waiting.update(due_at=now + verdict.ask_again_in, status_note=verdict.reason[:300])
        return
    waiting.update(status=Status.DROPPED, status_note=verdict.reason[:300])
    logger.info("message.dropped", message=str(message.code), kind=message.kind)


def _load(message_id: int, now: datetime) -> Message | None:
    related = ("store", "order__customer", "order__store", "shipment__store", "shipment__order")
    found: QuerySet[Message] = Message.objects.select_related(*related, "template")
    return found.due(now).filter(pk=message_id).first()  # type: ignore[attr-defined, no-any-return]


def _record_not_taken(message: Message, error: Unavailable | NotConnected) -> None:
    asked = error.retry_after if isinstance(error, Unavailable) else None
    pause = BACKOFF[min(message.attempts, len(BACKOFF)) - 1]
    due_at = clock.now() + timedelta(seconds=min(max(asked or 0, pause), LONGEST_PAUSE))
    _record(message, Status.QUEUED, f"Not sent yet: {error}", due_at=due_at)


def _record(message: Message, status: str, note: str, **changes: datetime) -> None:
    """Write the outcome if this attempt is still the one; a receipt or a later attempt knows better."""
    written = Message.objects.filter(
        pk=message.pk, status__in=[Status.SENDING, Status.UNKNOWN], attempts=message.attempts
    ).update(status=status, status_note=note[:300], lease_until=None, **changes)
    logger.info(
        "message.recorded",
        message=str(message.code),
        kind=message.kind,
        outcome=status,
        is_current=bool(written),
    )
