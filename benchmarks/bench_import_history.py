"""100,000 past deliveries from a CSV file, then the same file again; one row in 500 is bad.

Comparison: the same rows through COPY alone, without reading, checking or updating anything.
"""

import csv
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.desk import memory_mb, open_desk
from benchmarks.report import report

ROWS = 100_000
PROMISE = 60
HEADER = ("Order", "Placed", "Paid", "Shipped", "Delivered", "Estimated", "Carrier", "Service",
          "Destination", "Value")  # fmt: skip
LANES = ("US-TX", "US-CA", "Austin, TX, United States", "DE", "Österreich", "CA-ON", "GB")


def write(path: Path) -> None:
    """Invent a file."""
    dice = random.Random(7)
    start = datetime(2025, 1, 1, tzinfo=UTC)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(ROWS):
            placed = start + timedelta(minutes=5 * number)
            shipped = placed + timedelta(hours=dice.uniform(4, 40))
            delivered = shipped + timedelta(hours=dice.gauss(80, 20))
            writer.writerow(
                (
                    f"#{number}",
                    placed.isoformat(timespec="seconds"),
                    placed.isoformat(timespec="seconds"),
                    "soon" if number % 500 == 0 else f"{shipped:%Y-%m-%d %H:%M:%S}",
                    f"{delivered:%Y-%m-%d %H:%M:%S}",
                    f"{shipped + timedelta(days=4):%Y-%m-%d}",
                    dice.choice(("UPS", "usps", "FedEx", "DHL Express")),
                    dice.choice(("Ground", "Priority", "Express")),
                    dice.choice(LANES),
                    f"${dice.uniform(10, 400):.2f}",
                )
            )


def copy_alone(path: Path) -> float:
    """Return the seconds of COPY into a table of text columns."""
    from django.db import connection

    columns = ", ".join(f"c{place} text" for place in range(len(HEADER)))
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bare ({columns})")
        with cursor.copy("COPY bare FROM STDIN WITH (FORMAT csv, HEADER)") as copy:
            copy.write(path.read_bytes())
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    open_desk()
    from opsdesk.models import Store
    from orders.history import import_file
    from orders.models import HistoricalDelivery

    store = Store.objects.create(slug="bench", name="Bench", shop_domain="bench.myshopify.com")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "past.csv"
        write(path)
        before = memory_mb()
        seconds = []
        for _ in range(2):
            started = time.perf_counter()
            last = import_file(store, path)
            seconds.append(time.perf_counter() - started)
            assert last.bad_count == ROWS // 500
        grown = memory_mb() - before
        alone = copy_alone(path)
    assert HistoricalDelivery.objects.count() == ROWS - ROWS // 500
    assert (last.added, last.changed) == (0, 0)
    report(f"{ROWS:,} past deliveries loaded", seconds[:1], "s", f"promised: {PROMISE} s")
    report("  the same file again", seconds[1:], "s", "nothing added, nothing changed")
    report("  COPY of the file alone", [alone], "s", "no reading, no checks, no upsert")
    report("  memory grown by", [grown], "MB", f"{last.bad_count} bad rows reported")


if __name__ == "__main__":
    main()
