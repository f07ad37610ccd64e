"""Every Shopify topic, over real HTTP: what the sandbox says is what the mirror ends up with."""

import pytest
from django.db import transaction

from exceptions import execution
from notifications import policy
from opsdesk import connections, context, privacy, stores
from opsdesk.intake import batches
from opsdesk.models import AuditEntry, InboundDelivery, Store
from opsdesk.vendors.shopify.throttle import forget_buckets
from orders import ingest
from orders.models import Dispute, Order, OrderEvent, Refund, Return, WantedOrder
from tests.factories import make_case, make_member, make_message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(sandbox, connected_store):
    forget_buckets()
    story = sandbox.story("gone_silent", shop=connected_store.slug)
    take_in(sandbox)
    return story


def take_in(sandbox):
    """Deliver, process, and fetch what was wished for."""
    assert sandbox.drain()
    for _ in range(2):
        InboundDelivery.objects.filter(state="stored").update(next_attempt_at="2020-01-01T00:00Z")
        batches.process_all()
        ingest.fetch_wanted()
    assert not InboundDelivery.objects.quarantined().exists()


def order():
    return Order.objects.get()


def test_an_edit_is_read_from_shopify(sandbox, story):
    sandbox.aftermath.edit(story, quantity=7)
    take_in(sandbox)

    assert order().lines.order_by("shopify_id").first().quantity == 7
    assert not WantedOrder.objects.exists()


def test_a_cancelled_order_is_cancelled(sandbox, story):
    story.cancel()
    take_in(sandbox)

    assert order().cancelled_at


def test_a_deleted_order_leaves_a_tombstone_and_its_rows(sandbox, story):
    sandbox.aftermath.delete(story)
    take_in(sandbox)

    assert order().deleted_at
    assert order().shipments.exists()


def test_a_return_is_mirrored_and_recorded_once(sandbox, story):
    sandbox.aftermath.send_back(story)
    sandbox.aftermath.send_back(story, "open")
    take_in(sandbox)
    sandbox.aftermath.send_back(story, "closed")
    take_in(sandbox)

    row = Return.objects.get()
    assert (row.order, row.status) == (order(), "closed")
    assert len(row.lines) == order().lines.count(), "a close does not forget what comes back"
    assert "Regards" not in str(row.lines), "what the customer wrote is not taken over"
    assert OrderEvent.objects.filter(kind="return_initiated").count() == 1


def test_a_dispute_is_mirrored_and_threatens_until_it_is_won(sandbox, story):
    sandbox.aftermath.dispute(story)
    take_in(sandbox)
    assert Dispute.objects.threatening().get().order == order()

    sandbox.aftermath.dispute(story, "won")
    take_in(sandbox)

    assert Dispute.objects.get().status == "won"
    assert not Dispute.objects.threatening().exists()


def test_pending_money_that_arrives_settles_the_refund(sandbox, story):
    refund = story.refund_by_hand("5.00")
    for tx in refund["transactions"]:
        tx["settles_at"] = None
    doc = story.order
    doc["refunds"][0]["transactions"] = refund["transactions"]
    sandbox.world.state.save("orders", doc["id"], doc)
    take_in(sandbox)
    assert Refund.objects.get().is_pending

    story.settle_refunds()
    take_in(sandbox)

    assert not Refund.objects.get().is_pending
    assert InboundDelivery.objects.filter(topic="order_transactions/create").exists()


def test_a_removed_app_stops_sending_and_money_and_says_so(sandbox, story, connected_store):
    sandbox.aftermath.remove_app(story)
    take_in(sandbox)

    store = Store.objects.get(pk=connected_store.pk)
    case = make_case(amount="5.00", store=store)
    message = make_message(order=case.order)
    assert store.is_disconnected
    assert "removed" in policy.switched_off(message)
    assert execution._waits_for_switch(type("E", (), {"remedy": "full_refund", "case": case}))
    assert "removed" in context.banners(make_member(store))[0]
    assert AuditEntry.objects.filter(action="store.disconnected").count() == 1


def test_connecting_again_ends_it_and_a_late_repeat_does_not_bring_it_back(
    sandbox, story, connected_store
):
    sandbox.aftermath.remove_app(story)
    take_in(sandbox)
    stores.connect(connected_store, None)
    late = InboundDelivery.objects.get(topic="app/uninstalled")

    with transaction.atomic():
        connections.on_uninstalled(late)

    assert not Store.objects.get(pk=connected_store.pk).is_disconnected


def test_the_compliance_topics_are_served_and_not_subscribed_to(sandbox, story, connected_store):
    subscribed = {
        doc["topic"] for doc in sandbox.shopify.subscriptions.of_shop(connected_store.shop_domain)
    }
    assert "CUSTOMERS_REDACT" not in subscribed
    assert {"RETURNS_REQUEST", "DISPUTES_CREATE", "APP_UNINSTALLED"} <= subscribed

    sandbox.aftermath.ask_for_privacy(story, "customers/data_request")
    sandbox.aftermath.ask_for_privacy(story, "customers/redact")
    take_in(sandbox)
    privacy.run_due()

    assert order().email == ""
    assert connected_store.data_requests.get().customer_id
    assert connected_store.erasures.get().finished_at


def test_the_nine_events_are_recorded_once(sandbox, story):
    names = list(OrderEvent.objects.values_list("kind", flat=True))
    take_in(sandbox)

    assert sorted(names) == sorted(set(names))
    assert {"placed", "confirmed", "fulfillment_created", "tracking_assigned"} <= set(names)
    assert all(
        event.learned_at >= event.happened_at for event in OrderEvent.objects.filter(kind="placed")
    )
