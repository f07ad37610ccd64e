"""Put a case away, make it one's own, or ask for another draft."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from exceptions import lifecycle, proposals
from exceptions.decisions.record import (
    OPEN_TO_A_CHANGE_OF_MIND,
    Verdict,
    lock_case,
    refuse_unless,
    touch,
    write_decision,
)
from exceptions.models import Case, Status
from opsdesk import audit, clock
from opsdesk.errors import Invalid
from opsdesk.events import publish
from opsdesk.models import Role, User
from opsdesk.permissions import require_role

MAX_SNOOZE = timedelta(days=60)
SNOOZABLE = OPEN_TO_A_CHANGE_OF_MIND - {Status.SNOOZED, Status.DRAFTING}


@transaction.atomic
def snooze(*, code: UUID, actor: User, until: datetime) -> Case:
    """Put the case away until `until` (aware); it comes back earlier when facts change."""
    now = clock.now()
    if not now < until <= now + MAX_SNOOZE:
        raise Invalid("Choose a time in the future, at most 60 days away.")
    case = lock_case(code, actor)
    role = require_role(actor, case.store, Role.AGENT)
    refuse_unless(case, *SNOOZABLE)
    write_decision(case, Verdict.SNOOZE, actor, role, now, proposal=proposals.latest(case))
    lifecycle.advance(case, Status.SNOOZED, now=now, snoozed_until=until, **touch(now, case))
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
    case = lock_case(code, actor)
    require_role(actor, case.store, Role.AGENT)
    if case.is_closed:
        refuse_unless(case)
    case.assignee = actor
    case.first_touch_at = case.first_touch_at or now
    case.save(update_fields=["assignee", "first_touch_at"])
    audit.record(actor, "case.taken", case, f"{actor} took {case}.")
    return case


@transaction.atomic
def redraft(*, code: UUID, actor: User, instruction: str = "") -> Case:
    """Ask for a new draft, with a wish in the actor's words ("shorter", "offer a refund")."""
    now = clock.now()
    case = lock_case(code, actor)
    require_role(actor, case.store, Role.AGENT)
    refuse_unless(case, Status.AWAITING_APPROVAL, Status.NEEDS_PERSON, Status.EXECUTION_FAILED)
    lifecycle.advance(
        case,
        Status.DRAFTING,
        now=now,
        draft_instruction=instruction.strip()[:300],
        draft_lease_until=now,  # nobody holds it yet: the next drafter may claim it at once
        draft_attempts=0,
        **touch(now, case),
    )
    audit.record(actor, "case.redraft_asked", case, f"{actor} asked for a new draft of {case}.")
    publish("case.redraft_asked", case_id=case.pk)
    return case
