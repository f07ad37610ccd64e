"""May this message leave now? Asked again at the moment of sending, not only when it was queued.

Three answers: yes; not now (a switch is off: it stays queued and is asked again later); no more (it
is no longer true, or nobody can receive it: it is dropped with a note a person can read). An approved
reply to a customer never expires by itself, and goes to the address that was approved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from notifications import outbox, updates
from notifications.models import Message, MessageKind, MessageReceipt
from opsdesk.taxonomy import Milestone
from orders.models import Shipment

ASK_AGAIN = timedelta(seconds=30)
EXPIRES_AFTER = timedelta(hours=24)
OUT_TODAY = timedelta(hours=12)  # "should reach you today" is not said in the evening
SUPPRESSED_FOR = timedelta(days=30)
UNREACHABLE = ("bounce", "dropped", "spamreport")
GONE_ANOTHER_WAY = (
    Milestone.DELIVERED,
    Milestone.RETURNING,
    Milestone.RETURNED,
    Milestone.FAILED,
    Milestone.CANCELLED,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ok`, or why not; with `ask_again_in` the message waits, without it is dropped."""

    ok: bool
    reason: str = ""
    ask_again_in: timedelta | None = None


SEND = Verdict(ok=True)


def drop(reason: str) -> Verdict:
    """Return the verdict that ends a message."""
    return Verdict(ok=False, reason=reason)


def wait(reason: str) -> Verdict:
    """Return the verdict that keeps a message queued."""
    return Verdict(ok=False, reason=reason, ask_again_in=ASK_AGAIN)


def may_send(message: Message, now: datetime) -> Verdict:
    """Judge `message` by what is known at `now`; its store, order and parcel must be fresh."""
    if message.kind != MessageKind.CASE_REPLY:
        if now - message.created_at > EXPIRES_AFTER:
            return drop("It waited for more than a day and would be old news.")
        if said := untrue(message, now):
            return drop(said)
    if said := unreachable(message, now):
        return drop(said)
    if said := switched_off(message):
        return wait(said)
    return SEND


def switched_off(message: Message) -> str:
    """Return the switch that keeps `message` here, if any."""
    store = message.store
    if settings.SENDING_PAUSED:
        return "Waiting: sending is paused for the whole installation."
    if not store.is_active:
        return "Waiting: this store is not active."
    if store.is_disconnected:
        return "Waiting: the app was removed from this store in Shopify."
    if not store.sending_enabled:
        return "Waiting: sending is switched off for this store."
    if not store.from_email:
        return "Waiting: this store has no sender address."
    return ""


def unreachable(message: Message, now: datetime) -> str:
    """Return why nobody would receive `message`, if so."""
    try:
        validate_email(message.recipient)
    except ValidationError:
        return "The recipient is not an e-mail address."
    refused = (
        MessageReceipt.objects.filter(
            message__store=message.store,
            message__recipient=message.recipient,
            event__in=UNREACHABLE,
            at__gt=now - SUPPRESSED_FOR,
        )
        .exclude(message=message)
        .order_by("-at")
        .first()
    )
    if refused is None:
        return ""
    if refused.event == "spamreport":
        return "This customer marked an earlier message as spam."
    return "An earlier message to this address came back."


def untrue(message: Message, now: datetime) -> str:
    """Return why an automatic message no longer says how things are, if so."""
    if message.order.cancelled_at or message.order.deleted_at:
        return "The order was cancelled."
    if message.shipment is None:
        return ""
    if updates.is_called_off(message.shipment):
        return "The shipment was cancelled."
    return UNTRUE[MessageKind(message.kind)](message, message.shipment, now)


def _shipped(_message: Message, shipment: Shipment, _now: datetime) -> str:
    if shipment.milestone in GONE_ANOTHER_WAY:
        return "The parcel is past that: " + shipment.get_milestone_display().lower() + "."
    return ""


def _out_for_delivery(_message: Message, shipment: Shipment, now: datetime) -> str:
    if shipment.milestone != Milestone.OUT_FOR_DELIVERY:
        return "The parcel is no longer out for delivery."
    if shipment.milestone_at and now - shipment.milestone_at > OUT_TODAY:
        return "The parcel has been out for delivery for too long to promise today."
    return ""


def _delayed(message: Message, shipment: Shipment, now: datetime) -> str:
    if message.dedupe_key != outbox.update_key(message.kind, shipment):
        return "The expected date has changed again."
    if not updates.is_delayed(shipment, now):
        return "The parcel is not late any more."
    return ""


def _delivered(_message: Message, shipment: Shipment, _now: datetime) -> str:
    if shipment.milestone != Milestone.DELIVERED:
        return "The parcel does not count as delivered any more."
    if shipment.reported_missing_at:
        return "The customer says the parcel did not arrive."
    return ""


UNTRUE: dict[MessageKind, Callable[[Message, Shipment, datetime], str]] = {
    MessageKind.SHIPPED: _shipped,
    MessageKind.OUT_FOR_DELIVERY: _out_for_delivery,
    MessageKind.DELAYED: _delayed,
    MessageKind.DELIVERED: _delivered,
}
