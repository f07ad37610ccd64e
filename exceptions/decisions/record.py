"""What every decision needs: the case under a lock, who was first, and the row that says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from exceptions import lifecycle
from exceptions.errors import AlreadyDecided
from exceptions.locking import locked_case
from exceptions.models import Case, Decision, Proposal, Status
from opsdesk import clock
from opsdesk.errors import Invalid
from opsdesk.models import Role, User

Verdict = Decision.Verdict
OPEN_TO_A_CHANGE_OF_MIND = lifecycle.UNDECIDED | {Status.EXECUTION_FAILED}


def lock_case(code: UUID, actor: User, *, with_order: bool = False) -> Case:
    """Return the case under a row lock; 404 for a case of a store the actor does not work for."""
    try:
        return locked_case(Case.objects.visible_to(actor).filter(code=code), with_order=with_order)
    except Case.DoesNotExist as error:
        raise Http404("There is no such case.") from error


def refuse_unless(case: Case, *allowed: Status) -> None:
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


def touch(now: datetime, case: Case) -> dict[str, Any]:
    """Return the change that notes the first human touch, empty when there was one."""
    return {} if case.first_touch_at else {"first_touch_at": now}


def write_decision(  # one row per verdict; `proposal` is what the actor had in front of them
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


def reason_of(code: str) -> Decision.Reason:
    """Return the coded reason; raises Invalid for anything that is not on the list."""
    if code not in Decision.Reason.values or code == Decision.Reason.NONE:
        raise Invalid("Choose a reason from the list.")
    return Decision.Reason(code)
