"""Open, change and close cases: everything OpsDesk itself does to one. People decide in decisions.py.

Every function needs the caller's transaction, because a case and its audit entry stand together.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F

from exceptions import lifecycle, proposals
from exceptions.models import Case, Decision, Execution, Rule, Severity, Status
from exceptions.rules import Finding
from exceptions.rules.judge import GRAVITY
from opsdesk import audit, clock
from opsdesk.events import publish
from opsdesk.models import Store
from opsdesk.money import Money
from orders import events
from orders.models import Order, OrderLine, Shipment

logger = structlog.get_logger(__name__)

SENTENCE = 300  # what the columns hold


def open_case(*, shipment: Shipment, rule: Rule, finding: Finding, now: datetime) -> Case | None:
    """Open the case of `finding`; None when another worker has just opened it."""
    try:
        with transaction.atomic():
            case = Case.objects.create(
                number=_next_number(shipment.store),
                store=shipment.store,
                order=shipment.order,
                shipment=shipment,
                rule=rule,
                kind=finding.kind,
                severity=rule.severity,
                severity_rank=GRAVITY[Severity(rule.severity)],
                because=finding.because[:SENTENCE],
                value_at_risk=value_of(shipment).amount,
                currency=shipment.order.currency,
                onset_at=finding.onset_at,
                detected_at=now,
                status_at=now,
            )
    except IntegrityError as error:
        if "case_one_open_per_kind" not in str(error):
            raise
        return None
    # `because` may quote a carrier, who may name people: not for a log that is never changed.
    sentence = f"{case} was opened: {case.get_kind_display().lower()}."
    audit.record(None, "case.opened", case, sentence, kind=case.kind)
    events.record_problem(shipment, finding.onset_at, str(finding.kind))
    publish("case.opened", case_id=case.pk)
    logger.info("case.opened", case=str(case.code), kind=str(case.kind))
    return case


def clear_case(case: Case, because: str, now: datetime | None = None) -> Case:
    """Close a case whose condition no longer holds, and say why."""
    return _close(case, Status.CLEARED, because, now, "cleared itself")


def settle_elsewhere(case: Case, because: str, now: datetime | None = None) -> Case:
    """Close a case that was dealt with outside OpsDesk."""
    return _close(case, Status.SETTLED_ELSEWHERE, because, now, "was settled elsewhere")


def _close(case: Case, to: Status, because: str, now: datetime | None, verb: str) -> Case:
    closed_because = because[:SENTENCE]
    lifecycle.advance(case, to, now=now or clock.now(), closed_because=closed_because)
    audit.record(None, f"case.{to.value}", case, f"{case} {verb}: {because}")
    logger.info("case.closed", case=str(case.code), kind=str(case.kind), status=to.value)
    return case


def reword(case: Case, because: str, now: datetime) -> Case:
    """Let an open case say what is true now; a snoozed one comes back, for this is news."""
    because = because[:SENTENCE]
    Case.objects.filter(pk=case.pk).update(because=because)
    case.because = because
    audit.record(None, "case.changed", case, f"{case} now says: {because}")
    return wake(case, "something changed", now) if case.status == Status.SNOOZED else case


def renew_draft(case: Case, changed: str, now: datetime) -> Case:
    """Have a case drafted again whose proposal speaks of yesterday's facts."""
    lifecycle.advance(
        case,
        Status.DRAFTING,
        now=now,
        draft_lease_until=now,  # nobody holds it yet: the next drafter may claim it at once
        draft_attempts=0,
    )
    audit.record(None, "case.redraft_asked", case, f"{case} is being drafted again: {changed}")
    publish("case.redraft_asked", case_id=case.pk)
    return case


def wake(case: Case, why: str, now: datetime) -> Case:
    """Bring a snoozed case back to where it was put away."""
    to = _back_to(case)
    lifecycle.advance(case, to, now=now)
    audit.record(None, "case.woken", case, f"{case} is back in the queue: {why}.")
    if to == Status.OPEN:
        publish("case.opened", case_id=case.pk)
    return case


@transaction.atomic
def wake_snoozed(now: datetime | None = None, limit: int = 100) -> list[int]:
    """Wake every case whose time is up; return the parcels to look at, for facts went on."""
    now = now or clock.now()
    due = Case.objects.select_for_update(skip_locked=True, of=("self",), no_key=True).filter(
        status=Status.SNOOZED, snoozed_until__lte=now
    )
    # By store: every entry waits for its store's audit chain, and chains are taken in order.
    sleepers = list(due.select_related("store").order_by("store_id", "pk")[:limit])
    for case in sleepers:
        wake(case, "its time is up", now)
    return [case.shipment_id for case in sleepers]


def value_of(shipment: Shipment) -> Money:
    """Return what the customer paid for what is in this parcel; the only parcel is the order."""
    order = shipment.order
    if order.shipments.count() == 1:
        return Money.of(order.total, order.currency)
    inside = shipment.lines.select_related("order_line")
    paid = sum((_paid(order, line.order_line, line.quantity) for line in inside), Decimal(0))
    return Money.of(min(paid, order.total), order.currency)


def _paid(order: Order, line: OrderLine, quantity: int) -> Decimal:
    share = Decimal(quantity) / max(line.quantity, 1)
    # Taxes come on top only where the total says so; elsewhere prices include them.
    tax = line.tax if order.total > order.subtotal + order.shipping_total else Decimal(0)
    paid: Decimal = line.unit_price * quantity + (tax - line.discount) * share
    return max(paid, Decimal(0))


def _next_number(store: Store) -> int:
    # The UPDATE locks the row until commit, so the number read after it is ours alone.
    Store.objects.filter(pk=store.pk).update(next_case_number=F("next_case_number") + 1)
    return Store.objects.values_list("next_case_number", flat=True).get(pk=store.pk) - 1


def _back_to(case: Case) -> Status:
    """Return the status a snoozed case had: what was last decided about its proposal says so."""
    proposal = proposals.latest(case)
    if proposal is None:
        return Status.OPEN
    said = case.decisions.exclude(verdict=Decision.Verdict.SNOOZE).order_by("-pk").first()
    if said is None or said.proposal_id != proposal.pk:
        return Status.AWAITING_APPROVAL
    if said.verdict == Decision.Verdict.REJECT:
        return Status.NEEDS_PERSON
    refused = Execution.objects.filter(decision=said, status=Execution.Status.REFUSED)
    return Status.EXECUTION_FAILED if refused.exists() else Status.AWAITING_APPROVAL
