"""Put staged rows together again, order by order, and take the orders in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from opsdesk import clock
from opsdesk.vendors.shopify import bulk
from orders.backfill.jobs import OPEN_TO_ALL, forget_lines
from orders.backfill.moves import add_problem, count, enter
from orders.backfill.taking import Unusable, name_of, take_order
from orders.models import Backfill, BackfillLine

State = Backfill.State

BATCH = 50  # orders in memory with their lines


def apply(job: Backfill, is_over: Callable[[], bool]) -> None:
    """Take in orders until none is left or the time is up."""
    while roots := _next_roots(job):
        children = _children_of(job, roots)
        for root in roots:
            _take(job, root, children[root.gid])
            if is_over():
                return
    enter(job, State.DONE)
    forget_lines(job)


def _wish(node: dict[str, Any]) -> str:
    """Say why an order has to be asked for by itself; old parcels may keep their contents secret."""
    if node.get("refunds"):
        return "The export cannot tell the sums of its refunds."
    recent = bulk.stamp(clock.now() - OPEN_TO_ALL)
    is_recent = str(node.get("updatedAt") or "") >= recent
    return "" if bulk.is_whole(node) or not is_recent else "The export cannot tell its parcels."


def _next_roots(job: Backfill) -> list[BackfillLine]:
    after = int(job.cursor or 0)
    return list(
        BackfillLine.objects.filter(job=job, parent="", pk__gt=after).order_by("pk")[:BATCH]
    )


def _children_of(job: Backfill, roots: Iterable[BackfillLine]) -> dict[str, list[dict[str, Any]]]:
    children: dict[str, list[dict[str, Any]]] = defaultdict(list)
    found = BackfillLine.objects.filter(job=job, parent__in=[root.gid for root in roots])
    for line in found.order_by("pk"):
        children[line.parent].append(line.body)
    return children


def _take(job: Backfill, root: BackfillLine, children: list[dict[str, Any]]) -> None:
    """Take one order in, and count it in the same transaction: after a crash it counts once."""
    node = bulk.assemble(root.body, children)
    # An export shows each order as it was when its turn came; that it began earlier is certain.
    read_at = job.asked_at
    try:
        with transaction.atomic():
            known = {**node, "refunds": []}  # the export names refunds and cannot tell their sums
            changed = take_order(job.store, known, read_at, wish=_wish(node))
            count(job, str(root.pk), changed=int(changed))
    except Unusable as error:
        add_problem(job, name_of(node), str(error))
        count(job, str(root.pk), failed=1)
    job.cursor = str(root.pk)
