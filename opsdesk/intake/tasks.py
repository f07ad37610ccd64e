"""Background work of the intake."""

from celery import shared_task

from opsdesk.intake import batches


@shared_task(acks_late=True)
def process_stored() -> None:
    """Process every delivery that is due."""
    batches.process_all()
