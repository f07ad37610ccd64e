"""Record what became of an execution: one transaction each, and only for the holder of the fence.

A worker whose lease ran out may come back late; its fence is old and its record changes nothing.
The customer's mail is written here, in the transaction that learns the refund is done.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction

from exceptions import proposals
from exceptions.executors.base import Outcome
from exceptions.lifecycle import advance
from exceptions.locking import locked_case
from exceptions.models import Case, Execution, Proposal, Status
from notifications import outbox
from notifications.models import MessageKind
from opsdesk import audit, clock
from opsdesk.money import Money
from opsdesk.vendors.shopify.refunds import RefundView
from orders import balance
from orders.refunds import RefundFacts, record_refund

logger = structlog.get_logger(__name__)
ExecutionStatus = Execution.Status
LOOK_AGAIN = 10  # seconds between looks at an unknown outcome


def _close(execution: Execution, status: Execution.Status, answer: str, **changes: Any) -> bool:
    """Move the execution out of `sent` if our fence still holds; say whether it did."""
    recorded = Execution.objects.filter(
        pk=execution.pk, fence=execution.fence, status=ExecutionStatus.SENT
    ).update(status=status, lease_until=None, answer=answer[:300], **changes)
    if recorded != 1:
        logger.warning("execution.fenced_off", execution=str(execution.code), outcome=status)
    return recorded == 1


def _case(execution: Execution) -> Case:
    return locked_case(Case.objects.filter(pk=execution.case_id), with_order=True)


@transaction.atomic
def record_success(execution: Execution, proposal: Proposal, outcome: Outcome) -> None:
    """It is done: free the reservation, mirror the refund, close the case, queue the mail."""
    now = clock.now()
    case = _case(execution)
    if not _close(
        execution,
        ExecutionStatus.SUCCEEDED,
        outcome.answer,
        vendor_id=outcome.vendor_id,
        finished_at=now,
    ):
        return
    if outcome.refund is not None:
        record_refund(case.order, _facts_of(outcome.refund), settles=proposal.money)
    done = proposals.describe(proposal)
    advance(case, Status.RESOLVED, now=now, closed_because=f"Done: {done}"[:300])
    if proposal.recipient and proposal.message:
        outbox.queue_message(
            store=case.store,
            order=case.order,
            shipment=case.shipment,
            kind=MessageKind.CASE_REPLY,
            subject=proposal.subject,
            body=proposal.message,
            recipient=proposal.recipient,
            dedupe_key=f"execution:{execution.code}",
            reference=str(case.code),
        )
    audit.record(
        None,
        "execution.succeeded",
        case,
        f"{case} is done: {done}. {outcome.answer}",
        execution=str(execution.code),
        vendor_id=outcome.vendor_id,
    )


@transaction.atomic
def record_refused(execution: Execution, words: str) -> None:
    """The vendor said no for good: nothing left, the reservation is freed, a person must look."""
    now = clock.now()
    case = _case(execution)
    if not _close(execution, ExecutionStatus.REFUSED, words, finished_at=now):
        return
    _free(execution, case)
    advance(case, Status.EXECUTION_FAILED, now=now)
    audit.record(
        None,
        "execution.refused",
        case,
        f"{case} could not be carried out: {words}",
        execution=str(execution.code),
    )


@transaction.atomic
def record_stale(execution: Execution, words: str) -> None:
    """The facts changed before anything was done: back to the queue, saying what changed."""
    now = clock.now()
    case = _case(execution)
    if not _close(execution, ExecutionStatus.STALE, words, finished_at=now):
        return
    _free(execution, case)
    advance(case, Status.AWAITING_APPROVAL, now=now)
    audit.record(
        None,
        "execution.stale",
        case,
        f"{case} went back to the queue before anything was done: {words}",
        execution=str(execution.code),
    )


@transaction.atomic
def record_unknown(execution: Execution, words: str, again_in: int = LOOK_AGAIN) -> None:
    """Nobody knows whether it was done: keep the reservation and look again soon."""
    now = clock.now()
    case = _case(execution)
    again = now + timedelta(seconds=again_in)
    if not _close(execution, ExecutionStatus.UNKNOWN, words, next_attempt_at=again):
        return
    advance(case, Status.IN_DOUBT, now=now)
    audit.record(
        None,
        "execution.in_doubt",
        case,
        f"{case} is in doubt: {words} We look at Shopify before anything else.",
        execution=str(execution.code),
    )


def _facts_of(refund: RefundView) -> RefundFacts:
    return RefundFacts(
        shopify_id=refund.id,
        amount=refund.amount,
        currency=refund.currency,
        is_pending=refund.is_pending,
        refunded_at=refund.created_at,
        note=refund.note,
        lines=[{"line_id": line.line_id, "quantity": line.quantity} for line in refund.lines],
    )


def _free(execution: Execution, case: Case) -> None:
    if execution.amount:
        balance.release(case.order_id, Money.of(execution.amount, execution.currency))
