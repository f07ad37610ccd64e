"""Webhooks repeat, come late and in any order: the rows must end the same."""

import os
import random
from collections import deque

import pytest

from orders import ingest
from orders.models import (
    Customer,
    EtaChange,
    Order,
    OrderEvent,
    OrderLine,
    Refund,
    Shipment,
    TrackingEvent,
)
from tests.factories import make_store
from tests.orders.bodies import (
    delivery,
    fulfillment_body,
    order_body,
    refund_body,
    tracker_body,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]

ROUNDS = int(os.environ.get("OPSDESK_TEST_SHUFFLES", "30"))  # 200 take a minute and a half
OTHER = "1Z999AA10123450000"
HANDLERS = {
    "orders/updated": ingest.on_order,
    "fulfillments/update": ingest.on_fulfillment,
    "refunds/create": ingest.on_refund,
    "tracker.updated": ingest.on_tracker,
}

NOT_FACTS = {
    "id",
    "code",
    "store_id",
    "order_id",
    "shipment_id",
    "customer_id",
    "order_line_id",
    "status_token",
    "mirrored_at",
    "attention_at",
    "news_at",
    "received_at",
    "last_checked_at",
    "next_check_at",
    "learned_at",
}


def story():
    """One order's life; some moments share a second, one number was corrected."""
    refunds = [refund_body("pending"), refund_body("success"), refund_body(refund_id=3002)]
    shipped = fulfillment_body(30)
    return [
        ("orders/updated", order_body(0)),
        ("orders/updated", order_body(0, financial_status="pending")),
        ("orders/updated", order_body(24, fulfillment_status="fulfilled", fulfillments=[shipped])),
        ("orders/updated", order_body(100, refunds=refunds[:1], tags="vip")),
        ("orders/updated", order_body(100, financial_status="partially_refunded")),
        ("orders/updated", order_body(101, refunds=refunds[1:], email="new@mail.example")),
        ("fulfillments/update", fulfillment_body(24, numbers=())),
        ("fulfillments/update", fulfillment_body(24, numbers=(OTHER,))),
        ("fulfillments/update", shipped),
        ("fulfillments/update", fulfillment_body(40, tracking_company="ups")),
        ("refunds/create", refunds[0]),
        ("refunds/create", refund_body(None)),
        ("refunds/create", refunds[2]),
        *(("tracker.updated", tracker_body(steps)) for steps in range(1, 8)),
    ]


def play(store, events):
    """Process as intake does: what is not yet possible goes to the end of the queue."""
    waiting = deque(delivery(store, body, topic, saved=False) for topic, body in events)
    patience = 20 * len(waiting)
    while waiting and patience:
        patience -= 1
        event = waiting.popleft()
        try:
            HANDLERS[event.topic](event)
        except ingest.NotYet:
            waiting.append(event)
    assert not waiting


def rows(store):
    """Everything the mirror knows about the store, without what arrival may change."""
    sets = {
        "customers": Customer.objects.filter(store=store),
        "orders": Order.objects.filter(store=store),
        "lines": OrderLine.objects.filter(order__store=store),
        "shipments": Shipment.objects.filter(store=store),
        "contents": Shipment.objects.filter(store=store).values(
            "tracking_number", "lines__order_line__shopify_id", "lines__quantity"
        ),
        "scans": TrackingEvent.objects.filter(shipment__store=store),
        "etas": EtaChange.objects.filter(shipment__store=store),
        "refunds": Refund.objects.filter(store=store),
        "events": OrderEvent.objects.standing().filter(store=store),
    }
    return {
        name: sorted(
            (
                {key: value for key, value in row.items() if key not in NOT_FACTS}
                for row in (found.values() if name != "contents" else found)
            ),
            key=repr,
        )
        for name, found in sets.items()
    }


@pytest.fixture(scope="module")
def expected(django_db_setup, django_db_blocker):
    """The rows after everything came once, in order."""
    from django.db import transaction

    # No patched clock here: what depends on the time of arrival is not compared.
    with django_db_blocker.unblock(), transaction.atomic():
        store = make_store(credentials=False)
        play(store, story())
        found = rows(store)
        transaction.set_rollback(True)
    return found


def test_in_order_the_story_ends_as_it_should(expected):
    order, shipments = expected["orders"][0], expected["shipments"]
    current = next(row for row in shipments if row["fulfillment_status"] == "success")
    replaced = next(row for row in shipments if row["fulfillment_status"] == "replaced")

    assert (order["financial_status"], order["email"]) == ("paid", "new@mail.example")
    assert order["refunded"] == 20
    assert len(shipments) == 2
    assert current["milestone"] == "delivered"
    assert (str(current["original_eta"]), str(current["current_eta"])) == (
        "2026-11-06",
        "2026-11-07",
    )
    assert (replaced["tracking_number"], replaced["milestone"]) == (OTHER, "cancelled")
    assert len(expected["scans"]) == 7
    assert sorted(row["kind"] for row in expected["events"]) == [
        "confirmed",
        "delivered",
        "fulfillment_created",
        "fulfillment_created",
        "in_transit",
        "out_for_delivery",
        "placed",
        "problem",
        "tracking_assigned",
        "tracking_assigned",
    ]
    assert [str(row["new"]) for row in expected["etas"]] == ["2026-11-06", "2026-11-07"]
    assert [row["tracking_number"] for row in expected["contents"] if row["lines__quantity"]] == [
        current["tracking_number"]
    ]


@pytest.mark.parametrize("block", range(10))
def test_any_order_and_any_number_of_repeats_give_the_same_rows(block, expected):
    from django.db import transaction

    for seed in range(block * ROUNDS // 10, (block + 1) * ROUNDS // 10):
        dice = random.Random(seed)
        events = story() + dice.choices(story(), k=dice.randrange(10))
        dice.shuffle(events)

        with transaction.atomic():
            store = make_store(credentials=False)
            play(store, events)
            found = rows(store)
            transaction.set_rollback(True)

        assert found == expected, f"seed {seed}"


def test_the_same_again_publishes_nothing(monkeypatch):
    store = make_store(credentials=False)
    play(store, story())
    published = []
    for module in (
        "orders.ingest.mirroring",
        "orders.ingest.wanted",
        "orders.ingest.fulfillments",
        "orders.refunds",
    ):
        monkeypatch.setattr(f"{module}.publish", lambda event, **ids: published.append(event))
    monkeypatch.setattr(
        "orders.tracking.updates.publish", lambda event, **ids: published.append(event)
    )

    play(store, story())

    assert published == []
