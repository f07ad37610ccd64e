"""Re-check on live data what must always be true. Runs hourly; anything found is a bug or a break-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.db.models import Count, F, Q, Sum

from exceptions import proposals
from exceptions.models import Case, Decision, Execution, Proposal, Status
from opsdesk import audit, clock
from opsdesk.models import InboundDelivery, Store
from orders.models import Order

logger = structlog.get_logger(__name__)
ExecutionStatus = Execution.Status
IN_FLIGHT = [ExecutionStatus.PENDING, ExecutionStatus.SENT, ExecutionStatus.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Violation:
    """Invariant `number` (docs/architecture.md) does not hold for `target`."""

    number: int
    target: str
    what: str


def approvals_are_bound() -> Iterator[Violation]:
    """1: nothing is executed but what was approved, to the byte."""
    recent = Execution.objects.filter(created_at__gte=clock.now() - timedelta(days=2))
    for execution in recent.select_related("decision__proposal__case__order").iterator(500):
        proposal = execution.decision.proposal
        if proposal is None or execution.decision.digest != _bound_by(proposal):
            yield Violation(1, str(execution.code), "the approved digest is not the proposal's")


def _bound_by(proposal: Proposal) -> str:
    """Return the digest that an approval must name: of the content, as long as there is one.

    Of an erased proposal the words and the address are gone; that its recorded digest was the
    approved one can still be told.
    """
    return proposal.digest if proposal.erased_at else proposals.digest_of(proposal)


def one_execution_per_case() -> Iterator[Violation]:
    """3: no case has two executions that are done or may be."""
    live = Q(executions__status__in=[*IN_FLIGHT, ExecutionStatus.SUCCEEDED])
    doubled = Case.objects.annotate(live=Count("executions", filter=live)).filter(live__gt=1)
    for code, count in doubled.values_list("code", "live"):
        yield Violation(3, str(code), f"{count} executions are done or in flight")


def approvals_are_carried_out() -> Iterator[Violation]:
    """4: an approved case has an execution that is still going somewhere."""
    waiting = Case.objects.filter(
        status__in=[Status.APPROVED, Status.EXECUTING, Status.IN_DOUBT]
    ).exclude(executions__status__in=IN_FLIGHT)
    for case in waiting:
        yield Violation(4, str(case.code), "approved, but nothing is carrying it out")


def balances_hold() -> Iterator[Violation]:
    """6: reserved is exactly what is in flight, and never more than is left."""
    in_flight = Sum("cases__executions__amount", filter=Q(cases__executions__status__in=IN_FLIGHT))
    reserving = Order.objects.filter(reserved__gt=0)
    for order in reserving.annotate(in_flight=in_flight).exclude(reserved=F("in_flight")):
        yield Violation(6, str(order.code), "reserved is not what is in flight")
    for order in reserving.filter(reserved__gt=F("total") - F("refunded")):
        yield Violation(6, str(order.code), "more is in flight than is left")


def people_approve() -> Iterator[Violation]:
    """2: an approval has a person with a role behind it."""
    for decision in Decision.objects.filter(verdict=Decision.Verdict.APPROVE, actor_role="viewer"):
        yield Violation(2, str(decision.pk), "a viewer approved")


def deliveries_are_processed() -> Iterator[Violation]:
    """8: what was acknowledged is understood, or visibly quarantined."""
    late = clock.now() - timedelta(hours=1)
    for delivery in InboundDelivery.objects.filter(
        state=InboundDelivery.State.STORED, received_at__lt=late
    )[:100]:
        yield Violation(8, str(delivery.pk), "waiting for more than an hour")


def audit_is_whole() -> Iterator[Violation]:
    """12: no audit entry was altered or removed."""
    for store in [None, *Store.objects.all()]:
        broken = audit.first_broken(store)
        if broken is not None:
            yield Violation(12, str(broken.pk), "the audit chain breaks here")


CHECKS: tuple[Callable[[], Iterator[Violation]], ...] = (
    approvals_are_bound,
    people_approve,
    one_execution_per_case,
    approvals_are_carried_out,
    balances_hold,
    deliveries_are_processed,
    audit_is_whole,
)


def check_all() -> list[Violation]:
    """Run every check and log what it finds."""
    found = [violation for check in CHECKS for violation in check()]
    for violation in found:
        logger.error(
            "invariant.violated",
            number=violation.number,
            target=violation.target,
            what=violation.what,
        )
    return found
