"""Signed 6 KB orders/updated over HTTP, 16 connections, durable before the answer.

Comparison: a bare Django view that verifies and inserts one row, under the same server settings.
"""

import base64
import hashlib
import hmac
import http.client
import json
import multiprocessing
import os
import signal
import subprocess
import threading
import time
from statistics import median, quantiles

from benchmarks.bench_cold_start import ROOT, free_port
from benchmarks.desk import open_desk
from benchmarks.report import report

CONNECTIONS, PROCESSES = 16, 2
SECONDS = float(os.environ.get("OPSDESK_BENCH_SECONDS", "6"))
ROUNDS = 3
SECRET = "bench-secret"
SHOP = "bench.myshopify.com"


def body() -> bytes:
    """Return an order of 6 KB."""
    line = {"id": 1, "title": "Linen shirt", "sku": "LIN", "quantity": 1, "price": "50.00"}
    order = {"id": 1, "name": "#1", "currency": "USD", "line_items": [line], "note": "x" * 5_700}
    return json.dumps(order).encode()


def post_for(path: str, port: int, seconds: float, name: str, out: object) -> None:
    """Post from several connections until the time is up; send back latencies and what was taken."""
    payload = body()
    mac = base64.b64encode(hmac.new(SECRET.encode(), payload, hashlib.sha256).digest()).decode()
    taken: list[tuple[float, str]] = []
    until = time.monotonic() + seconds

    def run(number: int) -> None:
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        count = 0
        while time.monotonic() < until:
            count += 1
            key = f"{name}-{number}-{count}"
            headers = {
                "Content-Type": "application/json",
                "X-Shopify-Hmac-SHA256": mac,
                "X-Shopify-Topic": "orders/updated",
                "X-Shopify-Shop-Domain": SHOP,
                "X-Shopify-Webhook-Id": key,
                "X-Shopify-Event-Id": key,
                "X-Shopify-Triggered-At": "2026-11-22T12:00:00Z",
            }
            started = time.perf_counter()
            wire.request("POST", path, payload, headers)
            answer = wire.getresponse()
            answer.read()
            if answer.status == 200:
                taken.append((time.perf_counter() - started, key))

    threads = [threading.Thread(target=run, args=(n,)) for n in range(CONNECTIONS // PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put(taken)  # type: ignore[attr-defined]


def load(path: str, port: int, seconds: float, name: str) -> tuple[float, float, list[str]]:
    """Return deliveries per second, the 99th percentile in ms, and the keys acknowledged."""
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    crowd = [
        context.Process(target=post_for, args=(path, port, seconds, f"{name}-{n}", out))
        for n in range(PROCESSES)
    ]
    for process in crowd:
        process.start()
    taken = [row for _ in crowd for row in out.get()]
    for process in crowd:
        process.join()
    if not taken:
        raise SystemExit(f"{path} took nothing")
    slow = quantiles([latency for latency, _ in taken], n=100)[98] * 1000
    return len(taken) / seconds, slow, [key for _, key in taken]


def serve(application: str, path: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start granian as the desk's own supervisor does."""
    port = free_port()
    from opsdesk.dev.programs import web

    command = [*web(port).command[:-1], application]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "BENCH_SECRET": SECRET}, stdout=subprocess.DEVNULL
    )
    for _ in range(200):
        try:
            wire = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            wire.request("GET", path)
            wire.getresponse()
            return process, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{application} does not answer")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server."""
    process.send_signal(signal.SIGTERM)
    process.wait(15)


def main() -> None:
    """Measure both in turns and print."""
    open_desk()
    from django.db import connection

    from benchmarks.bare import TABLE
    from opsdesk import stores
    from opsdesk.models import InboundDelivery, Store

    store = Store.objects.create(slug="bench", name="Bench", shop_domain=SHOP)
    stores.set_credential(store, "shopify", "client_secret", SECRET)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    hook = "/hooks/shopify/bench/"
    ours, our_port = serve("opsdesk.wsgi:application", hook)
    bare, bare_port = serve("benchmarks.bare:application", "/bare/")
    rates, slow, bare_rates, bare_slow, ratios = [], [], [], [], []
    acknowledged: list[str] = []
    try:
        for path, port in ((hook, our_port), ("/bare/", bare_port)):
            acknowledged += load(path, port, 1.0, "warm")[2] if path == hook else []
            load(path, port, 1.0, "warm2") if path != hook else None
        for turn in range(ROUNDS):
            rate, p99, keys = load(hook, our_port, SECONDS, f"t{turn}")
            acknowledged += keys
            other, other_p99, _ = load("/bare/", bare_port, SECONDS, f"t{turn}")
            rates.append(rate), slow.append(p99), bare_rates.append(other)  # noqa: B018
            bare_slow.append(other_p99), ratios.append(rate / other)  # noqa: B018
    finally:
        stop(ours), stop(bare)
    kept = set(InboundDelivery.objects.values_list("delivery_id", flat=True))
    missing = set(acknowledged) - kept
    report("deliveries kept per second", rates, "/s", f"bare view: {median(bare_rates):.0f} /s")
    percent = [100 * ratio for ratio in ratios]
    report("  of the bare view's rate", percent, "%", "promised: at least 60 %")
    report("  99th percentile", slow, "ms", f"promised: 100 ms; bare: {median(bare_slow):.0f} ms")
    report("  acknowledged and missing", [len(missing)], "", f"of {len(acknowledged):,}")
    if missing:
        raise SystemExit("acknowledged deliveries are missing")


if __name__ == "__main__":
    main()
