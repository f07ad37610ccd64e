"""Ask for a backfill, and call it off."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction

from opsdesk import audit, clock
from opsdesk.errors import Conflict
from opsdesk.events import publish
from opsdesk.models import Store, User
from orders.models import Backfill, BackfillLine

logger = structlog.get_logger(__name__)

State = Backfill.State

DEFAULT_DAYS = 365
OPEN_TO_ALL = timedelta(days=60)  # what Shopify shows an app without read_all_orders
LIMIT_NOTE = (
    "Without the scope read_all_orders Shopify shows us the orders of the last 60 days only. "
    "Ask Shopify for that scope, then run the backfill again to load older orders."
)
BATCH = 5_000  # lines per statement when an ended job's are deleted


class AlreadyEnded(Conflict):
    """There is nothing left to call off."""

    code = "backfill_ended"
    message = "This backfill has ended already."


@transaction.atomic
def ask(
    *, store: Store, actor: User | None = None, days: int = DEFAULT_DAYS, method: str = ""
) -> Backfill:
    """Start loading the orders of the last `days` days; one that is not finished yet goes on instead.

    An empty `method` lets the size of the store decide.
    """
    # The store's row is the lock: two people may press the button at once.
    Store.objects.select_for_update(no_key=True).get(pk=store.pk)
    if running := Backfill.objects.unfinished().filter(store=store).first():
        publish("backfill.asked")
        return running
    now = clock.now()
    job = Backfill.objects.create(
        store=store,
        since=now - timedelta(days=days),
        method=method,
        asked_by=actor,
        asked_at=now,
        next_step_at=now,
    )
    sentence = f"{actor or audit.SYSTEM} asked for the orders of {store} of the last {days} days."
    audit.record(actor, "backfill.asked", job, sentence, store=store, days=days)
    publish("backfill.asked")
    return job


def cancel(*, code: UUID, actor: User | None = None) -> Backfill:
    """Stop a backfill; the orders taken in so far stay. Raises AlreadyEnded."""
    now = clock.now()
    with transaction.atomic():
        job = (
            Backfill.objects.select_for_update(of=("self",)).select_related("store").get(code=code)
        )
        if job.is_ended:
            raise AlreadyEnded()
        job.state, job.finished_at = State.CANCELLED, now
        job.save(update_fields=["state", "finished_at"])
        sentence = f"{actor or audit.SYSTEM} stopped the backfill of {job.store}."
        audit.record(actor, "backfill.cancelled", job, sentence, store=job.store)
    forget_lines(job)
    return job


def forget_lines(job: Backfill) -> None:
    """Delete what was staged: it holds personal data and has served."""
    lines = BackfillLine.objects.filter(job=job)
    while batch := list(lines.values_list("pk", flat=True)[:BATCH]):
        BackfillLine.objects.filter(pk__in=batch).delete()
