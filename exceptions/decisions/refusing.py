"""Turn a proposal down, or close a case without doing anything. Both need a coded reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from exceptions import lifecycle, proposals
from exceptions.decisions.record import (
    OPEN_TO_A_CHANGE_OF_MIND,
    Verdict,
    lock_case,
    reason_of,
    refuse_unless,
    touch,
    write_decision,
)
from exceptions.models import Case, Status
from opsdesk import audit, clock
from opsdesk.models import Role, User
from opsdesk.permissions import require_role


@transaction.atomic
def reject(*, code: UUID, actor: User, reason_code: str, note: str = "") -> Case:
    """Turn the proposal down with a coded reason; the case then waits for a person's own idea."""
    now = clock.now()
    case = lock_case(code, actor)
    role = require_role(actor, case.store, Role.AGENT)
    refuse_unless(case, Status.AWAITING_APPROVAL)
    reason = reason_of(reason_code)
    proposal = proposals.current(case)
    write_decision(
        case,
        Verdict.REJECT,
        actor,
        role,
        now,
        proposal=proposal,
        reason_code=reason,
        note=note,
    )
    lifecycle.advance(case, Status.NEEDS_PERSON, now=now, **touch(now, case))
    audit.record(
        actor,
        "case.rejected",
        case,
        f"{actor} rejected the proposal on {case}: {reason.label.lower()}.",
        proposal=proposal.version,
        reason=reason.value,
    )
    return case


@transaction.atomic
def dismiss(*, code: UUID, actor: User, reason_code: str, note: str = "") -> Case:
    """Close the case without doing anything; the same onset does not open it again."""
    now = clock.now()
    case = lock_case(code, actor)
    role = require_role(actor, case.store, Role.AGENT)
    refuse_unless(case, *OPEN_TO_A_CHANGE_OF_MIND)
    reason = reason_of(reason_code)
    write_decision(
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
        case, Status.DISMISSED, now=now, closed_because=because[:300], **touch(now, case)
    )
    audit.record(
        actor,
        "case.dismissed",
        case,
        f"{actor} dismissed {case}: {reason.label.lower()}.",
        reason=reason.value,
    )
    return case
