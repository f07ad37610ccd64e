"""Two workers, one order: the database decides, and both end well."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from opsdesk.wiring import LISTENERS
from orders import ingest
from orders.models import Customer, Order, Refund, Shipment, TrackingEvent
from tests.factories import make_store
from tests.orders.bodies import delivery, fulfillment_body, order_body, refund_body, tracker_body

WORKERS = 6


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch):
    monkeypatch.setattr("opsdesk.events.LISTENERS", dict.fromkeys(LISTENERS, ()))


def at_once(handlers):
    start = Barrier(len(handlers))

    def work(handle, event):
        try:
            start.wait()
            with transaction.atomic():
                handle(event)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(handlers)) as pool:
        for done in [pool.submit(work, *pair) for pair in handlers]:
            done.result()


@pytest.mark.django_db(transaction=True)
def test_one_order_told_at_once_is_one_order():
    store = make_store(credentials=False)
    body = order_body(30, fulfillments=[fulfillment_body()], refunds=[refund_body()])

    at_once([(ingest.on_order, delivery(store, body)) for _ in range(WORKERS)])

    assert [model.objects.count() for model in (Order, Customer, Shipment, Refund)] == [1, 1, 1, 1]
    assert Order.objects.get().refunded == 10


@pytest.mark.django_db(transaction=True)
def test_two_orders_of_a_new_customer_make_one_customer():
    store = make_store(credentials=False)

    at_once([(ingest.on_order, delivery(store, order_body(id=n))) for n in range(1, WORKERS + 1)])

    assert (Order.objects.count(), Customer.objects.count()) == (WORKERS, 1)


@pytest.mark.django_db(transaction=True)
def test_everything_about_one_parcel_at_once_loses_nothing():
    store = make_store(credentials=False)
    with transaction.atomic():
        ingest.on_order(delivery(store, order_body(30, fulfillments=[fulfillment_body()])))
    trackers = [delivery(store, tracker_body(n), "tracker.updated") for n in range(2, 8)]

    at_once(
        [
            *((ingest.on_tracker, event) for event in trackers),
            (ingest.on_refund, delivery(store, refund_body(), "refunds/create")),
            (ingest.on_refund, delivery(store, refund_body(refund_id=3002), "refunds/create")),
            (ingest.on_order, delivery(store, order_body(40, refunds=[refund_body()]))),
            (ingest.on_fulfillment, delivery(store, fulfillment_body(50), "fulfillments/update")),
        ]
    )

    parcel = Shipment.objects.get()
    assert TrackingEvent.objects.count() == 7
    assert (parcel.milestone, parcel.eta_changes.count()) == ("delivered", 2)
    assert Order.objects.get().refunded == 20
