"""What the WISMO page shows: every figure with its n, its definition, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

from opsdesk.money import Money

SMALL = 30  # below this a bare percentage says more than is known
Z = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`."""

    name: str
    definition: str
    hits: int
    n: int
    note: str = ""

    @property
    def percent(self) -> float | None:
        """Return 0–100; None when there is nothing to count."""
        return 100 * self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return Wilson's 95 % interval in percent while n is small; None = n is enough, or 0."""
        return wilson(self.hits, self.n) if 0 < self.n < SMALL else None

    @property
    def words(self) -> str:
        """Return "93.4 %", or "12 of 14 (60–96 %)" while n is small."""
        if self.percent is None:
            return "no data yet"
        if self.interval is None:
            return f"{self.percent:.1f} %"
        low, high = self.interval
        return f"{self.hits} of {self.n} ({low:.0f}–{high:.0f} %)"


@dataclass(frozen=True, slots=True)
class Duration:
    """Median and 90th percentile of `n` durations."""

    name: str
    definition: str
    n: int
    median: timedelta | None
    p90: timedelta | None
    note: str = ""

    @property
    def words(self) -> str:
        """Return "median 4 min, 90 % within 2.5 h"."""
        if self.median is None or self.p90 is None:
            return "no data yet"
        return f"median {say(self.median)}, 90 % within {say(self.p90)}"


@dataclass(frozen=True, slots=True)
class RefundRow:
    """Refunds of one kind in one currency."""

    label: str
    currency: str
    count: int
    amount: Decimal

    @property
    def money(self) -> Money:
        """Return the sum."""
        return Money.of(self.amount, self.currency)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the charts. Parcels count on the day they shipped, cases on the day we noticed."""

    day: date
    shipped: int = 0
    with_case: int = 0
    attempted: int = 0
    on_time: int = 0
    opened: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of some stores for the days `start` to `end`, both included."""

    start: date
    end: date
    on_time: Share
    eta_coverage: Share
    exception_rate: Share
    time_to_detect: Duration
    time_to_decide: Duration
    proactive_coverage: Share
    refunds: tuple[RefundRow, ...]
    days: tuple[Day, ...]


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of `hits` of `n`, in percent."""
    share, zz = hits / n, Z * Z
    centre = (share + zz / (2 * n)) / (1 + zz / n)
    half = Z / (1 + zz / n) * sqrt(share * (1 - share) / n + zz / (4 * n * n))
    return 100 * max(0.0, centre - half), 100 * min(1.0, centre + half)


def say(span: timedelta) -> str:
    """Return a duration as people say it: "40 s", "12 min", "3.5 h", "2.1 d"."""
    seconds = span.total_seconds()
    for size, unit in ((86_400.0, "d"), (3_600.0, "h")):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"
