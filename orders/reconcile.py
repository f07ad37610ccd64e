"""Once an hour: what changed at Shopify that no webhook told us, and are our subscriptions still there?

    since = where the last look ended, less the overlap ─▶ which orders changed (one cheap query)
    ─▶ those newer there than here: read whole, mirrored ─▶ the row says how far, page by page
    subscriptions ─▶ missing ones are made again, and the audit log says so

A look that was cut off goes on from its last page at the next wake-up.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from opsdesk import clock, stores
from opsdesk.errors import Invalid, VendorError
from opsdesk.locks import try_lock
from opsdesk.models import Store
from opsdesk.vendors.shopify import bulk, orders_page
from opsdesk.vendors.shopify.client import Admin
from opsdesk.vendors.shopify.orders_mirror import UnknownOrder, fetch_whole_order
from opsdesk.vendors.shopify.orders_page import Update
from orders import ingest
from orders.models import Order, Reconciliation

logger = structlog.get_logger(__name__)

EVERY = timedelta(hours=1)
RETRY_AFTER = timedelta(minutes=5)  # a look that failed or was cut off
OVERLAP = timedelta(minutes=10)  # Shopify's search lags behind its webhooks
FIRST_LOOK = timedelta(days=2)  # before that a backfill is what is needed
KEPT_FOR = timedelta(days=30)
KEPT_PROBLEMS = 50
BUDGET = 120.0  # seconds one look may take before the next goes on


def reconcile_due() -> int:
    """Look at every connected store whose turn it is; return how many were looked at."""
    connected = Store.objects.filter(
        is_active=True, connected_at__isnull=False, disconnected_at=None
    )
    return sum(reconcile(store) is not None for store in connected if is_due(store))


def is_due(store: Store) -> bool:
    """Say whether the last look is an hour old, or was not finished."""
    last = _last(store)
    if last is None:
        return True
    is_done = last.finished_at is not None and not last.error
    return clock.now() - last.started_at >= (EVERY if is_done else RETRY_AFTER)


def reconcile(store: Store) -> Reconciliation | None:
    """Look for what we missed; None when another worker is just doing that."""
    with try_lock(f"reconcile:{store.pk}") as held:
        return _reconcile(store) if held else None


def _reconcile(store: Store) -> Reconciliation:
    now, last = clock.now(), _last(store)
    since = (last.until if last else now - FIRST_LOOK) - OVERLAP
    look = Reconciliation.objects.create(
        store=store, since=since, until=last.until if last else since, started_at=now
    )
    try:
        look.repaired = [change[:120] for change in stores.connect(store, None)]
        if _read_updates(look, now):
            look.finished_at = clock.now()
    except VendorError as error:
        look.error = str(error)
        logger.warning("reconcile.failed", store=store.slug, code=error.code)
    look.save()
    if look.repaired:
        logger.error("reconcile.subscriptions_repaired", store=store.slug, count=len(look.repaired))
    old = Reconciliation.objects.filter(store=store, started_at__lt=now - KEPT_FOR)
    old.exclude(pk=look.pk).delete()
    return look


def _last(store: Store) -> Reconciliation | None:
    return Reconciliation.objects.filter(store=store).order_by("-pk").first()


def _read_updates(look: Reconciliation, started_at: datetime) -> bool:
    """Read all changes since; return False when the time was up before the end."""
    admin = stores.shopify_admin(look.store)
    query = f"updated_at:>='{bulk.stamp(look.since)}'"
    deadline, after = time.monotonic() + BUDGET, ""
    while True:
        updates, after = orders_page.fetch_updates(admin, query, after)
        for missed in _missed(look.store, updates):
            _catch_up(look, admin, missed)
        look.orders_seen += len(updates)
        look.until = max([look.until, *(update.updated_at for update in updates)])
        if not after:
            look.until = max(look.until, started_at)
        look.save()
        if not after or time.monotonic() > deadline:
            return not after


def _missed(store: Store, updates: Sequence[Update]) -> list[Update]:
    """Return the updates of orders that are newer there than here."""
    mine = dict(
        Order.objects.filter(store=store, shopify_id__in=[row.id for row in updates]).values_list(
            "shopify_id", "source_updated_at"
        )
    )
    return [row for row in updates if row.id not in mine or mine[row.id] < row.updated_at]


def _catch_up(look: Reconciliation, admin: Admin, missed: Update) -> None:
    asked_at = clock.now()
    try:
        node = fetch_whole_order(admin, missed.id)
        _order, changed = ingest.mirror_order(look.store, node, fetched_at=asked_at)
    except UnknownOrder:
        return  # deleted since
    except Invalid as error:
        look.orders_failed += 1
        if len(look.problems) < KEPT_PROBLEMS:
            look.problems = [*look.problems, {"order": missed.name, "reason": str(error)[:300]}]
    else:
        look.orders_missed += changed
