from datetime import date, timedelta

import pytest

from opsdesk.clock import now
from orders.models import EtaChange, Order
from orders.timeline import Entry, newest_first, order_timeline
from tests.factories import make_order, make_refund, make_scan, make_shipment


def told(order):
    return {entry.text: entry for entry in order_timeline(order)}


def test_an_orders_history_is_told_in_words(store):
    order = make_order(store=store, name="#1007", cancelled_at=now())
    parcel = make_shipment(
        order=order,
        reported_missing_at=now(),
        reported_missing_note="Not with the neighbours",
    )
    make_scan(parcel, raw_detail="departed_facility", raw_text="DEPARTED UPS FACILITY")
    EtaChange.objects.create(
        shipment=parcel, old=None, new=date(2026, 11, 20), source="easypost", at=now()
    )
    EtaChange.objects.create(
        shipment=parcel,
        old=date(2026, 11, 20),
        new=date(2026, 11, 23),
        source="easypost",
        at=now(),
    )

    entries = told(order)

    assert {"Order #1007 placed", "Order cancelled", "Label made"} <= set(entries)
    assert entries["Left a sorting centre (Memphis, TN)"].raw.endswith("DEPARTED UPS FACILITY")
    assert "Expected Fri, Nov 20" in entries
    assert entries["Expected later: Fri, Nov 20 → Mon, Nov 23"].kind == "bad"
    assert "Not with the neighbours" in entries["Customer says it never arrived"].detail


@pytest.mark.parametrize(
    ("pending", "reference", "text", "by"),
    [
        (False, "", "$10.00 refunded", "in Shopify"),
        (True, "3f6c", "$10.00 refund pending", "by OpsDesk"),
    ],
)
def test_a_refund_says_how_much_and_who(store, pending, reference, text, by):
    order = make_order(store=store)
    make_refund(order=order, is_pending=pending, reference=reference)

    assert told(order)[text].detail == by


def test_with_two_parcels_every_scan_says_whose_it_is(store):
    order = make_order(store=store)
    for number in ("1ZA", "1ZB"):
        make_scan(make_shipment(order=order, tracking_number=number))

    details = sorted(entry.detail for entry in order_timeline(order) if entry.kind == "scan")

    assert details == ["UPS 1ZA", "UPS 1ZB"]


@pytest.mark.parametrize(
    ("status", "text"),
    [("replaced", "Tracking number replaced"), ("cancelled", "Shipment cancelled")],
)
def test_a_parcel_that_was_taken_back_says_so(store, status, text):
    parcel = make_shipment(store=store, fulfillment_status=status)

    assert text in told(parcel.order)


def test_queries_do_not_grow_with_parcels_and_scans(store, django_assert_num_queries):
    order = make_order(store=store)
    for _ in range(4):
        parcel = make_shipment(order=order)
        for _ in range(4):
            make_scan(parcel)
    order = Order.objects.get(pk=order.pk)

    with django_assert_num_queries(4):
        order_timeline(order)


def test_sources_are_merged_newest_first():
    moment = now()
    older, newer = Entry(moment - timedelta(hours=1), "scan", "a"), Entry(moment, "act", "b")

    assert newest_first([older], [newer]) == (newer, older)
