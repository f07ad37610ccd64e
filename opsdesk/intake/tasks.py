"""Background work of the intake."""

from celery import shared_task

from opsdesk.intake import batches


@shared_task(acks_late=True)
def process_stored(delivery_id: int | None = None) -> None:
    """Process every delivery that is due; `delivery_id` only says that there is one."""
    batches.process_all()
