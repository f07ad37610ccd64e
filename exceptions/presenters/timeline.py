"""The merged timeline: the order's own history, our messages, and what people and the desk did."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from exceptions.models import Case
from notifications.models import Message
from opsdesk.models import AuditEntry
from orders.models import Order
from orders.timeline import Entry, newest_first, order_timeline

# Said better elsewhere in the timeline: the case's own entry, the message's, the refund's.
UNTOLD = ("case.opened",)


def of_case(case: Case) -> tuple[Entry, ...]:
    """Return everything about the case's order, with this case's own acts."""
    return newest_first(
        order_timeline(case.order), _messages(case.order), [_opened(case)], _acts([case])
    )


def of_order(order: Order) -> list[Entry]:
    """Return what `notifications` and `exceptions` add to an order's history."""
    cases = list(order.cases.all())
    opened = [_opened(case, linked=True) for case in cases]
    return [*_messages(order), *opened, *_acts(cases)]


def _opened(case: Case, *, linked: bool = False) -> Entry:
    return Entry(
        case.detected_at,
        "case",
        f"{case} · {case.get_kind_display()}",
        case.because,
        url=reverse("exceptions:case", args=[case.code]) if linked else "",
    )


def _acts(cases: Iterable[Case]) -> list[Entry]:
    """Return the audit sentences about `cases`: decisions, drafts, executions."""
    told = AuditEntry.objects.filter(
        target_type=Case._meta.label_lower, target_id__in=[str(case.pk) for case in cases]
    ).exclude(action__in=UNTOLD)
    return [Entry(act.at, "act", act.sentence, str(act.data.get("note", ""))) for act in told]


def _messages(order: Order) -> list[Entry]:
    return [_message(message) for message in order.messages.all()]


def _message(message: Message) -> Entry:
    note = f" ({message.status_note})" if message.status_note else ""
    return Entry(
        message.sent_at or message.created_at,
        "bad" if message.status == Message.Status.FAILED else "message",
        f"Mail: {message.subject}",
        f"{message.get_status_display()}{note} · to {message.recipient}",
        message.body,
    )
