"""Shopify's leaky bucket, kept per process and shop, so that we wait before we are told to."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

FIRST_GUESS = 50.0  # points, until a document's cost is known


@dataclass
class Bucket:
    """What Shopify last said about one shop's points, and how they have leaked back since."""

    monotonic: Callable[[], float] = time.monotonic
    maximum: float = 1000.0
    rate: float = 50.0
    _level: float = 1000.0
    _at: float | None = None
    _costs: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, document: str) -> float:
        """Return the seconds to wait before sending `document`; 0 takes its points now."""
        with self._lock:
            wait = self._missing(document)
            if not wait:
                self._level -= self._cost(document)
            return wait

    def wait_for(self, document: str) -> float:
        """Return the seconds until there are points for `document`, without taking them."""
        with self._lock:
            return self._missing(document)

    def learn(self, document: str, cost: Any) -> None:
        """Take over what `extensions.cost` says; anything odd in it is ignored."""
        if not isinstance(cost, Mapping):
            return
        status = cost.get("throttleStatus")
        status = status if isinstance(status, Mapping) else {}
        with self._lock:
            if requested := _positive(cost.get("requestedQueryCost")):
                self._costs[document] = requested
            self.maximum = _positive(status.get("maximumAvailable")) or self.maximum
            self.rate = _positive(status.get("restoreRate")) or self.rate
            available = status.get("currentlyAvailable")
            if isinstance(available, int | float) and not isinstance(available, bool):
                self._level, self._at = float(available), self.monotonic()

    def _cost(self, document: str) -> float:
        return min(self._costs.get(document, FIRST_GUESS), self.maximum)

    def _missing(self, document: str) -> float:
        if self._at is None:
            return 0.0  # Shopify has not told us anything yet
        return max(0.0, self._cost(document) - self._leak()) / self.rate

    def _leak(self) -> float:
        if self._at is None:
            return self._level
        moment = self.monotonic()
        self._level = min(self.maximum, self._level + (moment - self._at) * self.rate)
        self._at = moment
        return self._level


def _positive(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return float(value) if number else None


_buckets: dict[str, Bucket] = {}
_buckets_lock = threading.Lock()


def bucket_for(shop_domain: str) -> Bucket:
    """Return this process's bucket of a shop."""
    with _buckets_lock:
        return _buckets.setdefault(shop_domain, Bucket())


def forget_buckets() -> None:
    """Start over, as after a restart (the shop may have been given another plan)."""
    with _buckets_lock:
        _buckets.clear()
