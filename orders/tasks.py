"""Wake-ups of the tracking use cases. Rows decide what is done; these only say when."""

from celery import shared_task

from orders import tracking


@shared_task
def register_shipment(shipment_id: int) -> None:
    """Have the provider follow a new parcel."""
    tracking.register(shipment_id)


@shared_task
def register_pending() -> None:
    """Register parcels whose first attempt was lost or failed."""
    tracking.register_pending()


@shared_task
def poll_due() -> None:
    """Look at the parcels that are due."""
    tracking.poll_due()
