"""Moments as the vendors write them: UTC, whole seconds, comparable as text."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Return the real time."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Write `moment` the way every fake does, e.g. 2026-11-20T14:05:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(text: str) -> datetime:
    """Read a stamp, or any ISO 8601 moment a client sends."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def after(text: str, **delta: float) -> str:
    """Return the stamp `delta` later than the stamp given."""
    return stamp(parse(text) + timedelta(**delta))
