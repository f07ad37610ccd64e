"""The kernel's own chores."""

from celery import shared_task

from opsdesk import heartbeat, retention


@shared_task
def beat_heart() -> None:
    """Show that beat, broker and worker are all alive: this ran."""
    heartbeat.beat_heart(heartbeat.WORKER)


@shared_task
def prune() -> None:
    """Forget old traces."""
    retention.prune()
