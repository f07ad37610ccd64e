"""What one tracker update costs with 30,000 scans in the database, and with 3,000,000.

Comparison: the two figures with each other; promised is a ratio of at most 1.3. The rows are loaded
with COPY into a database of its own, which is dropped at the end; OPSDESK_BENCH_SCANS makes it smaller.
"""

import os
import random
import signal
import statistics
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks.desk import open_desk
from benchmarks.report import report

SCANS = 10  # of each parcel
SMALL = 30_000
BIG = int(os.environ.get("OPSDESK_BENCH_SCANS", "3000000"))
SAMPLE = 200
ROUNDS = 3
PROMISE = 1.3
START = datetime(2026, 10, 1, 12, tzinfo=UTC)
CITIES = ("Austin", "Dallas", "Memphis", "Louisville", "Newark")


def make_update(number, scans):
    """Return what EasyPost tells about a parcel once it has had `scans` scans."""
    from opsdesk.vendors.tracking.base import Scan, TrackerUpdate

    told = tuple(
        Scan(
            code="in_transit",
            detail="arrived_at_facility",
            text="Arrived at facility",
            occurred_at=START + timedelta(hours=6 * place),
            city=CITIES[place % len(CITIES)],
            region="TX",
            country="US",
        )
        for place in range(scans)
    )
    return TrackerUpdate(
        tracker_id=f"trk_{number}",
        provider="easypost",
        carrier="UPS",
        tracking_number=f"1Z{number:016d}",
        service="Ground",
        status="in_transit",
        estimated_delivery=(START + timedelta(days=6)).date(),
        scans=told,
        updated_at=told[-1].occurred_at,
    )


def make_order():
    """Return the order every parcel belongs to: orders do not grow here, scans do."""
    from opsdesk.models import Store
    from orders.models import Order

    store = Store.objects.create(slug="bench", name="Bench", shop_domain="bench.myshopify.com")
    return Order.objects.create(
        store=store,
        shopify_id=1,
        name="#1",
        placed_at=START,
        source_updated_at=START,
        currency="USD",
        subtotal=90,
        shipping_total=6,
        tax_total=0,
        total=96,
        presentment_currency="USD",
        presentment_total=96,
        country="US",
        shipping_address={"province_code": "TX"},
    )


def make_parcel(order, number):
    """Return a parcel as the desk would have made it, not saved."""
    from orders.models import Shipment

    return Shipment(
        code=uuid.uuid4(),
        store=order.store,
        order=order,
        fulfillment_id=number,
        source_updated_at=START,
        carrier="UPS",
        tracking_number=f"1Z{number:016d}",
        shipped_at=START,
        shipped_on=START.date(),
        timezone="America/Chicago",
        provider="easypost",
        provider_tracker_id=f"trk_{number}",
        last_checked_at=START,
    )


def copy(model, rows: Iterator[dict]) -> None:
    """Load rows of `model`; what is not given takes what Django would have written."""
    from django.db import connection
    from psycopg.types.json import Jsonb

    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        statement = f"COPY {model._meta.db_table} ({columns}) FROM STDIN"
        with cursor.cursor.copy(statement) as writer:
            for row in rows:
                values = [row[field.attname] for field in fields]
                writer.write_row(
                    [Jsonb(value) if isinstance(value, dict | list) else value for value in values]
                )


def parcels(order, first, last) -> Iterator[dict]:
    """Yield the rows of parcels."""
    for number in range(first, last):
        yield vars(make_parcel(order, number))


def scans(template, ids) -> Iterator[dict]:
    """Yield the scans of parcels, with the fingerprints apply_update would give them."""
    from orders.tracking.updates import fingerprint

    told = make_update(0, SCANS).scans
    known = [
        {**template, "fingerprint": fingerprint(scan), "occurred_at": scan.occurred_at}
        | {"city": scan.city}
        for scan in told
    ]
    for pk in ids:
        for row in known:
            yield {**row, "shipment_id": pk}


def grow_to(order, template, total) -> None:
    """Load parcels and scans until there are `total` scans."""
    from django.db import connection

    from orders.models import Shipment, TrackingEvent

    have = Shipment.objects.count()
    copy(Shipment, parcels(order, have, total // SCANS))
    ids = list(Shipment.objects.filter(fulfillment_id__gte=have).values_list("pk", flat=True))
    copy(TrackingEvent, scans(template, ids))  # a connection that copies answers no query
    with connection.cursor() as cursor:
        for model in (Shipment, TrackingEvent):
            cursor.execute(f"VACUUM (ANALYZE) {model._meta.db_table}")
        cursor.execute("CHECKPOINT")


def measure(dice) -> float:
    """Return the milliseconds an update with one new scan takes, the median of many parcels."""
    from orders.models import Shipment
    from orders.tracking import apply_update

    count = Shipment.objects.count()
    took = []
    for number in dice.sample(range(count), SAMPLE):
        parcel = Shipment.objects.get(fulfillment_id=number)
        # Ten that are known and one that never was: of a parcel drawn twice it is another one.
        update = make_update(number, parcel.events.count() + 1)
        started = time.perf_counter()
        apply_update(parcel, update, update.updated_at)
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


def main() -> None:
    """Measure and print; fails when the promise is not kept."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the database goes with us, then too
    open_desk()
    from orders.models import Shipment, TrackingEvent
    from orders.tracking import apply_update

    dice, order = random.Random(7), make_order()
    first = make_parcel(order, 0)
    first.save()
    apply_update(first, make_update(0, 1), START)
    template = vars(TrackingEvent.objects.get(shipment=first))
    TrackingEvent.objects.all().delete()
    Shipment.objects.all().delete()
    figures = {}
    for total in (SMALL, BIG):
        started = time.perf_counter()
        grow_to(order, template, total)
        print(f"  {total:,} scans loaded in {time.perf_counter() - started:.0f} s", flush=True)
        measure(dice)  # the first of a new size reads what no one has read yet
        figures[total] = [measure(dice) for _ in range(ROUNDS)]
        report(f"apply_update with {total:,} scans", figures[total], "ms", f"{SAMPLE} parcels each")
    # The best round of each: what else runs on the machine must not decide.
    ratio = min(figures[BIG]) / min(figures[SMALL])
    print(f"  {'ratio of the best rounds':<44} {ratio:8.2f} ×  | promised: {PROMISE}")
    if ratio > PROMISE:
        raise SystemExit("The cost of an update grows with the history.")


if __name__ == "__main__":
    main()
