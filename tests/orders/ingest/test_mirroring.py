"""The same order by webhook and by query is the same rows; what is missing is asked for."""

from datetime import timedelta

import pytest

from opsdesk import clock, stores
from opsdesk.errors import Invalid
from opsdesk.vendors.shopify.orders_mirror import fetch_whole_order, order_payload
from opsdesk.vendors.shopify.throttle import forget_buckets
from orders import ingest
from orders.models import Order, OrderEvent, Refund, Shipment, WantedOrder
from tests.factories import DeliveryFactory
from tests.orders.bodies import delivery, fulfillment_body, order_body, refund_body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_buckets():
    forget_buckets()


@pytest.fixture
def story(sandbox, store):
    return sandbox.story("gone_silent", shop=store.slug)


def facts(store):
    leave = {"id", "code", "status_token", "mirrored_at", "source_digest", "source_fetched_at"}
    leave |= {"attention_at", "news_at", "next_check_at", "order_id", "shipment_id", "customer_id"}
    return [
        {key: value for key, value in row.items() if key not in leave}
        for rows in (
            Order.objects.filter(store=store).values(),
            Order.objects.get(store=store).lines.order_by("shopify_id").values(),
            Shipment.objects.filter(store=store).order_by("fulfillment_id").values(),
            Refund.objects.filter(store=store).values(),
            OrderEvent.objects.filter(store=store).order_by("kind").values("kind", "happened_at"),
        )
        for row in rows
    ]


def test_a_query_and_a_webhook_give_the_same_rows(sandbox, story, store):
    story.refund_by_hand("5.00")
    body = story.deliveries()[-1]
    ingest.on_order(DeliveryFactory.build(store=store, body=body.body))
    told = facts(store)
    Order.objects.all().delete()

    node = fetch_whole_order(stores.shopify_admin(store), story.order_id)
    ingest.mirror_order(store, node)

    assert facts(store) == told


def test_an_order_that_does_not_exist_is_given_up_in_words(sandbox, store):
    ingest.want_order(store.pk, 4711, "A refund came for an unknown order.")

    assert ingest.fetch_wanted() == 0

    wish = WantedOrder.objects.get()
    assert wish.next_attempt_at is None
    assert "does not know" in wish.error


@pytest.mark.parametrize(
    ("topic", "handler", "body"),
    [
        ("refunds/create", ingest.on_refund, lambda story: refund_body(order_id=story.order_id)),
        (
            "fulfillments/create",
            ingest.on_fulfillment,
            lambda story: fulfillment_body(order_id=story.order_id),
        ),
    ],
)
def test_what_belongs_to_an_unknown_order_waits_once_and_is_then_fetched(
    topic, handler, body, story, store
):
    first = delivery(store, body(story), topic, saved=False)
    with pytest.raises(ingest.NotYet):
        handler(first)

    handler(delivery(store, body(story), topic, saved=False, attempts=1))
    assert ingest.fetch_wanted() == 1

    order = Order.objects.get(store=store, shopify_id=story.order_id)
    assert order.shipments.count() == 1
    assert not WantedOrder.objects.exists()


def test_an_edit_reads_the_order_again(story, store):
    edit = {"order_edit": {"id": 1, "order_id": story.order_id, "line_items": {}}}

    ingest.on_order_edited(delivery(store, edit, "orders/edited", saved=False))
    ingest.fetch_wanted()

    assert Order.objects.get().shopify_id == story.order_id


def test_a_shop_that_does_not_answer_is_asked_again_later(sandbox, story, store):
    sandbox.faults.add(vendor="shopify", kind="status", status=503, times=50)
    ingest.want_order(store.pk, story.order_id, "The order was edited.")

    assert ingest.fetch_wanted() == 0

    wish = WantedOrder.objects.get()
    assert wish.attempts == 1
    assert wish.next_attempt_at > clock.now() + timedelta(seconds=4)


def test_a_wish_made_while_the_order_is_fetched_is_not_lost(story, store, monkeypatch):
    ingest.want_order(store.pk, story.order_id, "The order was edited.")
    original = ingest.wanted.read_order

    def read_and_wish_again(store, order_id):
        node = original(store, order_id)
        monkeypatch.setattr(ingest.wanted, "read_order", original)
        ingest.want_order(store.pk, order_id, "It was edited again.")
        return node

    monkeypatch.setattr(ingest.wanted, "read_order", read_and_wish_again)

    assert ingest.fetch_wanted() == 1
    assert WantedOrder.objects.get().because == "It was edited again."
    assert ingest.fetch_wanted() == 1
    assert not WantedOrder.objects.exists()


def test_two_bodies_of_one_second_are_settled_by_asking(store, november):
    ingest.on_order(delivery(store, order_body(5, note="one"), saved=False))
    assert not WantedOrder.objects.exists()

    ingest.on_order(delivery(store, order_body(5, note="another"), saved=False))

    assert WantedOrder.objects.get().because == "Two bodies of the same second differ."


def test_until_shopify_answers_any_order_of_arrival_gives_the_same_row(store, november):
    notes = []
    for first, second in (("one", "another"), ("another", "one")):
        Order.objects.all().delete()
        ingest.on_order(delivery(store, order_body(5, note=first), saved=False))
        ingest.on_order(delivery(store, order_body(5, note=second), saved=False))
        notes.append(Order.objects.get().note)

    assert notes[0] == notes[1]


def test_what_shopify_answered_beats_a_late_body_of_the_same_second(story, store):
    node = fetch_whole_order(stores.shopify_admin(store), story.order_id)
    later = order_payload(node).updated_at + timedelta(minutes=1)
    ingest.mirror_order(store, node, fetched_at=later)
    body = order_body(id=story.order_id, updated_at=node["updatedAt"], note="late and different")

    ingest.on_order(delivery(store, body, saved=False))

    assert Order.objects.get().note == (node["note"] or "")
    assert not WantedOrder.objects.exists()


def test_more_lines_than_one_page_are_all_read(sandbox, store):
    goods = [{"title": f"Thing {n}", "sku": f"SKU-{n}", "quantity": 1} for n in range(70)]
    story = sandbox.story("gone_silent", shop=store.slug, lines=goods)

    node = fetch_whole_order(stores.shopify_admin(store), story.order_id)

    assert len(order_payload(node).line_items) == 70


def test_an_answer_of_another_shape_is_refused_in_words(store):
    with pytest.raises(Invalid, match="another shape"):
        ingest.mirror_order(store, {"id": "gid://shopify/Order/1", "lineItems": 7})
