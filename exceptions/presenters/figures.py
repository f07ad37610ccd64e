"""The WISMO page's cards: a figure, its n and definition, a chart and the same chart as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from exceptions.wismo import Day, Duration, RefundRow, Report, Share
from exceptions.wismo.values import say
from opsdesk.money import sum_money

DAILY_UP_TO = 31  # more days than this are drawn as weeks
UNITS = (
    ("d", timedelta(days=1)),
    ("h", timedelta(hours=1)),
    ("min", timedelta(minutes=1)),
    ("s", timedelta(seconds=1)),
)


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart. `tone` is a token of the style sheet."""

    name: str
    tone: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over labels. The table beside it is made of the very same values."""

    key: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    horizontal: bool = False

    @property
    def data(self) -> dict[str, Any]:
        """Return what `static/js/wismo.js` draws."""
        return {
            "labels": self.labels,
            "series": [
                {"name": one.name, "tone": one.tone, "values": one.values} for one in self.series
            ],
            "unit": self.unit,
            "horizontal": self.horizontal,
        }

    @property
    def rows(self) -> list[tuple[str, list[float]]]:
        """Return the table: a label, then one value per series."""
        return [
            (label, [one.values[index] for one in self.series])
            for index, label in enumerate(self.labels)
        ]


@dataclass(frozen=True, slots=True)
class Card:
    """One figure as the page shows it."""

    name: str
    big: str
    small: str
    definition: str
    n: int
    note: str
    chart: Chart


def cards_of(report: Report) -> tuple[Card, ...]:
    """Return the page's cards, in its order."""
    spans = _spans(report.days)
    labels = tuple(label for label, _ in spans)

    def sums(name: str) -> tuple[int, ...]:
        return tuple(sum(getattr(day, name) for day in days) for _, days in spans)

    on_time, attempted = sums("on_time"), sums("attempted")
    with_case, shipped = sums("with_case"), sums("shipped")
    return (
        _share(
            report.on_time,
            Chart(
                "on-time",
                "Parcels by the day they shipped",
                labels,
                (
                    Series("On time", "green", on_time),
                    Series("Late", "amber", _less(attempted, on_time)),
                ),
            ),
            note=f"{report.eta_coverage.words} had an expected date.",
        ),
        _share(
            report.exception_rate,
            Chart(
                "exception-rate",
                "Parcels by the day they shipped",
                labels,
                (
                    Series("With a case", "red", with_case),
                    Series("Without", "line-strong", _less(shipped, with_case)),
                ),
            ),
        ),
        _duration(report.time_to_detect, _lengths("time-to-detect", report.time_to_detect)),
        _duration(
            report.time_to_decide,
            Chart(
                "time-to-decide",
                "Cases by the day they opened",
                labels,
                (
                    Series("Decided", "accent", sums("decided")),
                    Series("Not decided", "line-strong", _less(sums("opened"), sums("decided"))),
                ),
            ),
        ),
        _share(report.proactive_coverage, _coverage(report.proactive_coverage)),
        _refunds(report.refunds),
    )


def _share(share: Share, chart: Chart, note: str = "") -> Card:
    small = f"n = {share.n:,}"
    note = " ".join(part for part in (note, share.note) if part)
    return Card(share.name, share.words, small, share.definition, share.n, note, chart)


def _duration(duration: Duration, chart: Chart) -> Card:
    big, small = "no data yet", f"n = {duration.n:,}"
    if duration.median is not None and duration.p90 is not None:
        big = say(duration.median)
        small = f"median; 90 % within {say(duration.p90)}, n = {duration.n:,}"
    return Card(duration.name, big, small, duration.definition, duration.n, duration.note, chart)


def _lengths(key: str, duration: Duration) -> Chart:
    median, p90 = duration.median or timedelta(0), duration.p90 or timedelta(0)
    unit, size = next((one for one in UNITS if p90 >= 2 * one[1]), UNITS[-1])
    values = (round(median / size, 1), round(p90 / size, 1))
    return Chart(
        key,
        f"Time in {unit}",
        ("Half within", "90 % within"),
        (Series("Time", "accent", values),),
        unit=unit,
        horizontal=True,
    )


def _coverage(share: Share) -> Chart:
    return Chart(
        "coverage",
        "Cases by who spoke first",
        ("We told them first", "They were first, or not told"),
        (Series("Cases", "accent", (share.hits, share.n - share.hits)),),
        horizontal=True,
    )


def _refunds(rows: Sequence[RefundRow]) -> Card:
    count = sum(row.count for row in rows)
    totals = [
        str(sum_money((row.money for row in rows if row.currency == one), currency=one))
        for one in sorted({row.currency for row in rows})
    ]
    return Card(
        "Refunds by remedy",
        " + ".join(totals) or "no data yet",
        f"n = {count:,}",
        "Money returned in these days, whoever made the refund, in the currency of the store.",
        count,
        ", ".join(f"{row.label} {row.money}" for row in rows),
        _refund_bars(rows),
    )


def _refund_bars(rows: Sequence[RefundRow]) -> Chart:
    """Draw amounts; with several currencies numbers, since amounts then share no axis."""
    currencies = {row.currency for row in rows}
    if len(currencies) > 1:
        labels = tuple(f"{row.label} ({row.currency})" for row in rows)
        counts = Series("Refunds", "accent", tuple(row.count for row in rows))
        return Chart("refunds", "Number of refunds", labels, (counts,), horizontal=True)
    amounts = Series("Amount", "accent", tuple(float(row.amount) for row in rows))
    labels = tuple(row.label for row in rows)
    unit = next(iter(currencies), "")
    return Chart("refunds", "Amount returned", labels, (amounts,), unit, horizontal=True)


def _less(whole: Sequence[int], part: Sequence[int]) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(whole, part, strict=True))


def _spans(days: Sequence[Day]) -> list[tuple[str, Sequence[Day]]]:
    """Cut the period into days or, when there are many, into weeks that end on its last day."""
    size = 1 if len(days) <= DAILY_UP_TO else 7
    first = len(days) % size
    cuts = ([0] if first else []) + list(range(first, len(days), size))
    spans = [days[start:end] for start, end in zip(cuts, [*cuts[1:], len(days)], strict=True)]
    return [(_label(span[0].day, span[-1].day), span) for span in spans if span]


def _label(first: date, last: date) -> str:
    """Return "Nov 3", "Nov 3–9" or "Oct 28–Nov 3"."""
    words = f"{first:%b} {first.day}"
    if first == last:
        return words
    return f"{words}–{last.day}" if first.month == last.month else f"{words}–{last:%b} {last.day}"
