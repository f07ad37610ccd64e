"""COPY into a staging table, then one upsert: fast, all or nothing, and the same again is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction

from opsdesk import audit, clock
from opsdesk.errors import Invalid
from opsdesk.models import Store, User
from orders.history.columns import find_columns
from orders.history.reading import open_source
from orders.history.rows import BadRow, Reader, Row
from orders.history.values import ORDERS

KEPT_REASONS = 1000
TOLD_EVERY = 5000  # records

STAGING = """
CREATE TEMPORARY TABLE history_staging (
    line bigint, external_order_id text, parcel text, placed_at timestamptz, paid_at timestamptz,
    shipped_at timestamptz, shipped_on date, delivered_at timestamptz, estimated_on date,
    carrier text, service text, country text, region text, value numeric, currency text
) ON COMMIT DROP
"""
COPY = "COPY history_staging FROM STDIN"
FACTS = (
    "placed_at, paid_at, shipped_at, delivered_at, estimated_on, service, country, region, "
    "value, currency"
)
KEY = "external_order_id, carrier, shipped_on, parcel"
# Of two rows about one parcel the later in the file counts; one that says nothing new is not written.
UPSERT = f"""
WITH newest AS (
    SELECT DISTINCT ON ({KEY}) * FROM history_staging ORDER BY {KEY}, line DESC
), written AS (
    INSERT INTO orders_historicaldelivery AS past (store_id, {KEY}, {FACTS}, imported_at)
    SELECT %s, {KEY}, {FACTS}, %s FROM newest
    ON CONFLICT (store_id, external_order_id, carrier, shipped_on, parcel) DO UPDATE SET
        ({FACTS}, imported_at) = ROW(
            {", ".join(f"excluded.{name}" for name in FACTS.split(", "))}, excluded.imported_at
        )
    WHERE ({", ".join(f"past.{name}" for name in FACTS.split(", "))})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in FACTS.split(", "))})
    RETURNING (xmax = 0) AS is_new
)
SELECT (SELECT count(*) FROM newest),
    count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""  # noqa: S608 - our own column names

Progress = Callable[[int], None]


@dataclass
class Report:
    """What came of a file."""

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    separator: str = ""
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    bad_count: int = 0
    bad: list[BadRow] = field(default_factory=list)


def import_file(
    store: Store,
    path: Path,
    *,
    actor: User | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    separator: str = "",
    date_order: str = "auto",
    currency: str = "",
    dry_run: bool = False,
    tell: Progress = lambda _count: None,
) -> Report:
    """Load past deliveries of `store` from a CSV file; raises Invalid when it cannot begin.

    With `dry_run` everything is done and nothing is kept.
    """
    if date_order not in ORDERS:
        raise Invalid(f"Dates are read as {', '.join(ORDERS)}.")
    source = open_source(path, encoding=encoding, separator=separator)
    header = source.header
    places = find_columns(header, columns or {})
    latest = clock.now().year + 1
    reader = Reader(store, source, places, date_order=date_order, currency=currency, latest=latest)
    report = Report(
        columns={name: header[place] for name, place in places.items()},
        encoding=source.encoding,
        separator=source.separator,
    )
    with transaction.atomic():
        _stage(reader.read(), report, tell)
        _upsert(store, report)
        if dry_run:
            transaction.set_rollback(True)
        elif report.added or report.changed:
            _note(store, actor, path, report)
    return report


def _stage(rows: Iterator[Row | BadRow], report: Report, tell: Progress) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a big file takes what it takes
        cursor.execute("DROP TABLE IF EXISTS history_staging")
        cursor.execute(STAGING)
        with cursor.copy(COPY) as copy:
            for row in rows:
                report.read += 1
                if report.read % TOLD_EVERY == 0:
                    tell(report.read)
                if isinstance(row, BadRow):
                    _note_bad(report, row)
                else:
                    copy.write_row(row)


def _note_bad(report: Report, row: BadRow) -> None:
    report.bad_count += 1
    if len(report.bad) < KEPT_REASONS:
        report.bad.append(row)


def _upsert(store: Store, report: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE history_staging")
        cursor.execute(UPSERT, [store.pk, clock.now()])
        parcels, report.added, report.changed = cursor.fetchone()
    report.unchanged = parcels - report.added - report.changed
    report.repeated = report.read - report.bad_count - parcels


def _note(store: Store, actor: User | None, path: Path, report: Report) -> None:
    sentence = (
        f"Past deliveries of {store} were loaded from {path.name}: "
        f"{report.added} added, {report.changed} changed, {report.bad_count} skipped."
    )
    audit.record(actor, "history.imported", store, sentence, store=store)
