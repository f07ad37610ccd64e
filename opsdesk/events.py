"""Later or upward is an event: after commit, every listener's task is woken.

The database row is the truth; a lost wake-up is found by a beat sweep (opsdesk/schedule.py).
"""

from typing import Any

import structlog
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from opsdesk.wiring import LISTENERS

logger = structlog.get_logger(__name__)


def publish(event: str, **ids: Any) -> None:
    """Wake the listeners of `event` once the current transaction has committed.

    `ids` are the keyword arguments of the listening tasks: primary keys and codes, never objects.
    Raises KeyError for an event that wiring.py does not name.
    """
    for path in LISTENERS[event]:
        transaction.on_commit(lambda path=path: _wake(path, event, ids))  # type: ignore[misc]


def _wake(path: str, event: str, ids: dict[str, Any]) -> None:
    try:
        import_string(path).delay(**ids)
    except (OperationalError, OSError) as error:
        logger.warning("event.wake_failed", name=event, task=path, error=type(error).__name__)
