"""Put the sums together: each figure with the sentence that says what exactly was counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from exceptions.models import RemedyKind
from exceptions.wismo import queries
from exceptions.wismo.queries import Period
from exceptions.wismo.values import Day, Duration, RefundRow, Report, Share
from opsdesk.models import Store

LONGEST = timedelta(days=731)
ELSEWHERE = "Made outside OpsDesk"

ON_TIME = (
    "Parcels shipped in these days whose first delivery attempt (or delivery) came no later than "
    "the first expected date, by the calendar of the destination, of those that have both. Parcels "
    "not yet attempted are not counted."
)
ETA_COVERAGE = "Parcels with a first expected date, of those delivered or attempted."
EXCEPTION_RATE = (
    "Parcels with at least one case, of those shipped in these days with a tracking number and not "
    "cancelled."
)
TIME_TO_DETECT = (
    "From the moment the condition became true (a deadline passed, a scan said so) until we opened "
    "the case, every hour counted, for cases opened in these days."
)
TIME_TO_DECIDE = (
    "From opening a case until a person first approved, rejected or dismissed it, every hour "
    "counted, for cases opened in these days. Snoozing decides nothing."
)
COVERAGE = (
    "Cases opened in these days for whose parcel a delay notice or reply left after the trouble "
    "began and before the customer first reported it missing, of all but false alarms."
)


def report(stores: Iterable[Store], start: date, end: date) -> Report:
    """Return the figures of `stores` for the days `start` to `end`, both included.

    Always the same number of queries. Raises ValueError for a period that ends before it starts.
    """
    if end < start or end - start > LONGEST:
        raise ValueError("Choose a period of at most two years that ends after it starts.")
    period = Period([store.pk for store in stores], start, end)
    parcels = {row["day"]: row for row in period.rows(queries.PARCELS)}
    cases = next(period.rows(queries.CASES))
    opened = {row["day"]: row for row in period.rows(queries.CASE_DAYS)}

    def total(name: str) -> int:
        return sum(row[name] for row in parcels.values())

    tried, attempted = total("tried"), total("attempted")
    return Report(
        start=start,
        end=end,
        on_time=Share("On time", ON_TIME, total("on_time"), attempted),
        eta_coverage=Share("With an expected date", ETA_COVERAGE, attempted, tried),
        exception_rate=Share(
            "Exception rate", EXCEPTION_RATE, total("with_case"), total("shipped")
        ),
        time_to_detect=_time_to_detect(cases),
        time_to_decide=Duration(
            "Time to decide",
            TIME_TO_DECIDE,
            cases["decided"],
            cases["decide_median"],
            cases["decide_p90"],
            _cases(cases["opened"] - cases["decided"], "without a decision so far"),
        ),
        proactive_coverage=Share(
            "Told before asked",
            COVERAGE,
            cases["told_first"],
            cases["warranted"],
            _cases(cases["asked_first"], "where the customer was first"),
        ),
        refunds=tuple(_refund(row) for row in period.rows(queries.REFUNDS)),
        days=tuple(_days(start, end, parcels, opened)),
    )


def _time_to_detect(cases: dict[str, Any]) -> Duration:
    """Count only what we were there to see: history from before the connection says nothing."""
    return Duration(
        "Time to detect",
        TIME_TO_DETECT,
        cases["watched"],
        cases["detect_median"],
        cases["detect_p90"],
        _cases(cases["opened"] - cases["watched"], "not counted: older than our connection"),
    )


def _cases(count: int, what: str) -> str:
    return f"{count} {'case' if count == 1 else 'cases'} {what}." if count else ""


def _refund(row: dict[str, Any]) -> RefundRow:
    remedy = row["remedy"]
    label = str(RemedyKind(remedy).label) if remedy else ELSEWHERE
    return RefundRow(label, row["currency"], row["count"], row["amount"])


def _days(
    start: date, end: date, parcels: dict[date, dict[str, Any]], opened: dict[date, dict[str, Any]]
) -> Iterable[Day]:
    """Yield every day of the period, those on which nothing happened too."""
    for offset in range((end - start).days + 1):
        day = Day(start + timedelta(days=offset))
        if parcel := parcels.get(day.day):
            names = ("shipped", "with_case", "attempted", "on_time")
            day = replace(day, **{name: parcel[name] for name in names})
        if case := opened.get(day.day):
            day = replace(day, opened=case["opened"], decided=case["decided"])
        yield day
