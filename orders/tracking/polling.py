"""Asking the provider: new parcels are registered once, known ones looked at when they are due.

    claim (rows, SKIP LOCKED, lease) ─▶ ask (HTTP, no transaction) ─▶ apply_update | note_failure

The lease is `next_check_at` itself, moved ahead: a worker that dies leaves the parcel due again.
Every parcel with a number is always either due some day or done; no failure makes it disappear.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from opsdesk import clock, stores
from opsdesk.errors import Rejected, Unavailable, VendorError
from opsdesk.models import Store
from opsdesk.vendors.tracking.base import TrackerUpdate
from orders import carriers
from orders.models import Shipment
from orders.querysets import ShipmentQuerySet
from orders.tracking import pace, pauses
from orders.tracking.schedule import schedule_retry
from orders.tracking.sources import order_of
from orders.tracking.updates import apply_update

logger = structlog.get_logger(__name__)

BATCH = 100  # one page of EasyPost's index
LEASE = timedelta(minutes=10)  # longer than a batch of timeouts
BUDGET = 45.0  # seconds one sweep may take before it leaves the rest to the next


def register(shipment_id: int) -> bool:
    """Have the provider follow a parcel; return whether it does now. Twice does no harm.

    A failure is kept on the parcel, and tried again by the sweep.
    """
    if not _claim(_unregistered(), [shipment_id]):
        return False
    parcel = Shipment.objects.select_related("store").get(pk=shipment_id)
    try:
        update = _follow(parcel)
    except VendorError as error:
        note_failure([parcel], error)
        return False
    apply_update(parcel, update, clock.now())
    return True


def _follow(parcel: Shipment) -> TrackerUpdate:
    """Have the store's strongest provider follow a parcel."""
    connected = stores.tracking_providers(parcel.store, order_of(parcel.store))
    provider = connected[0] if connected else "easypost"
    client = stores.tracking_provider(parcel.store, provider)
    pace.wait_for_turn(parcel.store_id, provider, "create")
    return client.create(parcel.tracking_number, carriers.provider_name(provider, parcel.carrier))


def register_pending() -> int:
    """Register what waits for it; return how many parcels the provider follows now."""
    return sum(register(pk) for pk in _within_budget(claim_unregistered))


def poll_due() -> int:
    """Look at every parcel that is due; return how many the provider told us about."""
    done = 0
    started = time.monotonic()
    while time.monotonic() - started < BUDGET and (batch := claim_due()):
        done += refresh_batch(batch)
    return done


def claim_due(limit: int = BATCH) -> list[int]:
    """Take the parcels that are due longest, so that no other worker asks about them now."""
    with transaction.atomic():
        due = _registered().filter(store__is_active=True).due_for_check(clock.now())
        for store_id, provider in pauses.paused():
            due = due.exclude(store_id=store_id, provider=provider)
        ids = list(
            due.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[
                :limit
            ]
        )
        Shipment.objects.filter(pk__in=ids).update(next_check_at=clock.now() + LEASE)
    return ids


def claim_unregistered(limit: int = BATCH) -> list[int]:
    """Return parcels nobody follows yet; each is claimed when its turn comes."""
    due = _unregistered().filter(store__is_active=True).due_for_check(clock.now())
    return list(due.values_list("pk", flat=True)[:limit])


def refresh_batch(shipment_ids: Iterable[int]) -> int:
    """Ask about these parcels, in as few calls as the provider allows; return how many answers."""
    accounts: dict[tuple[Store, str], list[Shipment]] = defaultdict(list)
    for parcel in Shipment.objects.select_related("store").filter(pk__in=list(shipment_ids)):
        accounts[parcel.store, parcel.provider].append(parcel)
    return sum(_refresh(*account, parcels) for account, parcels in accounts.items())


def _refresh(store: Store, provider: str, parcels: Sequence[Shipment]) -> int:
    try:
        client = stores.tracking_provider(store, provider)
        pace.wait_for_turn(store.pk, provider)
        updates = client.list_many({parcel.tracking_number for parcel in parcels})
    except VendorError as error:
        note_failure(parcels, error)
        pauses.note_outage(store, provider, error)
        return 0
    pauses.note_answer(store, provider)
    now = clock.now()
    found = {update.tracker_id: update for update in updates}
    for parcel in parcels:
        update = found.get(parcel.provider_tracker_id)
        if update is None:
            _forget_tracker(parcel)
        else:
            apply_update(parcel, update, now)
    return len(found)


def note_failure(parcels: Sequence[Shipment], error: VendorError) -> None:
    """Keep on each parcel that it could not be asked about, why, and when to try again."""
    now, wait = clock.now(), error.retry_after if isinstance(error, Unavailable) else None
    logger.warning("tracking.failed", code=error.code, parcels=len(parcels))
    for parcel in parcels:
        parcel.check_failures = min(parcel.check_failures + 1, 1000)
        parcel.check_error = str(error)[:300]
        parcel.next_check_at = schedule_retry(
            parcel, now, refused=isinstance(error, Rejected), retry_after=wait
        )
    Shipment.objects.bulk_update(parcels, ["check_failures", "check_error", "next_check_at"])


def _forget_tracker(parcel: Shipment) -> None:
    """The provider no longer lists the tracker: have it made again."""
    parcel.provider_tracker_id = ""
    parcel.save(update_fields=["provider_tracker_id"])
    note_failure([parcel], Unavailable("The tracking service no longer knows this parcel."))


def _unregistered() -> ShipmentQuerySet:
    return Shipment.objects.filter(provider_tracker_id="").exclude(tracking_number="")


def _registered() -> ShipmentQuerySet:
    return Shipment.objects.exclude(provider_tracker_id="")


def _claim(rows: ShipmentQuerySet, ids: Sequence[int]) -> bool:
    # One table only: with a join the second of two workers would not see the first one's claim.
    now: datetime = clock.now()
    taken = rows.filter(pk__in=ids, next_check_at__lte=now).update(next_check_at=now + LEASE)
    return taken == len(ids)


def _within_budget(next_batch: Callable[[], list[int]]) -> Iterable[int]:
    """Yield ids batch by batch until there are none, a batch repeats, or time is up."""
    started, seen = time.monotonic(), set[int]()
    while time.monotonic() - started < BUDGET:
        fresh = [pk for pk in next_batch() if pk not in seen]
        if not fresh:
            return
        for pk in fresh:
            seen.add(pk)
            yield pk
