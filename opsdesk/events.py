"""Later or upward is an event: after commit, every listener's task is woken.

The database row is the truth; a lost wake-up is found by a beat sweep (opsdesk/schedule.py).

Two kinds of listener. A task of its own per event gets the ids. A *sweep* takes everything that is
due from the database, so one wake-up serves a whole burst: a process rings it at once, and then at
most once every `settings.WAKE_QUIET_SECONDS`, the last time after the burst.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from opsdesk.wiring import LISTENERS, SWEEPS

logger = structlog.get_logger(__name__)


def publish(event: str, **ids: Any) -> None:
    """Wake the listeners of `event` once the current transaction has committed.

    `ids` are the keyword arguments of the listening tasks: primary keys and codes, never objects.
    Raises KeyError for an event that wiring.py does not name.
    """
    for path in LISTENERS[event]:
        transaction.on_commit(_waker(path, event, ids))


def _waker(path: str, event: str, ids: dict[str, Any]) -> Callable[[], None]:
    if path in SWEEPS:
        return lambda: _bell(path).ring()
    return lambda: _wake(path, event, ids)


def _wake(path: str, event: str, ids: dict[str, Any]) -> None:
    try:
        import_string(path).delay(**ids)
    except (OperationalError, OSError) as error:
        logger.warning("event.wake_failed", name=event, task=path, error=type(error).__name__)


class Bell:
    """Rings a sweep now, or once at the end of the quiet time when it has just been rung."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._rung_at = float("-inf")
        self._timer: threading.Timer | None = None

    def ring(self) -> None:
        """Ring now, or see to it that it is rung when the quiet time is over."""
        with self._lock:
            wait = self._rung_at + settings.WAKE_QUIET_SECONDS - time.monotonic()
            if wait > 0:
                self._ring_after(wait)
                return
            self._rung_at = time.monotonic()
        _wake(self._path, "sweep", {})

    def _ring_after(self, wait: float) -> None:
        if self._timer is None:
            self._timer = threading.Timer(wait, self._ring_late)
            self._timer.daemon = True  # a process that ends leaves the rest to beat
            self._timer.start()

    def _ring_late(self) -> None:
        with self._lock:
            self._timer = None
            self._rung_at = time.monotonic()
        _wake(self._path, "sweep", {})


_bells: dict[str, Bell] = {}
_bells_lock = threading.Lock()


def _bell(path: str) -> Bell:
    with _bells_lock:
        return _bells.setdefault(path, Bell(path))
