from decimal import Decimal

import pytest

from opsdesk.errors import Invalid
from orders import ingest
from orders.models import Customer, Order, Refund, Shipment
from tests.factories import make_order, make_store
from tests.orders.bodies import (
    at,
    delivery,
    fulfillment_body,
    line_body,
    money,
    order_body,
    refund_body,
)

pytestmark = pytest.mark.usefixtures("november")


def take(store, body):
    ingest.on_order(delivery(store, body))
    return Order.objects.get(store=store, shopify_id=body["id"])


@pytest.fixture
def heard(monkeypatch):
    events = []
    for module in ("orders.ingest.mirroring", "orders.ingest.fulfillments", "orders.refunds"):
        monkeypatch.setattr(f"{module}.publish", lambda event, **ids: events.append(event))
    return events


def test_an_order_is_mirrored_with_its_lines_and_its_customer(store):
    order = take(store, order_body())

    line = order.lines.get()
    assert (order.name, order.email, order.country) == ("#1001", "dana@mail.example", "US")
    assert (order.total, order.shipping_total) == (Decimal("96.00"), Decimal("6.00"))
    assert order.recipient_name == "Dana Reyes"
    assert order.shipping_address["city"] == "Austin"
    assert order.tags == ["vip", "gift"]
    assert (line.quantity, line.unit_price, line.discount) == (
        2,
        Decimal("45.00"),
        Decimal("10.00"),
    )
    assert order.customer.first_name == "Dana"
    assert order.customer.locale == "en-US"


def test_what_was_paid_in_another_currency_is_kept_beside_the_shops(store):
    total = money("96.00") | {"presentment_money": {"amount": "88.00", "currency_code": "EUR"}}

    order = take(store, order_body(presentment_currency="EUR", total_price_set=total))

    assert (order.presentment_total, order.presentment_currency) == (Decimal("88.00"), "EUR")
    assert (order.total, order.currency) == (Decimal("96.00"), "USD")


def test_an_older_body_changes_nothing(store, heard):
    take(store, order_body(5, tags="new"))
    heard.clear()

    order = take(store, order_body(4, tags="old", line_items=[line_body(quantity=9)]))

    assert order.tags == ["new"]
    assert order.lines.get().quantity == 2
    assert heard == []


def test_the_same_body_again_changes_nothing(store, heard):
    before = take(store, order_body())
    heard.clear()

    after = take(store, order_body())

    assert after.mirrored_at == before.mirrored_at
    assert heard == []


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"financial_status": "pending"}, {"financial_status": "paid"}),
        ({"financial_status": "paid"}, {"financial_status": "refunded"}),
        ({"fulfillment_status": None}, {"fulfillment_status": "fulfilled"}),
        ({"financial_status": "refunded"}, {"cancelled_at": at(1), "financial_status": "paid"}),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_of_one_second_the_further_status_wins(store, less, more, swapped):
    bodies = [order_body(1, **less), order_body(1, **more)]

    for body in reversed(bodies) if swapped else bodies:
        order = take(store, body)

    assert order.financial_status == more.get("financial_status", "paid")
    assert order.fulfillment_status == more.get("fulfillment_status", "")
    assert bool(order.cancelled_at) == ("cancelled_at" in more)


def test_what_opsdesk_reserved_or_saw_refunded_is_not_shopifys_to_overwrite(store):
    order = make_order(
        store=store, shopify_id=order_body()["id"], refunded="10.00", reserved="5.00", lines=0
    )

    ingest.on_order(delivery(store, order_body(24 * 365 * 5)))

    order.refresh_from_db()
    assert order.name == "#1001"
    assert (order.refunded, order.reserved) == (10, 5)


def test_a_guest_order_has_no_customer(store):
    order = take(store, order_body(customer=None))

    assert order.customer is None
    assert order.recipient_name == "Dana Reyes"


def test_an_order_without_an_address_is_still_an_order(store):
    order = take(store, order_body(shipping_address=None))

    assert (order.country, order.shipping_address) == ("", {})
    assert order.recipient_name == "Dana Reyes"


def test_an_older_order_does_not_bring_back_the_customers_old_address(store):
    take(
        store,
        order_body(5, customer={"id": 7001, "email": "new@mail.example", "updated_at": at(5)}),
    )

    take(
        store,
        order_body(
            1, id=99, customer={"id": 7001, "email": "old@mail.example", "updated_at": at(1)}
        ),
    )

    assert Customer.objects.get(store=store).email == "new@mail.example"


def test_a_line_that_is_no_longer_told_stays_because_parcels_hold_it(store):
    take(store, order_body(1, line_items=[line_body(), line_body(9002)]))

    order = take(store, order_body(2, line_items=[line_body()]))

    assert order.lines.count() == 2


def test_nested_fulfillments_and_refunds_are_mirrored_too(store, heard):
    body = order_body(30, fulfillments=[fulfillment_body()], refunds=[refund_body()])

    order = take(store, body)

    assert Shipment.objects.get(order=order).tracking_number
    assert Refund.objects.get(order=order).amount == 10
    assert order.refunded == 10
    assert sorted(set(heard)) == [
        "order.changed",
        "refund.observed",
        "shipment.changed",
        "shipment.registered",
    ]


def test_an_older_order_body_may_still_nest_a_parcel_we_have_not_seen(store):
    take(store, order_body(50))

    take(store, order_body(30, fulfillments=[fulfillment_body()]))

    assert Shipment.objects.filter(store=store).count() == 1


def test_two_stores_may_have_the_same_shopify_ids(store):
    other = make_store(credentials=False)

    first, second = take(store, order_body()), take(other, order_body(tags=""))

    assert first.pk != second.pk
    assert Customer.objects.count() == 2


@pytest.mark.parametrize("broken", [{"id": None}, {"updated_at": "soon"}, {"total_price": "x"}])
def test_a_body_that_makes_no_sense_is_refused_in_words(store, broken):
    with pytest.raises(Invalid, match=next(iter(broken))):
        take(store, order_body() | broken)

    assert not Order.objects.exists()
