"""What "late" means, once: for the rules, the figures, the orders list and the words on the page.

A day is a calendar day at the destination. It is over when midnight has passed there, whatever the
clock says at the store. Waiting times in rules (two working days without a scan) are another matter:
they run on the store's calendar.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import DateField, DateTimeField, F, Func, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from opsdesk.taxonomy import Milestone
from orders.querysets import ENDED, ShipmentQuerySet

DEFINITION = (
    "A parcel is late when the day it is expected is over where it is going and it has not arrived. "
    "Expected is the carrier's date as it stands now, else the day promised at checkout. "
    "On-time figures use the first date instead, so that a date that moves does not excuse itself, "
    "and count the first delivery attempt as arriving."
)
# Arrived, or no longer expected to: nobody waits for these by a date.
NOT_AWAITED = (*ENDED, Milestone.READY_FOR_PICKUP, Milestone.RETURNING)
FARTHEST = date(9000, 1, 1)  # a carrier's nonsense date must not end the calendar
# The day of a moment at the destination, for SQL over `parcel` (a shipment) and `store`.
DESTINATION_DAY = (
    "({moment} AT TIME ZONE coalesce(nullif(parcel.timezone, ''), store.timezone))::date"
)


class Dated(Protocol):
    """Anything with a parcel's dates: a row or its facts."""

    @property
    def current_eta(self) -> date | None: ...
    @property
    def promised_on(self) -> date | None: ...
    @property
    def milestone(self) -> str: ...
    @property
    def tz(self) -> ZoneInfo: ...


def expected_on(parcel: Dated) -> date | None:
    """Return the day a parcel must be there: the carrier's, else the promised one."""
    return parcel.current_eta or parcel.promised_on


def day_ends_at(day: date, tz: ZoneInfo) -> datetime:
    """Return the moment `day` is over in `tz`, in UTC."""
    following = min(day, FARTHEST) + timedelta(days=1)
    return datetime.combine(following, time(), tzinfo=tz).astimezone(UTC)


def late_days(parcel: Dated, now: datetime) -> int:
    """Return by how many days a parcel still to come is late; 0 when it is not."""
    expected = expected_on(parcel)
    if expected is None or parcel.milestone in NOT_AWAITED:
        return 0
    return max((now.astimezone(parcel.tz).date() - expected).days, 0)


def slip_days(original: date | None, current: date | None) -> int:
    """Return by how many calendar days the expected date moved; negative is earlier."""
    return (current - original).days if original and current else 0


def late_parcels(parcels: ShipmentQuerySet, now: datetime) -> ShipmentQuerySet:
    """Return those of `parcels` that are late at `now`."""
    clock = Coalesce(NullIf("timezone", Value("")), "store__timezone")
    moment = Value(now, output_field=DateTimeField())
    today = Cast(Func(clock, moment, function="timezone"), DateField())
    due = parcels.exclude(milestone__in=NOT_AWAITED).alias(
        due_on=Coalesce("current_eta", "promised_on"), today=today
    )
    return due.filter(due_on__lt=F("today"))
