"""The states of a case: one table of legal moves, one function that makes them.

    open → drafting → awaiting_approval → approved → executing → resolved
                             ↕                ↑ undo      ├→ execution_failed
                        needs_person                      └→ in_doubt (settled by looking)

Approved, executing and in_doubt are *in flight*: money may be moving, so nothing but the
execution itself (or the undo) may take the case out of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exceptions.models import CLOSED, Case, Status
from opsdesk.errors import Conflict

# What may still change its mind: no approval is being carried out.
UNDECIDED = frozenset(
    {
        Status.OPEN,
        Status.DRAFTING,
        Status.AWAITING_APPROVAL,
        Status.NEEDS_PERSON,
        Status.SNOOZED,
    }
)
IN_FLIGHT = frozenset({Status.APPROVED, Status.EXECUTING, Status.IN_DOUBT})

_GONE = frozenset({Status.CLEARED, Status.SETTLED_ELSEWHERE, Status.DISMISSED})

TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    # Straight to awaiting_approval when a person writes the first proposal.
    Status.OPEN: frozenset(
        {Status.DRAFTING, Status.AWAITING_APPROVAL, Status.NEEDS_PERSON, Status.SNOOZED}
    )
    | _GONE,
    # Back to open when the drafting worker died: somebody else may take it up.
    Status.DRAFTING: frozenset({Status.AWAITING_APPROVAL, Status.NEEDS_PERSON, Status.OPEN})
    | _GONE,
    Status.AWAITING_APPROVAL: frozenset(
        {Status.APPROVED, Status.DRAFTING, Status.NEEDS_PERSON, Status.SNOOZED}
    )
    | _GONE,
    # Rejected, or nothing could be drafted: a person picks another remedy or edits the words.
    Status.NEEDS_PERSON: frozenset({Status.AWAITING_APPROVAL, Status.DRAFTING, Status.SNOOZED})
    | _GONE,
    Status.SNOOZED: frozenset(
        {
            Status.OPEN,
            Status.DRAFTING,
            Status.AWAITING_APPROVAL,
            Status.NEEDS_PERSON,
            Status.EXECUTION_FAILED,
        }
    )
    | _GONE,
    Status.APPROVED: frozenset({Status.EXECUTING, Status.AWAITING_APPROVAL}),
    # Back to awaiting_approval when the facts changed before anything was done.
    Status.EXECUTING: frozenset(
        {
            Status.RESOLVED,
            Status.EXECUTION_FAILED,
            Status.IN_DOUBT,
            Status.AWAITING_APPROVAL,
        }
    ),
    Status.IN_DOUBT: frozenset(
        {
            Status.RESOLVED,
            Status.EXECUTION_FAILED,
            Status.EXECUTING,
            Status.AWAITING_APPROVAL,
            Status.SETTLED_ELSEWHERE,
        }
    ),
    # Never cleared by itself: somebody promised the customer something that did not happen.
    Status.EXECUTION_FAILED: frozenset(
        {
            Status.DRAFTING,
            Status.AWAITING_APPROVAL,
            Status.NEEDS_PERSON,
            Status.SNOOZED,
            Status.DISMISSED,
            Status.SETTLED_ELSEWHERE,
        }
    ),
    **{Status(closed): frozenset() for closed in CLOSED},
}


class IllegalTransition(RuntimeError):
    """The code asked for a move the table does not have: a bug, not a race."""


class CaseMoved(Conflict):
    """Somebody else moved the case between our look and our act."""

    code = "case_moved"
    message = "Somebody else changed this case a moment ago. Here is how it looks now."


def can_advance(case: Case, to: Status) -> bool:
    """Say whether the table allows `case` to move to `to`."""
    return to in TRANSITIONS[Status(case.status)]


def advance(case: Case, to: Status, *, now: datetime, **changes: Any) -> Case:
    """Move `case` to `to` and set `changes`, provided nobody moved it since it was read.

    One UPDATE guarded by the status we believe in; the instance is brought up to date.
    Raises IllegalTransition for a move the table lacks, CaseMoved when the row was faster.
    """
    was, to = Status(case.status), Status(to)
    if to not in TRANSITIONS[was]:
        raise IllegalTransition(f"{case}: {was.value} → {to.value} is not a legal move")
    values: dict[str, Any] = {"status": to, "status_at": now}
    if to in CLOSED:
        values["closed_at"] = now
    if was == Status.SNOOZED:
        values["snoozed_until"] = None
    values |= changes
    if Case.objects.filter(pk=case.pk, status=was).update(**values) != 1:
        raise CaseMoved()
    for name, value in values.items():
        setattr(case, name, value)
    return case
