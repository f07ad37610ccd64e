"""When to ask about a parcel again: often when it is near, rarely when nothing happens."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from opsdesk.taxonomy import Milestone
from orders.models import Shipment

M = Milestone

EVERY = {
    M.OUT_FOR_DELIVERY: timedelta(minutes=30),
    M.PICKED_UP: timedelta(hours=4),
    M.IN_TRANSIT: timedelta(hours=4),
    M.DELIVERY_ATTEMPTED: timedelta(hours=4),
    M.READY_FOR_PICKUP: timedelta(hours=4),
    M.RETURNING: timedelta(hours=12),
}
OTHERWISE = timedelta(hours=12)
SILENT_AFTER = timedelta(days=3)
WHEN_SILENT = timedelta(hours=24)
# Delivered is looked at twice more, because carriers take it back now and then.
LOOKS_AFTER_THE_END = (timedelta(hours=24), timedelta(hours=72))
GIVE_UP_AFTER = timedelta(days=90)  # carriers forget, and recycle numbers, about then

FIRST_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(hours=6)
FIRST_RETRY_WHEN_REFUSED = timedelta(hours=1)
LONGEST_RETRY_WHEN_REFUSED = timedelta(hours=24)


def schedule_next_check(shipment: Shipment, now: datetime) -> datetime | None:
    """Return when to ask again, None when there is nothing more to learn."""
    if not shipment.tracking_number or shipment.milestone == M.CANCELLED:
        return None
    if shipment.milestone in (M.DELIVERED, M.RETURNED):
        ended = shipment.milestone_at or now
        looks = [ended + wait for wait in LOOKS_AFTER_THE_END]
        return next((look for look in looks if look > now), None)
    last_news = shipment.last_scan_at or shipment.shipped_at
    if now - max(last_news, shipment.shipped_at) > GIVE_UP_AFTER:
        return None
    wait = EVERY.get(Milestone(shipment.milestone), OTHERWISE)
    if now - last_news > SILENT_AFTER:
        wait = max(wait, WHEN_SILENT)
    return now + _spread(wait)


def schedule_retry(
    shipment: Shipment, now: datetime, *, refused: bool, retry_after: float | None
) -> datetime | None:
    """Return when to try again after `check_failures` failures in a row."""
    if now - shipment.shipped_at > GIVE_UP_AFTER:
        return None
    first, longest = (
        (FIRST_RETRY_WHEN_REFUSED, LONGEST_RETRY_WHEN_REFUSED)
        if refused
        else (FIRST_RETRY, LONGEST_RETRY)
    )
    wait = min(first * 2 ** min(max(shipment.check_failures - 1, 0), 16), longest)
    return now + max(_spread(wait), timedelta(seconds=min(retry_after or 0, 86_400)))


def _spread(wait: timedelta) -> timedelta:
    """Vary by a tenth, so that a thousand parcels of one morning are not asked about at once."""
    return wait * random.uniform(0.9, 1.1)  # noqa: S311  (no secret, only spread)
