"""Waiting until the sandbox's past has come in through the webhooks."""

import time
from collections.abc import Callable
from typing import Any

import requests
from django.conf import settings

from opsdesk.models import InboundDelivery

PATIENCE = 240.0  # seconds
STARTS_WITHIN = 60.0  # seconds; it invents a month of orders first
ALWAYS_SOME = 3  # webhooks are under way while the shops are busy
QUIET = 5  # looks in a row that find nothing on its way


def wait_until_in(say: Callable[[str], Any]) -> int:
    """Wait until nothing is on its way any more; return how many orders the sandbox has told."""
    deadline = time.monotonic() + PATIENCE
    quiet = looks = trackers = 0
    while quiet < QUIET and time.monotonic() < deadline:
        time.sleep(1)
        looks += 1
        state, known = control("state"), trackers
        trackers = state["trackers"]  # parcels are registered after their webhooks came in
        quiet = 0 if _is_busy(state) or trackers > known else quiet + 1
        if looks % 10 == 0:
            say(f"  {InboundDelivery.objects.count()} webhooks and {trackers} trackers so far")
    return len(ledger("orders"))


def wait_for_sandbox() -> None:
    """Wait until the sandbox answers; raises requests' own error when it never does."""
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            control("health")
        except requests.ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _is_busy(state: dict[str, Any]) -> bool:
    waiting = InboundDelivery.objects.filter(state=InboundDelivery.State.STORED).exists()
    # What is parked waits for a subscription that nobody made; it will not come.
    return waiting or state["webhooks"]["under_way"] > ALWAYS_SOME


def ledger(kind: str) -> list[dict[str, Any]]:
    """Return what really happened at the vendors."""
    rows: list[dict[str, Any]] = control(f"ledger/{kind}")[kind]
    return rows


def control(path: str) -> Any:
    """Ask the sandbox's control interface."""
    base = settings.OPENAI_URL.partition("/openai/")[0]
    reply = requests.get(f"{base}/_sandbox/{path}", timeout=30)
    reply.raise_for_status()
    return reply.json()
