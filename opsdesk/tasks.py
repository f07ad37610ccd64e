"""The kernel's own chores."""

from celery import shared_task

from opsdesk import heartbeat, privacy, retention


@shared_task
def beat_heart() -> None:
    """Show that beat, broker and worker are all alive: this ran."""
    heartbeat.beat_heart(heartbeat.WORKER)


@shared_task
def prune() -> None:
    """Forget old traces."""
    retention.prune()


@shared_task
def run_erasures() -> None:
    """Erase the personal data of those who asked for it."""
    privacy.run_due()
