"""Wake-ups of the mirror and of tracking. Rows decide what is done; these only say when."""

from celery import shared_task

from opsdesk import clock
from orders import backfill, forecast, ingest, reconcile, tracking
from orders.tracking import remapping


@shared_task
def register_pending() -> None:
    """Have the provider follow parcels it does not know yet."""
    tracking.register_pending()


@shared_task
def remap_scans() -> None:
    """Read stored scans again when we understand more."""
    remapping.remap_scans()


@shared_task
def poll_due() -> None:
    """Look at the parcels that are due."""
    tracking.poll_due()


@shared_task
def fetch_wanted() -> None:
    """Read orders from Shopify that webhooks left open."""
    ingest.fetch_wanted()


@shared_task
def run_backfills() -> None:
    """Work on the loads of past orders."""
    backfill.run_unfinished()


@shared_task
def reconcile_due() -> None:
    """Look for what no webhook told us, once an hour per store."""
    reconcile.reconcile_due()


@shared_task
def learn_transit() -> None:
    """Learn from past parcels, once a night per store."""
    forecast.learn_due(clock.now())
