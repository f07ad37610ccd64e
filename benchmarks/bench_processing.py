"""What one worker does: orders out of stored deliveries, and looks at parcels that are due.

Comparison: the promise beside each figure; and one insert per order into the same database.
"""

import copy
import json
import multiprocessing
import os
import threading
import time
from datetime import timedelta
from typing import Any

from benchmarks.desk import Stopwatch, memory_mb, open_desk
from benchmarks.report import report

ORDERS = int(os.environ.get("OPSDESK_BENCH_ORDERS", "1500"))
PARCELS = int(os.environ.get("OPSDESK_BENCH_PARCELS", "10000"))
LATENCY = 0.05
CALLS_PROMISED = 100


def serve_sandbox(pipe: Any, parcels: int) -> None:
    """Run the vendors in a process of their own, with trackers for every parcel."""
    from opsdesk.sandbox.config import ShopConfig
    from opsdesk.sandbox.sandbox import Sandbox

    with Sandbox([ShopConfig(slug="bench", domain="bench.myshopify.com")]) as sandbox:
        story = sandbox.story("healthy", age=2.5)
        template = sandbox.book.parcel(story.tracking_number)
        numbers = [f"1Z{number:016d}" for number in range(parcels)]
        trackers = []
        for number in numbers:
            parcel = {**copy.deepcopy(template), "number": number}
            sandbox.world.state.save("parcels", number, parcel)
            tracker, _ = sandbox.easypost.book.create("EZTK-sandbox", number, "UPS")
            trackers.append((number, tracker["id"]))
        sandbox.world.state.clear("events")
        sandbox.world.events.reload()
        sandbox.application.calls.clear()
        sandbox.faults.add("easypost", "slow", times=None, seconds=LATENCY)
        pipe.send((sandbox.url, trackers))
        pipe.recv()
        pipe.send(len(sandbox.application.calls))


def order_body(number: int) -> bytes:
    """Return a shipped order of two lines, 6 KB."""
    lines = [
        {
            "id": number * 10 + place,
            "title": "Linen shirt",
            "sku": "LIN",
            "quantity": 1,
            "price": "50.00",
            "requires_shipping": True,
        }
        for place in range(2)
    ]
    parcel = {
        "id": number * 10 + 5,
        "order_id": number,
        "status": "success",
        "created_at": "2026-11-20T12:00:00Z",
        "updated_at": "2026-11-20T12:00:00Z",
        "tracking_company": "UPS",
        "tracking_numbers": [f"1Y{number:016d}"],
        "line_items": lines,
    }
    order = {
        "id": number,
        "name": f"#{number}",
        "email": f"c{number}@mail.example",
        "created_at": "2026-11-19T12:00:00Z",
        "updated_at": "2026-11-20T12:00:00Z",
        "currency": "USD",
        "total_price": "106.00",
        "financial_status": "paid",
        "customer": {"id": number, "first_name": "Dana", "last_name": "Reyes"},
        "shipping_address": {"city": "Austin", "country_code": "US", "province_code": "TX"},
        "line_items": lines,
        "fulfillments": [parcel],
        "x_padding": "x" * 4_400,
    }
    return json.dumps(order).encode()


def insert_alone(count: int) -> float:
    """Return rows per second of one durable insert after another."""
    from django.db import connection

    payload = order_body(1)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_order (id bigserial PRIMARY KEY, body bytea)")
        started = time.perf_counter()
        for _ in range(count):
            cursor.execute("INSERT INTO bare_order (body) VALUES (%s)", [payload])
    return count / (time.perf_counter() - started)


def process_orders(store: Any) -> tuple[float, float]:
    """Return orders per second, new ones, and again with news about each; one thread."""
    from opsdesk import clock
    from opsdesk.intake import batches
    from opsdesk.models import InboundDelivery
    from orders.models import Order

    figures = []
    for day in (20, 21):
        now = clock.now()
        InboundDelivery.objects.bulk_create(
            InboundDelivery(
                store=store,
                vendor="shopify",
                topic="orders/updated",
                delivery_id=f"{day}-{number}",
                body=order_body(number).replace(b"2026-11-20T12", f"2026-11-{day}T12".encode()),
                received_at=now,
                next_attempt_at=now,
            )
            for number in range(1, ORDERS + 1)
        )
        with Stopwatch() as watch:
            while batches.process_all():
                continue
        figures.append(ORDERS / watch.seconds)
    assert Order.objects.filter(store=store).count() == ORDERS
    left = InboundDelivery.objects.exclude(state=InboundDelivery.State.PROCESSED)
    assert not left.exists(), left.values_list("state", "error").first()
    return figures[0], figures[1]


def make_parcels(store: Any, trackers: list[tuple[str, str]]) -> None:
    """Let as many parcels be due as there are trackers."""
    from opsdesk import clock
    from orders.models import Order, Shipment

    now = clock.now()
    order = Order.objects.filter(store=store).first()
    assert order is not None
    Shipment.objects.bulk_create(
        Shipment(
            store=store,
            order=order,
            fulfillment_id=10**9 + place,
            fulfillment_status="success",
            source_updated_at=now,
            carrier="UPS",
            tracking_number=number,
            shipped_at=now - timedelta(days=2),
            shipped_on=(now - timedelta(days=2)).date(),
            provider="easypost",
            provider_tracker_id=tracker,
            next_check_at=now - timedelta(minutes=1),
        )
        for place, (number, tracker) in enumerate(trackers)
    )


def refresh() -> float:
    """Return the seconds until nothing is due; one worker."""
    from orders import tracking

    with Stopwatch() as watch:
        while tracking.poll_due():
            continue
    return watch.seconds


def watch_memory(peak: list[float], over: threading.Event) -> None:
    """Remember the most this process held."""
    while not over.wait(0.2):
        peak.append(memory_mb())


def main() -> None:
    """Measure and print."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    vendors = context.Process(target=serve_sandbox, args=(there, PARCELS), daemon=True)
    vendors.start()
    url, trackers = here.recv()
    os.environ["OPSDESK_EASYPOST_URL"] = f"{url}/easypost/v2"
    os.environ["OPSDESK_SHOPIFY_URL"] = f"{url}/shopify/{{shop}}"
    open_desk()
    from opsdesk import stores
    from opsdesk.models import Store
    from orders.models import TrackingEvent

    store = Store.objects.create(slug="bench", name="Bench", shop_domain="bench.myshopify.com")
    stores.set_credential(store, "easypost", "api_key", "EZTK-sandbox")
    peak, over = [memory_mb()], threading.Event()
    threading.Thread(target=watch_memory, args=(peak, over), daemon=True).start()
    alone = insert_alone(500)
    new, again = process_orders(store)
    make_parcels(store, trackers)
    seconds = refresh()
    over.set()
    here.send("done")
    calls = here.recv()
    vendors.join(10)
    assert TrackingEvent.objects.exists()
    report("new orders per second, one worker", [new], "/s", "promised: 150 /s")
    report("orders with news per second", [again], "/s", f"one insert each: {alone:.0f} /s")
    report(f"refresh of {PARCELS:,} parcels that are due", [seconds], "s", "promised: 60 s")
    report("  calls to the provider", [calls], "", f"promised: at most {CALLS_PROMISED}")
    report("  most memory held", [max(peak)], "MB", "promised: 200 MB")


if __name__ == "__main__":
    main()
