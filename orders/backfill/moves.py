"""Write how far a job is; refuse once somebody has called it off or moved it on."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from opsdesk import clock
from orders.models import Backfill

KEPT_PROBLEMS = 100


class Moved(Exception):
    """The job is not in the state we work in any more: stop, quietly."""


def note(job: Backfill, **changes: Any) -> None:
    """Write `changes` to a job that is still in its state; raises Moved."""
    now = clock.now()
    written = Backfill.objects.filter(pk=job.pk, state=job.state).update(moved_at=now, **changes)
    if written != 1:
        raise Moved
    job.refresh_from_db()


def enter(job: Backfill, state: str, **changes: Any) -> None:
    """Move a job on to its next state; raises Moved."""
    ended = {"finished_at": clock.now()} if state in Backfill.ENDED else {}
    start = {"worked_for": 0.0, "failures": 0, "error": "", "next_step_at": clock.now()}
    note(job, state=state, **{**start, **ended, **changes})


def count(job: Backfill, cursor: str, *, changed: int = 0, failed: int = 0, done: int = 1) -> None:
    """Count orders taken in, up to `cursor`; raises Moved. In the transaction of the orders."""
    written = Backfill.objects.filter(pk=job.pk, state=job.state).update(
        cursor=cursor,
        orders_done=F("orders_done") + done,
        orders_changed=F("orders_changed") + changed,
        orders_failed=F("orders_failed") + failed,
        moved_at=clock.now(),
    )
    if written != 1:
        raise Moved


def add_problem(job: Backfill, order: str, reason: str) -> None:
    """Remember why an order could not be taken in, for the page; the first of them suffice."""
    if len(job.problems) < KEPT_PROBLEMS:
        job.problems = [*job.problems, {"order": order, "reason": reason[:300]}]
        Backfill.objects.filter(pk=job.pk).update(problems=job.problems)
