"""Wake-ups of the tracking use cases. Rows decide what is done; these only say when."""

from celery import shared_task

from orders import tracking


@shared_task
def register_pending() -> None:
    """Have the provider follow parcels it does not know yet."""
    tracking.register_pending()


@shared_task
def poll_due() -> None:
    """Look at the parcels that are due."""
    tracking.poll_due()
