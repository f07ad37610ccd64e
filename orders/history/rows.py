"""One record becomes one delivery, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from opsdesk.models import Store
from orders import carriers
from orders.history.reading import Record, Source
from orders.history.values import (
    Dates,
    Unreadable,
    day_first,
    is_nothing,
    read_amount,
    read_destination,
)

DATES = ("placed", "paid", "shipped", "delivered", "estimated")
LONGEST = 80  # characters of an order id
UNTOLD = timedelta(days=1)  # what a date without a time may be wrong by

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A record that was skipped."""

    line: int
    reason: str


class Reader:
    """Reads the records of one file for one store."""

    def __init__(
        self,
        store: Store,
        source: Source,
        columns: Mapping[str, int],
        *,
        date_order: str,
        currency: str,
        latest: int,
    ) -> None:
        self._source = source
        self._columns = columns
        self._zone = store.tz
        self._currency = currency or store.currency
        is_day_first = day_first(self._date_texts(), date_order)
        self._dates = Dates(store.tz, is_day_first=is_day_first, latest=latest)

    def read(self) -> Iterator[Row | BadRow]:
        """Yield a row for the staging table, or what is wrong, per record."""
        for record in self._source.records():
            try:
                yield (record.line, *self._row(record))
            except Unreadable as error:
                yield BadRow(record.line, str(error))

    def _date_texts(self) -> Iterator[str]:
        places = [self._columns[name] for name in DATES if name in self._columns]
        for record in self._source.records():
            for place in places:
                if place < len(record.fields):
                    yield record.fields[place]

    def _row(self, record: Record) -> Row:
        if record.fault:
            raise Unreadable(record.fault)
        if "\x00" in "".join(record.fields):
            raise Unreadable("it contains a null byte")
        cells = {
            name: "" if is_nothing(record.fields[place]) else record.fields[place]
            for name, place in self._columns.items()
            if place < len(record.fields)
        }
        order_id = cells.get("order_id", "")
        if not order_id:
            raise Unreadable("it has no order id")
        if len(order_id) > LONGEST:
            raise Unreadable(f"its order id is longer than {LONGEST} characters")
        placed, paid, shipped, delivered, estimated = self._moments(cells)
        if shipped is None:
            raise Unreadable("it has no shipping date")
        country, region = read_destination(cells.get("destination", ""))
        value, currency = self._value(cells)
        return (
            order_id,
            cells.get("parcel", "")[:80],
            placed,
            paid,
            shipped,
            shipped.astimezone(self._zone).date(),
            delivered,
            estimated and estimated.astimezone(self._zone).date(),
            carriers.normalise(cells.get("carrier", "")),
            cells.get("service", "")[:80],
            country,
            cells.get("region", "")[:80] or region,
            value,
            currency,
        )

    def _moments(self, cells: Mapping[str, str]) -> list[datetime | None]:
        found: dict[str, datetime | None] = {}
        loose = timedelta()
        for name in DATES:
            found[name] = None
            if text := cells.get(name):
                try:
                    found[name], is_day = self._dates.moment(text)
                except Unreadable as error:
                    raise Unreadable(f"{name}: {error}") from error
                loose = UNTOLD if is_day else loose
        shipped, delivered, placed = found["shipped"], found["delivered"], found["placed"]
        if shipped and delivered and delivered < shipped - loose:
            raise Unreadable("it was delivered before it was shipped")
        if shipped and placed and shipped < placed - loose:
            raise Unreadable("it was shipped before it was ordered")
        return [found[name] for name in DATES]

    def _value(self, cells: Mapping[str, str]) -> tuple[Decimal | None, str]:
        if not cells.get("value"):
            return None, ""
        try:
            amount, symbol = read_amount(cells["value"])
        except Unreadable as error:
            raise Unreadable(f"value: {error}") from error
        currency = cells.get("currency", "").upper() or symbol or self._currency
        if len(currency) != 3 or not currency.isalpha():
            raise Unreadable(f"“{currency[:10]}” is not a currency code")
        return amount, currency
