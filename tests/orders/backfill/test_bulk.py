"""One bulk export: everything arrives once, however often the way there breaks."""

import pytest

from notifications.models import Message
from opsdesk.vendors.shopify import bulk_file
from orders import backfill
from orders.backfill import applying, downloading, engine, exporting
from orders.models import Backfill, BackfillLine, Order, Shipment, ShipmentLine

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bulk")]


def arrived(store):
    return set(Order.objects.filter(store=store).values_list("shopify_id", flat=True))


def test_every_order_arrives_with_its_lines_and_parcels(store, history, run):
    job = run(backfill.ask(store=store))

    assert (job.state, job.method, job.notes) == ("done", "bulk", [])
    assert arrived(store) == set(history)
    assert job.orders_done == job.orders_expected == len(history)
    assert all(order.lines.exists() for order in Order.objects.all())
    assert ShipmentLine.objects.count() >= Shipment.objects.count() > 0
    assert not BackfillLine.objects.exists(), "staged lines hold personal data"
    assert not Message.objects.exists(), "old news is no news"


def test_a_second_run_changes_nothing(store, history, run):
    run(backfill.ask(store=store))
    before = list(Order.objects.order_by("pk").values_list("pk", "source_updated_at", "total"))

    job = run(backfill.ask(store=store))

    assert (job.state, job.orders_done) == ("done", len(history))
    assert before == list(
        Order.objects.order_by("pk").values_list("pk", "source_updated_at", "total")
    )


def test_asking_twice_goes_on_with_the_one_that_runs(store, history):
    assert backfill.ask(store=store).pk == backfill.ask(store=store, days=5).pk


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "truncated", "times": 3},
        {"kind": "connection_cut", "times": 2},
        {"kind": "short_file", "times": 2},
        {"kind": "status", "status": 403, "times": 2},
        {"kind": "status", "status": 500, "times": 2},
    ],
    ids=lambda fault: f"{fault['kind']} {fault.get('status', '')}",
)
def test_a_download_that_breaks_goes_on_where_it_was(
    store, history, run, sandbox, fault, monkeypatch
):
    monkeypatch.setattr(downloading, "BATCH_LINES", 7)
    sandbox.faults.add("shopify", operation="bulk_file", **fault)

    job = run(backfill.ask(store=store))

    assert job.state == "done"
    assert arrived(store) == set(history)
    assert job.bytes_done == job.file_size
    (operation,) = sandbox.shopify.bulk.all
    assert job.lines_done == operation.objects, "no line twice, none left out"


def test_an_expired_link_is_asked_for_again_and_the_download_goes_on(
    store, history, sandbox, monkeypatch
):
    monkeypatch.setattr(downloading, "BATCH_LINES", 10)
    job = backfill.ask(store=store)
    while job.state != "downloading" or not job.bytes_done:
        Backfill.objects.filter(pk=job.pk).update(next_step_at=job.asked_at)
        backfill.advance(job.pk, 0.0)
        job.refresh_from_db()
    stopped_at = job.bytes_done
    asked = []
    stream = bulk_file.stream

    def watch(url, start, store_id):
        asked.append(start)
        return stream(url, start, store_id)

    monkeypatch.setattr(bulk_file, "stream", watch)
    sandbox.shopify.bulk.expire_links()

    backfill.advance(job.pk, 30.0)

    job.refresh_from_db()
    assert (job.state, asked[0]) == ("done", stopped_at)
    assert arrived(store) == set(history)


def test_children_before_and_after_their_parents_find_them(store, history, run, sandbox):
    job = backfill.ask(store=store)
    run(job)

    (operation,) = sandbox.shopify.bulk.all
    rows = operation.content.decode().splitlines()
    orders = [place for place, row in enumerate(rows) if "__parentId" not in row]
    assert orders != list(range(len(orders))), "the sandbox mixed them, or this proves nothing"
    for doc in sandbox.shopify.orders:
        if doc["id"] in history:
            assert Order.objects.get(shopify_id=doc["id"]).lines.count() == len(doc["lines"])


def test_a_lost_answer_does_not_start_a_second_export(store, history, run, sandbox):
    sandbox.faults.add("shopify", "done_but_answer_lost", "bulkOperationRunQuery")

    job = run(backfill.ask(store=store))

    assert job.state == "done"
    assert len(sandbox.shopify.bulk.all) == 1


def test_a_refused_export_becomes_pages(store, history, run, sandbox):
    sandbox.faults.add("shopify", "user_errors", "bulkOperationRunQuery", times=None)

    job = run(backfill.ask(store=store))

    assert (job.state, job.method) == ("done", "pages")
    assert "page by page" in job.notes[-1]
    assert arrived(store) == set(history)


def test_a_busy_shop_is_waited_for_first(store, history, sandbox):
    sandbox.faults.add("shopify", "user_errors", "bulkOperationRunQuery")
    job = backfill.ask(store=store)

    backfill.advance(job.pk, 5.0)

    job.refresh_from_db()
    assert (job.state, job.failures) == ("waiting", 1)
    assert "already in progress" in job.error
    assert (job.next_step_at - job.asked_at).total_seconds() > exporting.BUSY_WAIT - 5


def test_a_failed_export_is_tried_again_and_its_part_is_not_used(store, history, run, sandbox):
    sandbox.faults.add("shopify", "export_failed", "bulkOperationRunQuery")

    job = run(backfill.ask(store=store))

    assert (job.state, job.method) == ("done", "bulk")
    assert "failed (INTERNAL_SERVER_ERROR)" in job.notes[0]
    assert arrived(store) == set(history)


def test_an_export_that_keeps_failing_becomes_pages(store, history, run, sandbox):
    sandbox.faults.add("shopify", "export_failed", "bulkOperationRunQuery", times=None)

    job = run(backfill.ask(store=store))

    assert (job.state, job.method) == ("done", "pages")
    assert arrived(store) == set(history)


def test_an_order_that_cannot_be_read_is_named_and_the_others_arrive(
    store, history, run, monkeypatch
):
    assemble = applying.bulk.assemble

    def spoil(root, children):
        node = assemble(root, children)
        return node if f"/{history[3]}" not in node["id"] else {**node, "currencyCode": "dollars"}

    monkeypatch.setattr(applying.bulk, "assemble", spoil)

    job = run(backfill.ask(store=store))

    assert (job.state, job.orders_failed) == ("done", 1)
    assert arrived(store) == set(history) - {history[3]}
    assert "currency" in job.problems[0]["reason"]


def test_shopify_being_away_postpones_and_loses_nothing(store, history, run, sandbox):
    job = backfill.ask(store=store)
    sandbox.faults.add("shopify", "status", status=503, retry_after=7, times=None)

    backfill.advance(job.pk, 1.0)

    job.refresh_from_db()
    assert (job.state, job.failures) == ("waiting", 1)
    assert job.next_step_at > job.asked_at
    sandbox.faults.clear()
    assert run(job).state == "done"


def test_wrong_credentials_fail_in_words(store, history, run, sandbox, monkeypatch):
    sandbox.faults.add("shopify", "status", "ordersCount", status=403, times=None)

    job = run(backfill.ask(store=store))

    assert job.state == "failed"
    assert "refused our access" in job.error


def test_a_job_called_off_stops_and_leaves_no_personal_data(store, history, monkeypatch):
    monkeypatch.setattr(applying, "BATCH", 6)
    job = backfill.ask(store=store)
    next_roots = applying._next_roots

    def cancel_meanwhile(current):
        roots = next_roots(current)
        if Order.objects.exists():
            backfill.cancel(code=job.code)
        return roots

    monkeypatch.setattr(applying, "_next_roots", cancel_meanwhile)
    for _ in range(10):
        Backfill.objects.filter(pk=job.pk).update(next_step_at=job.asked_at)
        engine.advance(job.pk, 5.0)

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert Order.objects.count() == 6
    assert not BackfillLine.objects.exists()
