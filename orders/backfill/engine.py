"""One step after another, by one worker at a time; trouble postpones a job and never loses its place."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db.models import F

from opsdesk import clock
from opsdesk.errors import NotConnected, OutcomeUnknown, Rejected, Unavailable
from opsdesk.locks import try_lock
from orders.backfill import applying, downloading, exporting, jobs, paging
from orders.backfill.moves import Moved, enter
from orders.models import Backfill

logger = structlog.get_logger(__name__)

State = Backfill.State
Deadline = Callable[[], bool]

BUDGET = 20.0  # seconds one wake-up may take before it leaves the rest to the next
LONGEST_WAIT = 300.0  # seconds between two tries
GIVE_UP_AFTER = timedelta(days=7)  # then Shopify has thrown the export away

STEPS: dict[str, Callable[[Backfill, Deadline], None]] = {
    State.WAITING: exporting.begin,
    State.EXPORTING: exporting.look,
    State.DOWNLOADING: downloading.download,
    State.APPLYING: applying.apply,
    State.PAGING: paging.turn_pages,
}


def run_unfinished() -> int:
    """Work on every job that is due; return how many were worked on."""
    due = Backfill.objects.unfinished().filter(next_step_at__lte=clock.now(), store__is_active=True)
    return sum(advance(pk) for pk in due.order_by("next_step_at").values_list("pk", flat=True))


def advance(job_id: int, budget: float = BUDGET) -> bool:
    """Work on a job for about `budget` seconds; say whether it was ours to work on."""
    with try_lock(f"backfill:{job_id}") as held:
        if held:
            _advance(job_id, time.monotonic() + budget)
        return held


def _advance(job_id: int, deadline: float) -> None:
    def is_over() -> bool:
        return time.monotonic() >= deadline

    while True:
        job = Backfill.objects.select_related("store").get(pk=job_id)
        if job.is_ended or job.next_step_at > clock.now():
            return
        _step(job, is_over)
        if is_over():
            return


def _step(job: Backfill, is_over: Deadline) -> None:
    state, started = job.state, time.monotonic()
    try:
        STEPS[state](job, is_over)
    except Moved:
        logger.info("backfill.moved", backfill=job.pk)
        _clean_up(job)
        return
    except (Unavailable, OutcomeUnknown, NotConnected) as error:
        _postpone(job, error)
    except Rejected as error:
        _fail(job, str(error))
    else:
        Backfill.objects.filter(pk=job.pk, failures__gt=0).update(failures=0, error="")
    worked_for = time.monotonic() - started
    Backfill.objects.filter(pk=job.pk, state=state).update(worked_for=F("worked_for") + worked_for)


def _postpone(job: Backfill, error: Unavailable | OutcomeUnknown | NotConnected) -> None:
    now = clock.now()
    if job.started_at and now - job.started_at > GIVE_UP_AFTER:
        _fail(job, f"Given up after {GIVE_UP_AFTER.days} days: {error}")
        return
    wait = getattr(error, "retry_after", None)
    seconds = min(2.0 ** min(job.failures + 1, 10), LONGEST_WAIT) if wait is None else wait
    Backfill.objects.filter(pk=job.pk, state=job.state).update(
        failures=F("failures") + 1,
        error=str(error),
        next_step_at=now + timedelta(seconds=seconds),
    )
    logger.warning("backfill.postponed", backfill=job.pk, code=error.code, wait=seconds)


def _fail(job: Backfill, reason: str) -> None:
    try:
        enter(job, State.FAILED, error=reason)
    except Moved:
        logger.info("backfill.moved", backfill=job.pk)
    jobs.forget_lines(job)
    logger.error("backfill.failed", backfill=job.pk)


def _clean_up(job: Backfill) -> None:
    """Delete what a step staged while somebody called the job off."""
    job.refresh_from_db()
    if job.is_ended:
        jobs.forget_lines(job)
