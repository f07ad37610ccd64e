"""Approve exactly what was on the screen, and take it back while the undo window is open.

Nothing is sent from here: an approval writes an Execution that waits for the window to pass.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from exceptions import approval, lifecycle, proposals
from exceptions.decisions.record import Verdict, lock_case, refuse_unless, touch, write_decision
from exceptions.errors import FactsMoved, NotRefundable, ProposalChanged, TooLateToUndo
from exceptions.models import Case, Decision, Execution, Proposal, RemedyKind, Status
from opsdesk import audit, clock
from opsdesk.models import Role, User
from opsdesk.permissions import require_role
from orders import balance


@transaction.atomic
def approve(*, code: UUID, digest: str, actor: User) -> Case:
    """Record `actor`'s approval of exactly the proposal they saw and schedule its execution.

    Raises ProposalChanged, FactsMoved, AlreadyDecided, NotRefundable (409), LimitExceeded,
    NotAllowed (403).
    """
    now = clock.now()
    case = lock_case(code, actor, with_order=True)
    role = require_role(actor, case.store, Role.AGENT)
    refuse_unless(case, Status.AWAITING_APPROVAL)
    proposal = proposals.current(case)
    # Compared with the row's own content too: a digest column that was tampered with is no excuse.
    seen = hmac.compare_digest(proposal.digest.encode(), digest.encode())
    is_whole = proposal.erased_at is None and proposals.digest_of(proposal) == proposal.digest
    if not seen or not is_whole:
        raise ProposalChanged()
    if changed := proposals.change_since(proposal, case):
        raise FactsMoved(f"{changed} Ask for a new draft, or edit this one, then decide.")
    role = approval.check(proposal, actor, now)
    if proposal.money and not balance.reserve(case.order_id, proposal.money):
        raise NotRefundable()
    decision = write_decision(case, Verdict.APPROVE, actor, role, now, proposal=proposal)
    lifecycle.advance(case, Status.APPROVED, now=now, **touch(now, case))
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
    case = lock_case(code, actor, with_order=True)
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
