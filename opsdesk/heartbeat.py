"""Signs of life: written by the worker, read by `manage.py doctor` and the health page."""

from datetime import timedelta

from opsdesk.clock import now
from opsdesk.models import Heartbeat

WORKER = "worker"


def beat_heart(name: str) -> None:
    """Record that `name` is alive now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now()})


def age_of(name: str) -> timedelta | None:
    """Return how long ago `name` was last alive, None when it never was."""
    at = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return None if at is None else now() - at
