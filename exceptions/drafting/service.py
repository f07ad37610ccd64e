"""Draft a case: claim it, read the facts, ask the model if the store has one, write the proposal.

The claim is a lease on the case's row: two workers make one draft, and a worker that dies leaves a
lease that runs out, which `draft_pending` finds. No HTTP happens inside a transaction, so the lease
is checked again, under the row's lock, before the proposal is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from exceptions import lifecycle, proposals, quotes, remedies
from exceptions.drafting import author, guardrails
from exceptions.facts import CaseFacts, gather
from exceptions.models import Case, Proposal, Status
from exceptions.remedies import Option
from opsdesk import audit, clock

logger = structlog.get_logger(__name__)

ATTEMPTS = 3  # a case that cost three workers their life goes to a person
OVERLOOKED = timedelta(seconds=15)  # the wake-up of a new case should have come by then
BATCH = 10  # cases one sweep drafts before the next sweep takes over


def draft_case(case_id: int, instruction: str = "") -> Proposal | None:
    """Draft `case_id` if it waits for a draft and nobody else is at it; None when there is nothing.

    Never fails for what Shopify or the model do: the fallback needs neither.
    """
    now = clock.now()
    case = _claim(case_id, now)
    if case is None:
        return None
    lease = case.draft_lease_until
    if case.draft_attempts > ATTEMPTS:
        _give_up(case)
        return None
    facts = gather(case)
    quoted = quotes.fetch(case, facts)
    options = remedies.options_for(facts, quoted)
    wish = instruction or case.draft_instruction
    # What killed a worker once may have been the model's answer; the second try does without it.
    written = author.write(case, facts, options, wish, may_ask=case.draft_attempts == 1)
    findings = list(written.findings)
    if quoted.problem:
        findings.append(guardrails.doubt(quoted.problem))
    return _save(case, lease, facts, options, written, findings, quoted.problem)


def draft_pending(now: datetime | None = None, limit: int = BATCH) -> int:
    """Draft what was missed: new cases nobody was woken for, and leases that ran out."""
    now = now or clock.now()
    waiting = Case.objects.filter(
        Q(status=Status.OPEN, status_at__lte=now - OVERLOOKED) | _unheld(now)
    )
    due = list(waiting.in_queue_order().values_list("pk", flat=True)[:limit])
    drafted = 0
    for pk in due:
        drafted += draft_case(pk) is not None
    return drafted


def _unheld(now: datetime) -> Q:
    free = Q(draft_lease_until__isnull=True) | Q(draft_lease_until__lte=now)
    return Q(status=Status.DRAFTING) & free


def _lease_for() -> timedelta:
    """Return longer than the longest chain of calls one draft makes: three quotes and the model."""
    return timedelta(seconds=4 * settings.VENDOR_TIMEOUT + settings.OPENAI_TIMEOUT + 15)


def _claim(case_id: int, now: datetime) -> Case | None:
    """Take the case's lease in one UPDATE; None when it is gone, closed or taken."""
    case = (
        Case.objects.select_related("store", "order__customer", "shipment", "rule")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        return None
    held = {"draft_lease_until": now + _lease_for(), "draft_attempts": case.draft_attempts + 1}
    if case.status == Status.OPEN:
        try:
            return lifecycle.advance(case, Status.DRAFTING, now=now, **held)
        except lifecycle.CaseMoved:
            return None
    # The attempts are part of the comparison: of two takers only one sees the number it read.
    taken = Case.objects.filter(_unheld(now), pk=case_id, draft_attempts=case.draft_attempts)
    if taken.update(**held) != 1:
        return None
    for name, value in held.items():
        setattr(case, name, value)
    return case


@transaction.atomic
def _save(
    case: Case,
    lease: datetime | None,
    facts: CaseFacts,
    options: Sequence[Option],
    written: author.Written,
    findings: Sequence[guardrails.Finding],
    problem: str,
) -> Proposal | None:
    """Write the proposal, provided the case is still ours to draft."""
    row = Case.objects.select_for_update(of=("self",), no_key=True).filter(pk=case.pk).first()
    if row is None or row.status != Status.DRAFTING or row.draft_lease_until != lease:
        logger.info("draft.overtaken", case=str(case.code))
        return None
    draft = written.draft
    proposal = proposals.create(
        case=row,
        option=written.option,
        words=proposals.Words(
            subject=draft.subject,
            message=draft.message,
            reason=draft.reason,
            findings=[finding.as_json() for finding in findings],
        ),
        author=written.author,
        evidence=proposals.evidence_of(facts, options, problem),
        recipient=facts.recipient,
    )
    logger.info("draft.written", case=str(case.code), author=proposal.author_kind)
    return proposal


@transaction.atomic
def _give_up(case: Case) -> None:
    """Hand a case that cannot be drafted to a person."""
    lifecycle.advance(
        case,
        Status.NEEDS_PERSON,
        now=clock.now(),
        draft_lease_until=None,
        draft_attempts=0,
        draft_instruction="",
    )
    audit.record(
        None, "case.draft_failed", case, f"{case} could not be drafted; a person has to write it."
    )
    logger.error("draft.given_up", case=str(case.code))
