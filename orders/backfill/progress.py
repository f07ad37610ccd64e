"""How far a job is: a share, a rate, the time left. Shown by the command and by the page."""

from __future__ import annotations

from dataclasses import dataclass

from orders.models import Backfill

State = Backfill.State
STEADY_AFTER = 2.0  # seconds of work before a rate means something


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person wants to know of a running job. `share` is of this state, None when unknown."""

    words: str
    done: int
    total: int
    unit: str
    rate: float | None
    seconds_left: float | None

    @property
    def share(self) -> float | None:
        """Return how much of this state is done, 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else None

    @property
    def percent(self) -> int:
        """Return the share in percent, for a bar."""
        return int((self.share or 0) * 100)

    @property
    def left(self) -> str:
        """Return "about 3 min", empty when nobody knows."""
        return "" if self.seconds_left is None else f"about {_words(self.seconds_left)}"


def progress_of(job: Backfill) -> Progress:
    """Say how far a job is."""
    words = State(job.state).label
    if job.state == State.DOWNLOADING:
        return _progress(job, words, job.bytes_done // 1024, job.file_size // 1024, "KB")
    if job.state == State.EXPORTING:
        return Progress(words, job.exported, 0, "objects", None, None)
    done = job.orders_done + (job.orders_failed if job.state in (State.PAGING, State.DONE) else 0)
    return _progress(job, words, done, job.orders_expected, "orders")


def _progress(job: Backfill, words: str, done: int, total: int, unit: str) -> Progress:
    rate = done / job.worked_for if job.worked_for > STEADY_AFTER and done else None
    left = max(total - done, 0) / rate if rate and not job.is_ended else None
    return Progress(words, done, total, unit, rate, left)


def _words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
