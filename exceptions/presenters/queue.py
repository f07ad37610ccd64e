"""The list of cases: a page by keyset, its counts, and a fingerprint to poll with.

read_scope(request) → Scope   which view, which store, whose eyes
page_of(scope, …)   → QueuePage   four queries, whatever the number of rows
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q

from exceptions.models import Case
from exceptions.presenters import saved_views
from exceptions.presenters.saved_views import SavedView
from exceptions.querysets import CaseQuerySet
from opsdesk import clock
from opsdesk.htmx import HtmxRequest
from opsdesk.models import Store, User
from orders.models import Shipment

PAGE = 50
POLL_MAX = 200  # a poll repeats at most this many rows of a long list
STALE_AFTER = timedelta(hours=2)  # a check this long overdue means carriers are not being asked

# What a row shows; an order's address and notes stay where they are.
COLUMNS = (
    *("code", "kind", "severity", "severity_rank", "status", "status_at", "detected_at"),
    *("value_at_risk", "currency", "order__name", "order__recipient_name", "store__name"),
    *("assignee__username", "assignee__first_name", "assignee__last_name"),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person is looking at."""

    user: User
    view: SavedView
    store: Store | None
    stores: tuple[Store, ...]

    @property
    def query(self) -> str:
        """Return the query string that brings a link back to the same list."""
        asked = {}
        if self.view is not saved_views.DEFAULT:
            asked["view"] = self.view.key
        if self.store:
            asked["store"] = self.store.slug
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def names_stores(self) -> bool:
        """Say whether a row must say which store it is of."""
        return self.store is None and len(self.stores) > 1

    def query_for(self, view: SavedView) -> str:
        """Return the query string of another view of the same store."""
        return Scope(self.user, view, self.store, self.stores).query or "?"

    def cases(self) -> CaseQuerySet:
        """Return every case of the stores in scope."""
        cases = Case.objects.visible_to(self.user)
        return cases.filter(store=self.store) if self.store else cases

    def shown(self, now: datetime) -> CaseQuerySet:
        """Return the cases of the view, in its order."""
        cases = self.view.select(self.cases(), self.user, now)
        return cases.order_by("-status_at", "-id") if self.view.closed else cases.in_queue_order()


def read_scope(request: HtmxRequest) -> Scope:
    """Read view and store from the address; anything unknown means the default."""
    stores = tuple(Store.objects.visible_to(request.user))
    slug = request.GET.get("store", "")
    return Scope(
        user=request.user,
        view=saved_views.BY_KEY.get(request.GET.get("view", ""), saved_views.DEFAULT),
        store=next((store for store in stores if store.slug == slug), None),
        stores=stores,
    )


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A saved view as the rail shows it."""

    view: SavedView
    query: str
    count: int | None
    current: bool

    @property
    def alarming(self) -> bool:
        """Say whether the count is bad news."""
        return self.view.alarm and bool(self.count)


@dataclass(frozen=True)
class QueuePage:
    """One page of the list and the rail beside it."""

    scope: Scope
    rows: tuple[Case, ...]
    next_cursor: str
    counts: dict[str, int]
    is_stale: bool
    rows_asked: int

    @cached_property
    def rail(self) -> tuple[RailEntry, ...]:
        """Return the saved views with their counts."""
        return tuple(
            RailEntry(
                view,
                self.scope.query_for(view),
                self.counts.get(view.key),
                view is self.scope.view,
            )
            for view in saved_views.VIEWS
        )

    @property
    def total(self) -> int:
        """Return how many cases the view holds (of a closed view: how many are shown)."""
        return self.counts.get(self.scope.view.key, len(self.rows))

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest that changes when anything the list shows changes."""
        said = [
            (row.pk, row.status, row.status_at, row.assignee_id, row.severity) for row in self.rows
        ]
        text = repr((said, sorted(self.counts.items()), self.is_stale))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def poll_rows(self) -> int:
        """Return how many rows a poll should ask for."""
        return min(max(self.rows_asked, PAGE), POLL_MAX)


def page_of(scope: Scope, *, after: str = "", rows: int = PAGE) -> QueuePage:
    """Read the page that follows the cursor `after` (empty: the first)."""
    now = clock.now()
    rows = min(max(rows, PAGE), POLL_MAX)
    cases = _after(scope.shown(now), after, scope.view)
    cases = cases.select_related("order", "store", "assignee").only(*COLUMNS)
    found = tuple(cases[: rows + 1])
    has_more = len(found) > rows
    found = found[:rows]
    return QueuePage(
        scope=scope,
        rows=found,
        next_cursor=cursor_of(found[-1], scope.view) if has_more else "",
        counts=saved_views.count(scope.cases(), scope.user),
        is_stale=tracking_is_stale(scope, now),
        rows_asked=rows,
    )


def tracking_is_stale(scope: Scope, now: datetime) -> bool:
    """Say whether carriers have not been asked for far too long: what we show may be old."""
    late = Shipment.objects.visible_to(scope.user).filter(next_check_at__lt=now - STALE_AFTER)
    return (late.filter(store=scope.store) if scope.store else late).exists()


def cursor_of(case: Case, view: SavedView) -> str:
    """Return where the list stands after `case`."""
    moment = case.status_at if view.closed else case.detected_at
    return f"{case.severity_rank}~{moment.isoformat()}~{case.pk}"


def _after(cases: CaseQuerySet, cursor: str, view: SavedView) -> CaseQuerySet:
    """Return the part of `cases` that follows `cursor`; a broken cursor means from the start."""
    try:
        rank_text, moment_text, pk_text = cursor.split("~")
        rank, moment, pk = int(rank_text), datetime.fromisoformat(moment_text), int(pk_text)
    except ValueError:
        return cases
    if view.closed:
        return cases.filter(Q(status_at__lt=moment) | Q(status_at=moment, pk__lt=pk))
    later = Q(detected_at__gt=moment) | Q(detected_at=moment, pk__gt=pk)
    return cases.filter(Q(severity_rank__gt=rank) | Q(later, severity_rank=rank))


def next_case(scope: Scope, after: Case) -> Case | None:
    """Return the case to look at once `after` is decided: the following one, else the first."""
    cases = scope.shown(clock.now()).exclude(pk=after.pk)
    following = _after(cases, cursor_of(after, scope.view), scope.view)
    return following.first() or cases.first()
