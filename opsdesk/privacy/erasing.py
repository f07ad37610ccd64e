"""Carry out erasures: every app's eraser, in one transaction per batch of orders, then the evidence.

Repeatable: a second run finds what came since and adds it to the counts. The one exemption from the
immutability of decided rows is taken inside `exceptions.privacy`, and audited here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils.module_loading import import_string

from opsdesk import audit, clock
from opsdesk.locks import try_lock
from opsdesk.models import Erasure
from opsdesk.privacy.person import Person
from opsdesk.wiring import ERASERS, PEOPLE

logger = structlog.get_logger(__name__)

TRY_AGAIN = timedelta(minutes=5)


def run_due(limit: int = 10) -> int:
    """Carry out what was asked for; return how many are done."""
    due = list(Erasure.objects.due(clock.now()).values_list("pk", flat=True)[:limit])
    return sum(erase(pk) for pk in due)


def erase(erasure_id: int) -> bool:
    """Carry out one erasure; False when another worker is at it."""
    with try_lock(f"erasure:{erasure_id}") as held:
        if not held:
            return False
        erasure = Erasure.objects.select_related("store").get(pk=erasure_id)
        Erasure.objects.filter(pk=erasure.pk).update(
            next_attempt_at=clock.now() + TRY_AGAIN, error="It was begun and has not finished."
        )
        people: Iterable[Person] = import_string(PEOPLE)(erasure.store, erasure.wanted)
        counts: Counter[str] = Counter()
        for person in people:
            with transaction.atomic():
                for path in ERASERS:
                    counts.update(import_string(path)(person))
        _finish(erasure, counts)
        return True


@transaction.atomic
def _finish(erasure: Erasure, counts: Counter[str]) -> None:
    now = clock.now()
    row = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    changed = {table: count for table, count in sorted(counts.items()) if count}
    row.counts = dict(sorted((Counter(row.counts) + Counter(changed)).items()))
    row.runs += 1
    row.error = ""
    if row.asked_at == erasure.asked_at:  # asked again meanwhile: it is due again
        row.finished_at, row.wanted = now, {}
    row.save(update_fields=["counts", "runs", "error", "finished_at", "wanted"])
    whom = "everybody of the shop" if row.scope == Erasure.Scope.SHOP else "a customer"
    audit.record(
        None,
        "privacy.erased",
        row,
        f"Erased the personal data of {whom} at the request {row.request_id}:"
        f" {sum(changed.values())} rows. Texts and digests of decided proposals no longer match;"
        " amounts, decisions and this log do.",
        store=row.store,
        subject=row.subject_hash,
        counts=changed,
    )
    logger.info("privacy.erased", erasure=row.pk, rows=sum(changed.values()))
