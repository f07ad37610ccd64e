"""Choose the way, start the export, wait for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from opsdesk import clock, stores
from opsdesk.errors import Unavailable
from opsdesk.vendors.shopify import bulk, orders_page
from opsdesk.vendors.shopify.client import Admin
from orders.backfill.jobs import LIMIT_NOTE, OPEN_TO_ALL, forget_lines
from orders.backfill.moves import enter, note
from orders.models import Backfill

State, Method = Backfill.State, Backfill.Method

SMALL = 150  # orders: ten pages are sooner there than an export
BUSY_TRIES = 5
BUSY_WAIT = 60.0  # seconds until Shopify may have finished another export
EXPORT_TRIES = 2
LOOK_EVERY = 3.0  # seconds at first; a long export is looked at less often
LOOK_SELDOM = 30.0

FAILED_NOTE = "Shopify's bulk export failed ({code})."
PAGES_NOTE = "Loading page by page instead, which takes longer."


def begin(job: Backfill, _is_over: Callable[[], bool]) -> None:
    """See what the app may see and how much there is; then export it, or turn pages."""
    admin = stores.shopify_admin(job.store)
    if job.started_at is None:
        _prepare(job, admin)
    if job.method == Method.PAGES or (not job.method and job.orders_expected <= SMALL):
        enter(job, State.PAGING, method=Method.PAGES)
        return
    query = bulk.orders_since(job.since)
    # A start whose answer was lost has happened: the same text is not exported twice.
    asked_at = job.asked_at - timedelta(minutes=1)
    try:
        operation = bulk.find(admin, query, asked_at) or bulk.start(admin, query)
    except bulk.Busy as error:
        if job.failures < BUSY_TRIES:
            raise Unavailable(str(error), retry_after=BUSY_WAIT) from error
        _turn_to_pages(job, str(error))
    except bulk.Refused as error:
        _turn_to_pages(job, str(error))
    else:
        enter(job, State.EXPORTING, method=Method.BULK, operation_id=operation)


def _prepare(job: Backfill, admin: Admin) -> None:
    now = clock.now()
    since, notes = job.since, list(job.notes)
    if since < now - OPEN_TO_ALL and not orders_page.sees_all_orders(admin):
        since, notes = now - OPEN_TO_ALL, [*notes, LIMIT_NOTE]
    expected = orders_page.count_orders(admin, search_since(since))
    note(job, since=since, notes=notes, orders_expected=expected, started_at=now)


def search_since(since: datetime) -> str:
    """Return Shopify's search for orders placed since a moment."""
    return f"created_at:>='{bulk.stamp(since)}'"


def look(job: Backfill, _is_over: Callable[[], bool]) -> None:
    """Look how far the export is; go on with its file, or without it."""
    operation = bulk.look(stores.shopify_admin(job.store), job.operation_id)
    if operation.is_running:
        wait = min(LOOK_EVERY + job.worked_for, LOOK_SELDOM)
        later = clock.now() + timedelta(seconds=wait)
        note(job, exported=operation.objects, next_step_at=later)
    elif operation.status == "COMPLETED" and operation.url:
        enter(
            job,
            State.DOWNLOADING,
            exported=operation.objects,
            file_size=operation.file_size,
            orders_expected=operation.orders or job.orders_expected,
        )
    elif operation.status == "COMPLETED":
        enter(job, State.DONE, orders_expected=0)  # nothing to export
    else:
        export_again(job, operation.error_code or operation.status)


def export_again(job: Backfill, reason: str) -> None:
    """Throw a failed export away and make another; the second time turn pages.

    The part it may have left is not used: an order in it may lack lines, and nothing would tell.
    """
    said = FAILED_NOTE.format(code=reason)
    if job.notes.count(said) + 1 >= EXPORT_TRIES:
        _turn_to_pages(job, said)
    else:
        forget_lines(job)
        # Only an export asked for from now on is ours: `find` must not find the failed one.
        enter(
            job, State.WAITING, notes=[*job.notes, said], operation_id="", asked_at=clock.now(),
            file_size=0, bytes_done=0, lines_done=0,
        )  # fmt: skip


def _turn_to_pages(job: Backfill, reason: str) -> None:
    forget_lines(job)
    notes = [*job.notes, f"{reason} {PAGES_NOTE}"]
    enter(job, State.PAGING, method=Method.PAGES, notes=notes, cursor="", operation_id="")
