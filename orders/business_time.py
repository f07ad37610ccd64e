"""Business time: working days of a country, on the clock of a time zone.

24 hours are one working day, however long that day was (a day on which the clock changes has 23 or
25 hours). Saturdays, Sundays and public holidays take no time at all.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
NOTHING = timedelta()
SATURDAY = 5


@lru_cache(maxsize=512)
def working_days(country: str, year: int) -> tuple[date, ...]:
    """Return the working days of a year, in order; an unknown country has weekends only."""
    closed: set[date] = set()
    if country in holidays.list_supported_countries(include_aliases=True):
        closed = set(holidays.country_holidays(country, years=year))
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return tuple(day for day in days if day.weekday() < SATURDAY and day not in closed)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days count, and where midnight is."""

    country: str
    tz: ZoneInfo

    def is_working(self, day: date) -> bool:
        """Say whether `day` counts."""
        days = working_days(self.country, day.year)
        found = bisect_left(days, day)
        return found < len(days) and days[found] == day

    def count(self, start: date, end: date) -> int:
        """Return the number of working days from `start` up to, not including, `end`."""
        if end < start:
            return -self.count(end, start)
        whole = sum(len(working_days(self.country, year)) for year in range(start.year, end.year))
        before_start = bisect_left(working_days(self.country, start.year), start)
        return whole - before_start + bisect_left(working_days(self.country, end.year), end)

    def nth(self, start: date, n: int) -> date:
        """Return the working day `n` working days after the first one on or after `start`."""
        year, place = start.year, bisect_left(working_days(self.country, start.year), start) + n
        while place >= len(working_days(self.country, year)):
            place -= len(working_days(self.country, year))
            year += 1
        return working_days(self.country, year)[place]

    def midnight(self, day: date) -> datetime:
        """Return the moment `day` begins here, in UTC."""
        return datetime.combine(day, time(), tzinfo=self.tz).astimezone(UTC)

    def spent(self, moment: datetime) -> tuple[date, timedelta]:
        """Return the local day of `moment` and how much of it has passed, 24 h being all of it."""
        day = moment.astimezone(self.tz).date()
        if not self.is_working(day):
            return day, NOTHING
        begin = self.midnight(day)
        length = self.midnight(day + DAY) - begin
        passed = moment.astimezone(UTC) - begin
        return day, passed if length == DAY else passed * (DAY / length)

    def moment(self, day: date, passed: timedelta) -> datetime:
        """Return when `passed` of 24 h of `day` have passed."""
        begin = self.midnight(day)
        length = self.midnight(day + DAY) - begin
        return begin + (passed if length == DAY else passed * (length / DAY))


def business_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Return how much business time lies between two moments; negative when `end` is earlier."""
    first, first_spent = calendar.spent(start)
    last, last_spent = calendar.spent(end)
    return calendar.count(first, last) * DAY + last_spent - first_spent


def add_business(start: datetime, amount: timedelta, calendar: Calendar) -> datetime:
    """Return the first moment at which `amount` of business time has passed since `start`.

    The counterpart of `business_between`: a rule that fires at "two working days" is due exactly
    then. Raises ValueError for a negative amount.
    """
    if amount < NOTHING:
        raise ValueError("Business time only runs forward.")
    if amount == NOTHING:
        return start
    day, spent = calendar.spent(start)
    days, rest = divmod(spent + amount, DAY)
    if rest == NOTHING:  # the end of a day, not the beginning of the next working one
        days, rest = days - 1, DAY
    return calendar.moment(calendar.nth(day, days), rest)
