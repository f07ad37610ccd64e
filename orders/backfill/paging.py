"""Page by page, oldest first: for small stores, or when Shopify does not export.

An order placed meanwhile comes at the end; the cursor is Shopify's own and stays valid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from opsdesk import clock, stores
from opsdesk.errors import Rejected
from opsdesk.vendors.shopify import orders_page
from opsdesk.vendors.shopify.client import Admin, number_of
from opsdesk.vendors.shopify.orders_mirror import Node, fetch_whole_order
from orders.backfill.exporting import search_since
from orders.backfill.moves import add_problem, count, enter, note
from orders.backfill.taking import Unusable, name_of, take_order
from orders.models import Backfill

State = Backfill.State

CURSOR_NOTE = "Shopify forgot where we were; starting over from the first page."


def turn_pages(job: Backfill, is_over: Callable[[], bool]) -> None:
    """Take in pages until there are none or the time is up."""
    admin = stores.shopify_admin(job.store)
    query = search_since(job.since)
    while True:
        read_at = clock.now()
        try:
            page = orders_page.fetch_page(admin, query, "CREATED_AT", job.cursor)
        except Rejected as error:
            if not job.cursor or "cursor" not in str(error).lower():
                raise
            note(job, cursor="", orders_done=0, notes=[*job.notes, CURSOR_NOTE])
            continue
        _take_page(job, page, [_whole(admin, node) for node in page.nodes], read_at)
        if not page.after:
            enter(job, State.DONE)
            return
        if is_over():
            return


def _whole(admin: Admin, node: Node) -> Node:
    """Return an order that is too long for its page as its own query tells it."""
    return node if orders_page.is_whole(node) else fetch_whole_order(admin, number_of(node["id"]))


def _take_page(
    job: Backfill, page: orders_page.Page, nodes: Sequence[Node], read_at: datetime
) -> None:
    changed = failed = 0
    for node in nodes:
        try:
            changed += take_order(job.store, node, read_at)
        except Unusable as error:
            failed += 1
            add_problem(job, name_of(node), str(error))
    with transaction.atomic():
        count(job, page.after, changed=changed, failed=failed, done=len(page.nodes) - failed)
    job.cursor = page.after
