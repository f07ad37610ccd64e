"""A shop with past orders, nobody told us about."""

import pytest

from opsdesk.vendors.shopify.throttle import forget_buckets
from orders import backfill
from orders.backfill import exporting
from orders.models import Backfill

ORDERS = 14


@pytest.fixture(autouse=True)
def _nobody_is_woken(monkeypatch):
    """The tests move the jobs themselves, step by step."""
    monkeypatch.setattr("opsdesk.events._wake", lambda path, event, ids: None)


@pytest.fixture
def history(sandbox):
    """Past orders of both shops; return the numbers of those of `store`'s."""
    forget_buckets()
    sandbox.seed_history(days=20, orders=2 * ORDERS)
    return [doc["id"] for doc in sandbox.shopify.orders if doc["shop"] == "alder.myshopify.com"]


@pytest.fixture
def bulk(settings, monkeypatch):
    """Every store is big enough for an export, and nobody waits between two looks."""
    monkeypatch.setattr(exporting, "SMALL", 0)
    monkeypatch.setattr(exporting, "LOOK_EVERY", 0.0)


@pytest.fixture
def run():
    """Work on a job until it ends or gets no further; return it."""

    def run(job, rounds=60):
        for _ in range(rounds):
            Backfill.objects.filter(pk=job.pk).update(next_step_at=job.asked_at)
            backfill.advance(job.pk, 5.0)
            job.refresh_from_db()
            if job.is_ended:
                break
        return job

    return run
