"""The saved views of the rail: names for slices of the queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q

from exceptions.models import CLOSED, Status
from exceptions.querysets import CaseQuerySet
from opsdesk.models import User

CAP = 10_000  # counting stops here; the rail says "10,000+"
RECENTLY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class SavedView:
    """One entry of the rail. No statuses means every open case."""

    key: str
    label: str
    icon: str
    statuses: tuple[Status, ...] = ()
    mine: bool = False
    closed: bool = False
    alarm: bool = field(default=False)

    def condition(self, user: User) -> Q:
        """Return what an open case must be to belong here."""
        condition = Q(status__in=self.statuses) if self.statuses else Q(pk__isnull=False)
        return condition & Q(assignee=user) if self.mine else condition

    def select(self, cases: CaseQuerySet, user: User, now: datetime) -> CaseQuerySet:
        """Return the cases of this view out of `cases`."""
        if self.closed:
            return cases.filter(status__in=CLOSED, status_at__gte=now - RECENTLY)
        return cases.open().filter(self.condition(user))


VIEWS = (
    SavedView(
        "approval",
        "Needs approval",
        "inbox",
        (Status.AWAITING_APPROVAL, Status.NEEDS_PERSON),
    ),
    SavedView("mine", "Mine", "user-check", mine=True),
    SavedView(
        "doubt",
        "In doubt or failed",
        "octagon-alert",
        (Status.IN_DOUBT, Status.EXECUTION_FAILED),
        alarm=True,
    ),
    SavedView(
        "progress",
        "In progress",
        "loader",
        (Status.OPEN, Status.DRAFTING, Status.APPROVED, Status.EXECUTING),
    ),
    SavedView("snoozed", "Snoozed", "alarm-clock", (Status.SNOOZED,)),
    SavedView("open", "All open", "layers"),
    SavedView("closed", "Closed recently", "archive", closed=True),
)
BY_KEY = {view.key: view for view in VIEWS}
DEFAULT = VIEWS[0]


def count(cases: CaseQuerySet, user: User) -> dict[str, int]:
    """Count the open cases of every view in one query over at most CAP rows."""
    capped = cases.open().order_by().only("pk", "status", "assignee")[:CAP]
    return capped.aggregate(
        **{view.key: Count("pk", filter=view.condition(user)) for view in VIEWS if not view.closed}
    )
