"""Webhooks get lost and subscriptions vanish: an hourly look finds both, and says so."""

from datetime import timedelta

import pytest

from opsdesk.clock import now
from opsdesk.models import AuditEntry
from opsdesk.vendors.shopify.throttle import forget_buckets
from orders import reconcile
from orders.models import Order, Reconciliation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    forget_buckets()
    monkeypatch.setattr("opsdesk.events._wake", lambda path, event, ids: None)


def test_what_no_webhook_told_is_found(connected_store, sandbox):
    sandbox.faults.add("shopify", "lost", "webhook", times=None)
    story = sandbox.story("healthy", shop="alder")

    look = reconcile.reconcile(connected_store)

    assert (look.error, look.orders_missed) == ("", 1)
    assert Order.objects.get().shopify_id == story.order_id
    assert look.finished_at


def test_the_next_look_starts_where_the_last_one_ended_less_an_overlap(connected_store, sandbox):
    sandbox.story("healthy", shop="alder")
    first = reconcile.reconcile(connected_store)

    second = reconcile.reconcile(connected_store)

    assert second.since == first.until - reconcile.OVERLAP
    assert second.orders_missed == 0


def test_lost_subscriptions_are_made_again_and_the_log_says_so(connected_store, sandbox):
    gone = sandbox.shopify.subscriptions.of_shop("alder.myshopify.com")
    for doc in gone[:2]:
        sandbox.world.state.delete("subscriptions", doc["id"])

    look = reconcile.reconcile(connected_store)

    assert len(look.repaired) == 2
    assert len(sandbox.shopify.subscriptions.of_shop("alder.myshopify.com")) == len(gone)
    assert look.repaired[0] in AuditEntry.objects.latest("pk").sentence


def test_a_look_that_fails_keeps_its_place_and_is_repeated_soon(connected_store, sandbox):
    first = reconcile.reconcile(connected_store)
    sandbox.faults.add("shopify", "status", "orders", status=500, times=None)

    failed = reconcile.reconcile(connected_store)

    assert (failed.until, failed.finished_at) == (first.until, None)
    assert failed.error
    Reconciliation.objects.filter(pk=failed.pk).update(started_at=now() - timedelta(minutes=6))
    assert reconcile.is_due(connected_store)


def test_a_store_is_looked_at_once_an_hour(connected_store):
    assert reconcile.reconcile_due() == 1
    assert reconcile.reconcile_due() == 0

    Reconciliation.objects.update(started_at=now() - timedelta(minutes=61))

    assert reconcile.reconcile_due() == 1
