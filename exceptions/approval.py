"""Who may approve what. Every path to an approval (queue, bulk, task) comes through here."""

from datetime import datetime, time
from decimal import Decimal

from django.db.models import Sum

from exceptions.errors import LimitExceeded
from exceptions.models import ApprovalLimit, Decision, Execution, Proposal
from opsdesk import clock
from opsdesk.locks import lock_in_transaction
from opsdesk.models import Role, User
from opsdesk.money import Money
from opsdesk.permissions import require_role

# An approval that was undone, refused or found stale has spent nothing of the day's limit.
NOT_SPENT = [Execution.Status.UNDONE, Execution.Status.REFUSED, Execution.Status.STALE]


def check(proposal: Proposal, actor: User, now: datetime) -> Role:
    """Return the role `actor` approves in, or raise NotAllowed / LimitExceeded with the reason.

    Needs an open transaction: the day's limit is read under a lock per person and store.
    """
    store = proposal.case.store
    role = require_role(actor, store, Role.AGENT)
    if not proposal.money:
        return role
    limit = ApprovalLimit.objects.filter(store=store, role=role, currency=proposal.currency).first()
    if limit is None:
        raise LimitExceeded(
            f"No limit in {proposal.currency} is set for the role “{role.label}”, so this cannot"
            " be approved. Ask an admin to add one under Approval limits."
        )
    per_action = Money.of(limit.per_action, limit.currency)
    if per_action < proposal.money:
        raise LimitExceeded(
            f"{proposal.money} is above your limit of {per_action} for one action."
            " Ask someone with a higher limit to approve it."
        )
    lock_in_transaction(f"limit:{store.pk}:{actor.pk}")
    per_day = Money.of(limit.per_day, limit.currency)
    spent = spent_today(proposal, actor, now)
    if per_day < spent + proposal.money:
        raise LimitExceeded(
            f"You have approved {spent} today; {proposal.money} more would pass your daily limit"
            f" of {per_day}. Ask someone else to approve it."
        )
    return role


def spent_today(proposal: Proposal, actor: User, now: datetime) -> Money:
    """Return what `actor` has approved since midnight in the store's time zone."""
    store = proposal.case.store
    midnight = datetime.combine(now.astimezone(store.tz).date(), time.min, tzinfo=store.tz)
    total = (
        Decision.objects.filter(
            actor=actor,
            case__store=store,
            verdict=Decision.Verdict.APPROVE,
            currency=proposal.currency,
            at__gte=midnight,
        )
        .exclude(execution__status__in=NOT_SPENT)
        .aggregate(total=Sum("amount"))["total"]
    )
    return Money.of(total or Decimal(0), proposal.currency)


def describe_limit(proposal: Proposal, role: Role | None, actor: User) -> str:
    """Say, for the screen, what `actor` may approve of this proposal, as `check` would judge it."""
    if role is None or role == Role.VIEWER:
        return "You can look on; approving needs the agent role."
    if not proposal.money:
        return "A reply moves no money: any agent may approve it."
    limit = ApprovalLimit.objects.filter(
        store=proposal.case.store, role=role, currency=proposal.currency
    ).first()
    if limit is None:
        return f"No limit in {proposal.currency} is set for your role: you cannot approve this."
    per_action = Money.of(limit.per_action, limit.currency)
    per_day = Money.of(limit.per_day, limit.currency)
    if per_action < proposal.money:
        return f"Above your limit of {per_action} for one action: a lead has to approve it."
    spent = spent_today(proposal, actor, clock.now())
    if per_day < spent + proposal.money:
        return f"Above what is left of your {per_day} for today: you have approved {spent}."
    return f"Within your limit: {per_action} for one action, {per_day} a day."
