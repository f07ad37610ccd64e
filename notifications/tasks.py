"""What workers do for us; every task takes ids and calls one function."""

from celery import shared_task

from notifications import delivery, settling, updates
from opsdesk import clock


@shared_task
def consider_news() -> None:
    """Queue what customers should hear of parcels that changed."""
    while updates.consider_news(clock.now()) == updates.BATCH:
        continue


@shared_task
def deliver_message(message_id: int) -> None:
    """Send one message."""
    delivery.deliver(message_id)


@shared_task
def send_due() -> None:
    """Send the messages whose time has come."""
    delivery.send_due()


@shared_task
def settle_doubtful() -> None:
    """Settle messages whose outcome is not known."""
    settling.settle_doubtful()
