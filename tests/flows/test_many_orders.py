"""Thousands of signed deliveries, shuffled and repeated, end as the orderly ones do.

OPSDESK_TEST_ORDERS=1000 plays 10,000 deliveries and more (some minutes); the default is a taste.
"""

import os
import random

import pytest

from opsdesk.intake import batches
from opsdesk.models import InboundDelivery
from opsdesk.sandbox.stories.history import seed_history
from orders.models import Order, Shipment
from tests.factories import make_store
from tests.orders.test_convergence import rows

ORDERS = int(os.environ.get("OPSDESK_TEST_ORDERS", "24"))
TIMES = 4


@pytest.fixture
def deliveries(sandbox):
    """Every Shopify webhook of a month of orders, in order."""
    world, book = sandbox.world, sandbox.book
    seed_history(world, book, list(sandbox.shops), days=30, orders=ORDERS * 2, seed=11)
    first = next(iter(sandbox.shops))
    mine = [order for order in sandbox.shopify.orders if order["shop"] == first]
    return [row for order in mine for row in book.deliveries(order, "")]


def play(client, store, deliveries):
    """Post, then process until nothing waits; return the statuses."""
    statuses = set()
    for row in deliveries:
        answer = client.post(
            f"/hooks/shopify/{store.slug}/",
            row.body,
            content_type="application/json",
            headers=row.headers,
        )
        statuses.add(answer.status_code)
    for _ in range(8):
        waiting = InboundDelivery.objects.filter(state=InboundDelivery.State.STORED)
        waiting.update(next_attempt_at=store.connected_at)
        batches.process_all()
    return statuses


@pytest.mark.django_db
def test_shuffled_and_repeated_deliveries_converge(client, store, deliveries):
    assert play(client, store, deliveries) == {200}
    orderly = rows(store)
    assert len(orderly["orders"]) >= ORDERS * 0.8
    assert len(orderly["shipments"]) >= ORDERS * 0.6

    Order.objects.all().delete()
    InboundDelivery.objects.all().delete()
    shuffled = deliveries * TIMES
    random.Random(5).shuffle(shuffled)

    assert play(client, store, shuffled) == {200}
    assert not InboundDelivery.objects.exclude(state="processed").exists()
    assert Shipment.objects.filter(store=store).count() == len(orderly["shipments"])
    shuffled_rows = rows(store)
    for name, expected in orderly.items():
        assert shuffled_rows[name] == expected, name


@pytest.mark.django_db
def test_a_body_signed_for_one_store_is_nothing_to_another(client, store, deliveries):
    other = make_store(slug="birch")

    assert play(client, other, deliveries[:20]) == {401}
    assert not Order.objects.exists()
