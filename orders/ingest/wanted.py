"""Ask Shopify for orders whose webhooks are not enough: a wish is a row, fetched after commit.

want_order (in the handler's transaction) ⇢ order.wanted ⇢ fetch_wanted ─ claim ─ HTTP ─ mirror_order
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from opsdesk import clock, stores
from opsdesk.errors import Invalid, VendorError
from opsdesk.events import publish
from opsdesk.models import Store
from opsdesk.vendors.shopify.orders_mirror import Node, UnknownOrder, fetch_whole_order
from orders.models import WantedOrder

logger = structlog.get_logger(__name__)

LEASE = timedelta(minutes=2)
BACK_OFF = (5, 15, 60, 300, 900, 1800)  # seconds; the last one again and again: nothing is lost
BATCH = 20


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to fetch an order; a wish that comes meanwhile survives it."""

    pk: int
    store: Store
    shopify_id: int
    wished_at: datetime
    attempts: int


def want_order(store_id: int, shopify_id: int, because: str) -> None:
    """Have an order read from Shopify soon. Needs the transaction of what gave the reason."""
    now = clock.now()
    WantedOrder.objects.bulk_create(
        [
            WantedOrder(
                store_id=store_id,
                shopify_id=shopify_id,
                because=because[:200],
                wished_at=now,
                next_attempt_at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["store", "shopify_id"],
        update_fields=["because", "wished_at", "next_attempt_at", "attempts", "error"],
    )
    publish("order.wanted")


def claim_wanted(limit: int = BATCH) -> list[Claim]:
    """Take wishes that are due; nobody else gets them before the lease is over."""
    now = clock.now()
    with transaction.atomic():
        rows = list(
            WantedOrder.objects.due(now)
            .select_related("store")
            .select_for_update(of=("self",), skip_locked=True)[:limit]
        )
        WantedOrder.objects.filter(pk__in=[row.pk for row in rows]).update(
            next_attempt_at=now + LEASE
        )
    return [Claim(row.pk, row.store, row.shopify_id, row.wished_at, row.attempts) for row in rows]


def read_order(store: Store, shopify_id: int) -> Node:
    """Read an order from Shopify, outside any transaction; raises UnknownOrder, VendorError."""
    return fetch_whole_order(stores.shopify_admin(store), shopify_id)


def fulfil(claim: Claim) -> None:
    """Forget a wish that came true, unless it was made again meanwhile."""
    kept = WantedOrder.objects.filter(pk=claim.pk)
    if not kept.filter(wished_at=claim.wished_at).delete()[0]:
        kept.update(next_attempt_at=clock.now())


def postpone(claim: Claim, error: VendorError | Invalid) -> None:
    """Try again later, or give up when Shopify does not have the order."""
    asked = getattr(error, "retry_after", None) or 0
    pause = BACK_OFF[min(claim.attempts, len(BACK_OFF) - 1)]
    # Jitter: after an outage not everybody comes back in the same second.
    wait = timedelta(seconds=max(asked, pause) * random.uniform(1.0, 1.3))  # noqa: S311 - no secret
    is_final = isinstance(error, UnknownOrder | Invalid)
    WantedOrder.objects.filter(pk=claim.pk, wished_at=claim.wished_at).update(
        attempts=min(claim.attempts + 1, 10_000),
        next_attempt_at=None if is_final else clock.now() + wait,
        error=str(error)[:300],
    )
    logger.info("order.not_fetched", store=claim.store.slug, code=error.code, final=is_final)
