"""Everything the case pane shows, read in a constant number of queries.

what is wrong → the customer → the proposal, its limits and its doubts → the timeline
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Sum
from django.http import Http404

from exceptions import approval, lifecycle, proposals
from exceptions.models import (
    ApprovalLimit,
    Case,
    Decision,
    Execution,
    Proposal,
    RemedyKind,
    Status,
)
from exceptions.presenters import timeline
from exceptions.presenters.words import Doubt, Segment, doubts_of, mark_doubts
from exceptions.proposals import MoneyDiff, Piece
from opsdesk import clock
from opsdesk.models import Role, User
from opsdesk.money import Money
from opsdesk.permissions import RANK, role_in
from orders.dates import ParcelDates, dates_of
from orders.models import Order, Refund
from orders.timeline import Entry

RECENT_ENTRIES = 10


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """Who the customer is to us."""

    name: str
    orders: int
    spent: Money
    refunds: int
    refunded: Money


@dataclass(frozen=True)
class CasePanel:
    """A case as one person sees it."""

    case: Case
    role: Role | None
    now: datetime
    proposal: Proposal | None
    execution: Execution | None
    rejection: Decision | None
    customer: CustomerFacts
    entries: tuple[Entry, ...]
    limit: ApprovalLimit | None
    policy: str

    @property
    def can_act(self) -> bool:
        """Say whether this person may do anything here."""
        return self.role is not None and RANK[self.role] >= RANK[Role.AGENT]

    @property
    def is_undecided(self) -> bool:
        """Say whether a person can still choose what happens."""
        return self.case.status in lifecycle.UNDECIDED or self.is_failed

    @property
    def is_failed(self) -> bool:
        """Say whether an approved action was refused."""
        return self.case.status == Status.EXECUTION_FAILED

    @property
    def awaits_approval(self) -> bool:
        """Say whether there is a proposal to approve."""
        return self.case.status == Status.AWAITING_APPROVAL and self.proposal is not None

    @property
    def can_approve(self) -> bool:
        """Say whether the approve button is worth pressing; `decisions.approve` has the last word."""
        return self.can_act and self.awaits_approval and self.within_limit

    @property
    def within_limit(self) -> bool:
        """Say whether the amount is within what this role may approve at once."""
        if self.proposal is None or not self.moves_money:
            return True
        return self.limit is not None and self.proposal.amount <= self.limit.per_action

    @property
    def can_edit(self) -> bool:
        """Say whether a person may write their own version now."""
        return self.can_act and self.case.status in (
            Status.AWAITING_APPROVAL,
            Status.NEEDS_PERSON,
            Status.EXECUTION_FAILED,
            Status.OPEN,
        )

    @property
    def can_redraft(self) -> bool:
        """Say whether a new draft may be asked for."""
        return self.can_edit and self.case.status != Status.OPEN

    @property
    def can_snooze(self) -> bool:
        """Say whether the case may be put away."""
        return self.can_act and self.case.status in (
            Status.OPEN,
            Status.AWAITING_APPROVAL,
            Status.NEEDS_PERSON,
            Status.EXECUTION_FAILED,
        )

    @property
    def can_dismiss(self) -> bool:
        """Say whether the case may be closed with nothing done."""
        return self.can_act and self.is_undecided

    @property
    def has_actions(self) -> bool:
        """Say whether there is anything to press below the proposal."""
        return self.can_act and (
            self.awaits_approval or self.can_edit or self.can_snooze or self.can_dismiss
        )

    @property
    def moves_money(self) -> bool:
        """Say whether approving refunds anything."""
        return self.proposal is not None and self.proposal.remedy != RemedyKind.REPLY_ONLY

    @property
    def undo_seconds(self) -> int:
        """Return how long an approval can be taken back."""
        if self.moves_money:
            return int(settings.UNDO_REFUND_SECONDS)
        return int(settings.UNDO_EMAIL_SECONDS)

    @property
    def seconds_left(self) -> int:
        """Return what is left of the undo window, 0 when it is over or never was."""
        if self.execution is None or self.case.status != Status.APPROVED:
            return 0
        return max(0, int((self.execution.not_before - self.now).total_seconds()))

    @property
    def is_paused(self) -> bool:
        """Say whether a kill switch keeps the approved action waiting."""
        store = self.case.store
        money = self.moves_money and (settings.MONEY_PAUSED or not store.money_enabled)
        mail = not self.moves_money and (settings.SENDING_PAUSED or not store.sending_enabled)
        return bool(money or mail)

    @property
    def poll_seconds(self) -> int:
        """Return how often to look for news; 0 = a closed case has none."""
        if self.case.is_closed:
            return 0
        return 15 if self.is_undecided and self.case.status not in _SOON else 3

    @property
    def is_calm(self) -> bool:
        """Say whether news must wait for the reader: somebody may be about to decide."""
        return self.poll_seconds == 15

    @cached_property
    def changed(self) -> str:
        """Say what happened since the proposal was drafted that it does not know of."""
        if self.proposal is None or not self.awaits_approval:
            return ""
        return proposals.change_since(self.proposal, self.case)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Return the guard's doubts about the draft, numbered."""
        return doubts_of(self.proposal.findings) if self.proposal else ()

    @cached_property
    def message(self) -> tuple[Segment, ...]:
        """Return the message with the doubtful sentences marked."""
        return mark_doubts(self.proposal.message, self.doubts) if self.proposal else ()

    @property
    def edited_from(self) -> Proposal | None:
        """Return the version a person's edit started from."""
        if self.proposal and self.proposal.author_kind == Proposal.Author.PERSON:
            return self.proposal.based_on
        return None

    @cached_property
    def word_diff(self) -> list[Piece]:
        """Return the words of the edit against the draft; empty when the words are the same."""
        before = self.edited_from
        if before is None or self.proposal is None or before.message == self.proposal.message:
            return []
        return proposals.word_diff(before.message, self.proposal.message)

    @cached_property
    def money_diff(self) -> MoneyDiff | None:
        """Return the money of the edit against the draft, kept apart from the words."""
        before = self.edited_from
        return proposals.money_diff(before, self.proposal) if before and self.proposal else None

    @cached_property
    def dates(self) -> ParcelDates:
        """Return the parcel's dates in words."""
        return dates_of([self.case.shipment], self.now)[0]

    @property
    def recent_entries(self) -> tuple[Entry, ...]:
        """Return the newest of the timeline."""
        return self.entries[:RECENT_ENTRIES]

    @property
    def older_entries(self) -> tuple[Entry, ...]:
        """Return the rest of the timeline."""
        return self.entries[RECENT_ENTRIES:]

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest that changes when anything the pane shows changes."""
        said = (
            self.case.status,
            self.case.status_at,
            self.case.assignee_id,
            self.proposal.pk if self.proposal else None,
            (self.execution.status, self.execution.answer) if self.execution else None,
            self.case.shipment.milestone,
            [(entry.at, entry.text, entry.detail) for entry in self.entries],
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


_SOON = (Status.OPEN, Status.DRAFTING)


def panel_of(code: UUID, user: User) -> CasePanel:
    """Read the case `code` for `user`; Http404 when it belongs to a store they do not work for."""
    found = Case.objects.visible_to(user).select_related(
        "store", "order__customer", "order__store", "shipment", "assignee", "rule"
    )
    case = found.filter(code=code).first()
    if case is None:
        raise Http404
    role = role_in(user, case.store)
    proposal = _latest(case)
    limit = None
    if proposal is not None and role is not None:
        limit = ApprovalLimit.objects.filter(
            store=case.store, role=role, currency=proposal.currency
        ).first()
    return CasePanel(
        case=case,
        role=role,
        now=clock.now(),
        proposal=proposal,
        execution=case.executions.select_related("decision").order_by("-pk").first(),
        rejection=case.decisions.filter(verdict=Decision.Verdict.REJECT).order_by("-pk").first(),
        customer=_customer(case.order),
        entries=timeline.of_case(case),
        limit=limit,
        policy=approval.describe_limit(proposal, role, user) if proposal else "",
    )


def _latest(case: Case) -> Proposal | None:
    found = case.proposals.select_related("based_on", "author").order_by("-version").first()
    if found is not None:
        found.case = case  # spares the reads of `proposal.case.store`
    return found


def _customer(order: Order) -> CustomerFacts:
    """Sum up what the customer bought and got back, in the shop's currency."""
    theirs = Order.objects.filter(store=order.store_id, currency=order.currency)
    theirs = theirs.filter(
        **({"customer": order.customer_id} if order.customer_id else {"pk": order.pk})
    )
    bought = theirs.aggregate(count=Count("pk"), total=Sum("total"))
    back = Refund.objects.filter(order__in=theirs).aggregate(count=Count("pk"), total=Sum("amount"))
    return CustomerFacts(
        name=order.recipient_name or str(order.customer or "Guest"),
        orders=bought["count"],
        spent=Money.of(bought["total"] or Decimal(0), order.currency),
        refunds=back["count"],
        refunded=Money.of(back["total"] or Decimal(0), order.currency),
    )
