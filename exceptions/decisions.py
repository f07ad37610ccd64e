"""The decisions people take on a case. Each is one transaction, audited, and taken once.

Approving binds to a digest: what is executed later is exactly what was on the screen. Nothing is
sent from here; an approval writes an Execution that waits for its undo window to pass.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.shortcuts import get_object_or_404

from exceptions import approval, lifecycle, proposals
from exceptions.errors import (
    AlreadyDecided,
    FactsMoved,
    NotRefundable,
    ProposalChanged,
    TooLateToUndo,
)
from exceptions.models import Case, Decision, Execution, Proposal, RemedyKind, Status
from opsdesk import audit, clock
from opsdesk.errors import Invalid
from opsdesk.events import publish
from opsdesk.models import Role, User
from opsdesk.permissions import require_role
from orders import balance

Verdict = Decision.Verdict
MAX_SNOOZE = timedelta(days=60)
DISMISSABLE = lifecycle.UNDECIDED | {Status.EXECUTION_FAILED}
SNOOZABLE = DISMISSABLE - {Status.SNOOZED, Status.DRAFTING}


def _lock(code: UUID, actor: User) -> Case:
    """Return the case under a row lock; 404 for a case of a store the actor does not work for."""
    cases = Case.objects.visible_to(actor).select_related("store", "order", "shipment")
    return get_object_or_404(cases.select_for_update(of=("self",)), code=code)


def _refuse_unless(case: Case, *allowed: Status) -> None:
    """Raise AlreadyDecided with who was first, unless the case stands where it can be decided."""
    if case.status in allowed:
        return
    last = case.decisions.order_by("-pk").first()
    if last is None or case.is_closed and case.closed_because:
        because = f": {case.closed_because}" if case.closed_because else "."
        raise AlreadyDecided(f"{case} is {case.get_status_display().lower()}{because}")
    seconds = max(0, int((clock.now() - last.at).total_seconds()))
    raise AlreadyDecided(
        f"{last.get_verdict_display()} {_ago(seconds)} by {last.actor_name}. Nothing was done twice."
    )


def _ago(seconds: int) -> str:
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"


def _touch(now: datetime, case: Case) -> dict[str, Any]:
    return {} if case.first_touch_at else {"first_touch_at": now}


def _decide(  # one row per verdict; `proposal` is what the actor had in front of them
    case: Case,
    verdict: Verdict,
    actor: User,
    role: Role,
    now: datetime,
    *,
    proposal: Proposal | None,
    reason_code: str = "",
    note: str = "",
) -> Decision:
    return Decision.objects.create(
        case=case,
        proposal=proposal,
        digest=proposal.digest if proposal else "",
        verdict=verdict,
        reason_code=reason_code,
        note=note,
        actor=actor,
        actor_name=str(actor),
        actor_role=role,
        amount=proposal.amount if proposal else 0,
        currency=proposal.currency if proposal else "",
        at=now,
    )


@transaction.atomic
def approve(*, code: UUID, digest: str, actor: User) -> Case:
    """Record `actor`'s approval of exactly the proposal they saw and schedule its execution.

    Raises ProposalChanged, FactsMoved, AlreadyDecided, NotRefundable (409), LimitExceeded,
    NotAllowed (403).
    """
    now = clock.now()
    case = _lock(code, actor)
    role = require_role(actor, case.store, Role.AGENT)
    _refuse_unless(case, Status.AWAITING_APPROVAL)
    proposal = proposals.current(case)
    # Compared with the row's own content too: a digest column that was tampered with is no excuse.
    seen = hmac.compare_digest(proposal.digest, digest)
    if not seen or proposals.digest_of(proposal) != proposal.digest:
        raise ProposalChanged()
    if changed := proposals.change_since(proposal, case):
        raise FactsMoved(f"{changed} Ask for a new draft, or edit this one, then decide.")
    role = approval.check(proposal, actor, now)
    if proposal.money and not balance.reserve(case.order_id, proposal.money):
        raise NotRefundable()
    decision = _decide(case, Verdict.APPROVE, actor, role, now, proposal=proposal)
    lifecycle.advance(case, Status.APPROVED, now=now, **_touch(now, case))
    _schedule(decision, proposal, now)
    audit.record(
        actor,
        "case.approved",
        case,
        f"{actor} approved {case}: {proposals.describe(proposal)}.",
        proposal=proposal.version,
        digest=proposal.digest,
        amount=proposal.money.wire,
        currency=proposal.currency,
        remedy=proposal.remedy,
    )
    return case


def _schedule(decision: Decision, proposal: Proposal, now: datetime) -> None:
    """Write the execution; `execution.run_due` finds it when the undo window is over."""
    moves_money = proposal.remedy != RemedyKind.REPLY_ONLY
    window = settings.UNDO_REFUND_SECONDS if moves_money else settings.UNDO_EMAIL_SECONDS
    not_before = now + timedelta(seconds=window)
    Execution.objects.create(
        decision=decision,
        case=proposal.case,
        remedy=proposal.remedy,
        amount=proposal.amount,
        currency=proposal.currency,
        idempotency_key=uuid4(),
        key_made_at=now,
        not_before=not_before,
        next_attempt_at=not_before,
        created_at=now,
    )


@transaction.atomic
def undo(*, code: UUID, actor: User) -> Case:
    """Take back an approval whose undo window is still open; anyone who may act may undo."""
    now = clock.now()
    case = _lock(code, actor)
    require_role(actor, case.store, Role.AGENT)
    execution = case.executions.order_by("-pk").first()
    if execution is None or case.status != Status.APPROVED:
        raise TooLateToUndo()
    undone = Execution.objects.filter(
        pk=execution.pk, status=Execution.Status.PENDING, not_before__gt=now
    ).update(status=Execution.Status.UNDONE, finished_at=now, answer=f"Undone by {actor}.")
    if undone != 1:
        raise TooLateToUndo()
    proposal = proposals.current(case)
    if proposal.money:
        balance.release(case.order_id, proposal.money)
    lifecycle.advance(case, Status.AWAITING_APPROVAL, now=now)
    audit.record(actor, "case.undone", case, f"{actor} undid the approval of {case}.")
    return case


@transaction.atomic
def reject(*, code: UUID, actor: User, reason_code: str, note: str = "") -> Case:
    """Turn the proposal down with a coded reason; the case then waits for a person's own idea."""
    now = clock.now()
    case = _lock(code, actor)
    role = require_role(actor, case.store, Role.AGENT)
    _refuse_unless(case, Status.AWAITING_APPROVAL)
    reason = _reason(reason_code)
    proposal = proposals.current(case)
    _decide(
        case,
        Verdict.REJECT,
        actor,
        role,
        now,
        proposal=proposal,
        reason_code=reason,
        note=note,
    )
    lifecycle.advance(case, Status.NEEDS_PERSON, now=now, **_touch(now, case))
    audit.record(
        actor,
        "case.rejected",
        case,
        f"{actor} rejected the proposal on {case}: {reason.label.lower()}.",
        proposal=proposal.version,
        reason=reason.value,
        note=note,
    )
    return case


@transaction.atomic
def dismiss(*, code: UUID, actor: User, reason_code: str, note: str = "") -> Case:
    """Close the case without doing anything; the same onset does not open it again."""
    now = clock.now()
    case = _lock(code, actor)
    role = require_role(actor, case.store, Role.AGENT)
    _refuse_unless(case, *DISMISSABLE)
    reason = _reason(reason_code)
    _decide(
        case,
        Verdict.DISMISS,
        actor,
        role,
        now,
        proposal=proposals.latest(case),
        reason_code=reason,
        note=note,
    )
    because = f"Dismissed by {actor}: {reason.label.lower()}"
    lifecycle.advance(
        case, Status.DISMISSED, now=now, closed_because=because[:300], **_touch(now, case)
    )
    audit.record(
        actor,
        "case.dismissed",
        case,
        f"{actor} dismissed {case}: {reason.label.lower()}.",
        reason=reason.value,
        note=note,
    )
    return case


@transaction.atomic
def snooze(*, code: UUID, actor: User, until: datetime) -> Case:
    """Put the case away until `until` (aware); it comes back earlier when facts change."""
    now = clock.now()
    if not now < until <= now + MAX_SNOOZE:
        raise Invalid("Choose a time in the future, at most 60 days away.")
    case = _lock(code, actor)
    role = require_role(actor, case.store, Role.AGENT)
    _refuse_unless(case, *SNOOZABLE)
    _decide(case, Verdict.SNOOZE, actor, role, now, proposal=proposals.latest(case))
    lifecycle.advance(case, Status.SNOOZED, now=now, snoozed_until=until, **_touch(now, case))
    audit.record(
        actor,
        "case.snoozed",
        case,
        f"{actor} snoozed {case} until {until.astimezone(case.store.tz):%d %b %H:%M}.",
        until=until.isoformat(),
    )
    return case


@transaction.atomic
def take(*, code: UUID, actor: User) -> Case:
    """Make the case the actor's own."""
    now = clock.now()
    case = _lock(code, actor)
    require_role(actor, case.store, Role.AGENT)
    if case.is_closed:
        _refuse_unless(case)
    case.assignee = actor
    case.first_touch_at = case.first_touch_at or now
    case.save(update_fields=["assignee", "first_touch_at"])
    audit.record(actor, "case.taken", case, f"{actor} took {case}.")
    return case


@transaction.atomic
def redraft(*, code: UUID, actor: User, instruction: str = "") -> Case:
    """Ask for a new draft, with a wish in the actor's words ("shorter", "offer a refund")."""
    now = clock.now()
    case = _lock(code, actor)
    require_role(actor, case.store, Role.AGENT)
    _refuse_unless(case, Status.AWAITING_APPROVAL, Status.NEEDS_PERSON, Status.EXECUTION_FAILED)
    lifecycle.advance(
        case,
        Status.DRAFTING,
        now=now,
        draft_instruction=instruction.strip()[:300],
        draft_lease_until=now,  # nobody holds it yet: the next drafter may claim it at once
        draft_attempts=0,
        **_touch(now, case),
    )
    audit.record(actor, "case.redraft_asked", case, f"{actor} asked for a new draft of {case}.")
    publish("case.redraft_asked", case_id=case.pk)
    return case


def _reason(code: str) -> Decision.Reason:
    if code not in Decision.Reason.values or code == Decision.Reason.NONE:
        raise Invalid("Choose a reason from the list.")
    return Decision.Reason(code)
