"""Dates, amounts and destinations, the ways people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from babel import Locale

from opsdesk.errors import Invalid

ORDERS = ("auto", "dmy", "mdy")
NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)[,T ]*(.*)", re.S)
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)[,T ]*(.*)", re.S)
NAMED = re.compile(
    r"(?:(\d{1,2})\.?[ -]([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.? (\d{1,2}))[ ,-]+(\d{4})[, ]*(.*)",
    re.S,
)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|UTC)?$")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST = 1995
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
LARGEST = Decimal(10) ** 9
NOTHING = frozenset({"", "-", "n/a", "na", "null", "none", "nan", "0000-00-00", "nat"})


class Unreadable(ValueError):
    """A value that cannot be read, in words that fit behind the field's name."""


def is_nothing(text: str) -> bool:
    """Say whether a cell stands for "no value"."""
    return text.lower() in NOTHING


def day_first(texts: Iterable[str], order: str) -> bool:
    """Say whether 03/04/2026 is the third of April; raises Invalid when nobody can know.

    With `auto` all dates of the file are looked at: one 13 decides.
    """
    if order != "auto":
        return order == "dmy"
    first = second = 0
    for text in texts:
        match = NUMERIC.match(text)
        if match and match[2] != ".":
            first, second = max(first, int(match[1])), max(second, int(match[3]))
    if first > 12 and second > 12:
        raise Invalid(
            "Some dates have the day first and some the month. Say --dates dmy or --dates mdy; "
            "the others are then reported as bad rows."
        )
    if first and first <= 12 and second <= 12:
        raise Invalid(
            "03/04/2026 could be March or April, and no date in the file tells. "
            "Say --dates dmy (day first) or --dates mdy (month first)."
        )
    return first > 12


class Dates:
    """Reads the dates of one file. A date without a zone is where the store is."""

    def __init__(self, zone: tzinfo, *, is_day_first: bool, latest: int) -> None:
        self._zone = zone
        self._is_day_first = is_day_first
        self._latest = latest
        self.moment = lru_cache(maxsize=50_000)(self._moment)  # files repeat their days

    def _moment(self, text: str) -> tuple[datetime, bool]:
        """Return the moment, and whether the text said only a day; raises Unreadable."""
        try:
            found = self._read(text)
        except (ValueError, OverflowError):
            found = None
        if found is None:
            raise Unreadable(f"“{text[:40]}” is not a date we can read")
        moment, is_day = found
        if not EARLIEST <= moment.year <= self._latest:
            raise Unreadable(f"“{text[:40]}” is not a plausible date")
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=self._zone)
        return zoned.astimezone(UTC), is_day

    def _read(self, text: str) -> tuple[datetime, bool] | None:
        if match := NUMERIC.match(text):
            one, mark, two, year, clock = match.groups()
            is_day_first = self._is_day_first or mark == "."
            day, month = (one, two) if is_day_first else (two, one)
            return _join(int(year), int(month), int(day), clock)
        if match := YEAR_FIRST.match(text):
            return _join(int(match[1]), int(match[2]), int(match[3]), match[4])
        if match := NAMED.match(text):
            month = (match[2] or match[3])[:3].lower()
            if month in MONTHS:
                day = int(match[1] or match[4])
                return _join(int(match[5]), MONTHS.index(month) + 1, day, match[6])
            return None
        # "2026-03-04 10:15:00 +0100" and " UTC", as shop systems export it.
        plain = text.removesuffix(" UTC") + "+00:00" if text.endswith(" UTC") else text
        plain = re.sub(r" ([+-]\d{2}:?\d{2})$", r"\1", plain)
        return datetime.fromisoformat(plain), len(text) <= len("2026-03-04")


def _join(year: int, month: int, day: int, clock: str) -> tuple[datetime, bool] | None:
    on = date(year + 2000 if year < 100 else year, month, day)
    if not clock.strip():
        return datetime.combine(on, time()), True
    match = CLOCK.match(clock.strip())
    if match is None:
        return None
    hour = int(match[1])
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].lower() == "pm" else 0)
    zone = UTC if match[5] else None
    return datetime.combine(on, time(hour, int(match[2]), int(match[3] or 0), tzinfo=zone)), False


@lru_cache(maxsize=50_000)
def read_amount(text: str) -> tuple[Decimal, str]:
    """Return an amount and the currency its symbol names; raises Unreadable."""
    currency = next((code for symbol, code in SYMBOLS.items() if symbol in text), "")
    plain = re.sub(r"[^\d.,-]", "", text)
    # A lone point is a decimal point however many digits follow; a lone comma before three is not.
    cents = re.search(r"^-?\d+\.(\d+)$|[.,](\d{1,2})$", plain)
    rest = (cents[1] or cents[2]) if cents else ""
    whole = plain[: -len(rest)] if rest else plain
    digits = re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else "")
    try:
        amount = Decimal(digits)
    except InvalidOperation as error:
        raise Unreadable(f"“{text[:40]}” is not an amount") from error
    if not 0 <= amount < LARGEST:
        raise Unreadable(f"“{text[:40]}” is not a plausible amount")
    return amount, currency


@lru_cache(maxsize=50_000)
def read_destination(text: str) -> tuple[str, str]:
    """Return (country, region) of "US", "US-TX", "Austin, TX, United States"; ("", text) if unknown."""
    parts = [part.strip() for part in re.split(r"[,/]|(?<=^[A-Za-z]{2})-", text) if part.strip()]
    for place in (len(parts) - 1, 0):
        if parts and (country := _country(parts[place])):
            rest = parts[:place] + parts[place + 1 :]
            return country, (rest[-1] if rest else "")[:80]
    return "", text[:80]


def _country(text: str) -> str:
    return _countries().get(text.casefold(), "")


@cache
def _countries() -> dict[str, str]:
    """Return names and codes of countries; names in English and in each country's big languages."""
    found: dict[str, str] = {}
    for language in ("nl", "it", "pt", "es", "fr", "de", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[name.casefold()] = code
    found |= {code.casefold(): code for code in list(found.values())}
    return found | {"usa": "US", "u.s.a.": "US", "uk": "GB", "great britain": "GB", "england": "GB"}
