"""Settle what was left open: lost answers, dead workers, and refunds that came back as an echo.

Always by looking first. What the look does not find is attempted again under the same stored key.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from exceptions import cases, execution, lifecycle
from exceptions.models import Case, Execution, Status
from opsdesk import clock
from orders.models import Refund

logger = structlog.get_logger(__name__)
ExecutionStatus = Execution.Status


def reconcile_unknown(now: datetime | None = None, limit: int = 20) -> int:
    """Look at the vendor for every execution in doubt that is due; return how many."""
    return _settle(ExecutionStatus.UNKNOWN, now or clock.now(), limit)


def resume_stuck(now: datetime | None = None, limit: int = 20) -> int:
    """Take over executions whose worker died (its lease ran out); return how many."""
    return _settle(ExecutionStatus.SENT, now or clock.now(), limit)


def _settle(status: Execution.Status, now: datetime, limit: int) -> int:
    # `next_attempt_at` of a sent execution is the end of its lease.
    due = Execution.objects.filter(status=status, next_attempt_at__lte=now)
    settled = 0
    for pk in due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit]:
        claimed = execution.claim(pk, status)
        if claimed is not None:
            execution.attempt(claimed)
            settled += 1
    return settled


def match_refund(refund_id: int) -> None:
    """A refund was seen at Shopify: settle our execution by it, or the cases it overtook."""
    refund = Refund.objects.select_related("order").get(pk=refund_id)
    if refund.reference:
        # Ours: bring the look forward. It reads Shopify itself, so a forged note settles nothing.
        Execution.objects.filter(code=refund.reference, status=ExecutionStatus.UNKNOWN).update(
            next_attempt_at=clock.now()
        )
        return
    _settle_overtaken(refund)


@transaction.atomic
def _settle_overtaken(refund: Refund) -> None:
    """Somebody refunded by hand in Shopify: close what that settles, redraft what it changes."""
    order = refund.order
    undecided = Case.objects.select_for_update(of=("self",), no_key=True).filter(
        order=order, status__in=lifecycle.UNDECIDED | {Status.EXECUTION_FAILED}
    )
    for case in undecided.select_related("store"):
        if not order.refundable:
            cases.settle_elsewhere(case, "The order was refunded in full in Shopify.")
        elif case.status == Status.AWAITING_APPROVAL:
            cases.renew_draft(case, "Money was refunded in Shopify.", clock.now())
