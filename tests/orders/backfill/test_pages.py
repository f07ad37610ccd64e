"""Small stores are read page by page; what an app may not see is said."""

import dataclasses

import pytest

from opsdesk.vendors.shopify import orders_page
from orders import backfill
from orders.backfill import LIMIT_NOTE, paging, progress_of
from orders.models import Order

pytestmark = pytest.mark.django_db(transaction=True)


def arrived(store):
    return set(Order.objects.filter(store=store).values_list("shopify_id", flat=True))


def test_a_small_store_is_read_page_by_page(store, history, run):
    job = run(backfill.ask(store=store))

    assert (job.state, job.method, job.notes) == ("done", "pages", [])
    assert arrived(store) == set(history)
    assert progress_of(job).percent == 100


def test_a_worker_that_died_leaves_its_place_to_the_next(store, history, run, monkeypatch):
    monkeypatch.setattr(orders_page, "SIZE", 5)
    take = paging.take_order
    taken = []

    def die_at_the_seventh(store, node, *args, **options):
        taken.append(node["id"])
        if len(taken) == 7:
            raise KeyboardInterrupt
        return take(store, node, *args, **options)

    monkeypatch.setattr(paging, "take_order", die_at_the_seventh)
    job = backfill.ask(store=store)

    with pytest.raises(KeyboardInterrupt):
        backfill.advance(job.pk, 30.0)
    job = run(job)

    assert (job.state, job.orders_done) == ("done", len(history))
    assert arrived(store) == set(history)
    assert len(taken) == len(history) + 2, "only the page that was cut off is read again"


def test_without_the_scope_only_sixty_days_come_and_it_is_said(store, sandbox, history, run):
    shop = sandbox.shops["alder.myshopify.com"]
    sandbox.shopify._shops["alder.myshopify.com"] = dataclasses.replace(shop, sees_all_orders=False)
    try:
        old = sandbox.story("healthy", shop="alder", age=80)
        job = run(backfill.ask(store=store, days=365))
    finally:
        sandbox.shopify._shops["alder.myshopify.com"] = shop

    assert job.notes == [LIMIT_NOTE]
    assert old.order_id not in arrived(store)
    assert arrived(store) == set(history)


def test_a_long_order_is_asked_for_by_itself(store, history, run, monkeypatch):
    asked = []
    fetch = paging.fetch_whole_order
    monkeypatch.setattr(paging.orders_page, "is_whole", lambda node: False)
    monkeypatch.setattr(
        paging,
        "fetch_whole_order",
        lambda admin, number: asked.append(number) or fetch(admin, number),
    )

    job = run(backfill.ask(store=store, days=3))

    assert job.state == "done"
    assert set(asked) == arrived(store)
