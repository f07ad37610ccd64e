"""A provider that is down is left in peace, visibly, and comes back without a herd.

a batch fails ──▶ counted ──▶ the second in a row: paused (30 s, 1 min, … 15 min, with jitter)
pause over    ──▶ one batch tries ──▶ fine: the row goes, overdue looks are spread over minutes
"""

from __future__ import annotations

import random
from datetime import timedelta

import structlog
from django.db import connection, transaction

from opsdesk import clock
from opsdesk.errors import Unavailable, VendorError
from opsdesk.models import Store
from orders.models import ProviderState, Shipment

logger = structlog.get_logger(__name__)

TOLERATED = 2  # failing batches in a row before nobody asks any more
FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)
CALM = 200  # so many overdue looks may come at once; more are spread
PER_MINUTE = 600


def paused() -> list[tuple[int, str]]:
    """Return the (store, provider) nobody should ask now."""
    rows = ProviderState.objects.filter(paused_until__gt=clock.now())
    return list(rows.values_list("store_id", "provider"))


@transaction.atomic
def note_outage(store: Store, provider: str, error: VendorError) -> None:
    """Count a batch that was not answered; pause the provider when it is not the first."""
    if not isinstance(error, Unavailable):
        return  # a refusal is about our key or our question, not about the provider's health
    now = clock.now()
    state, _ = ProviderState.objects.select_for_update().get_or_create(
        store=store, provider=provider
    )
    state.failures += 1
    state.failing_since = state.failing_since or now
    state.error = str(error)[:300]
    if state.failures > TOLERATED:
        wait = min(FIRST * 2 ** min(state.failures - TOLERATED - 1, 10), LONGEST)
        wait = max(wait, timedelta(seconds=min(error.retry_after or 0, 3600)))
        state.paused_until = now + wait * random.uniform(0.9, 1.1)  # noqa: S311  (only spread)
        _tell_parcels(state)
        logger.warning("provider.paused", provider=provider, store=store.slug)
    state.save()


def _tell_parcels(state: ProviderState) -> None:
    """Say on every parcel that waits for this provider that its news are old."""
    since = f"{state.failing_since:%d %b %H:%M} UTC" if state.failing_since else "a while"
    words = f"The tracking service has not answered since {since}: this may be out of date."
    Shipment.objects.filter(
        store=state.store, provider=state.provider, next_check_at__lte=state.paused_until
    ).update(check_error=words[:300])


@transaction.atomic
def note_answer(store: Store, provider: str) -> None:
    """Forget the trouble; what became overdue meanwhile is not asked about all at once."""
    state = ProviderState.objects.select_for_update().filter(store=store, provider=provider).first()
    if state is None:
        return
    was_paused = state.paused_until is not None
    state.delete()
    if was_paused:
        _spread_overdue(store, provider)
        logger.info("provider.back", provider=provider, store=store.slug)


def _spread_overdue(store: Store, provider: str) -> None:
    overdue = Shipment.objects.filter(
        store=store, provider=provider, next_check_at__lte=clock.now()
    ).count()
    if overdue <= CALM:
        return
    seconds = overdue * 60 / PER_MINUTE
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE orders_shipment SET next_check_at = %s + random() * %s * interval '1 second'"
            " WHERE store_id = %s AND provider = %s AND next_check_at <= %s",
            [clock.now(), seconds, store.pk, provider, clock.now()],
        )
