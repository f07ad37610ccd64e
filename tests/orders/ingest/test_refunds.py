import uuid
from decimal import Decimal

import pytest

from opsdesk.money import Money
from orders import ingest
from orders.models import Order, Refund
from orders.refunds import RefundFacts, record_refund
from tests.orders.bodies import START, delivery, money, order_body, refund_body

pytestmark = pytest.mark.usefixtures("november")


@pytest.fixture
def heard(monkeypatch):
    events = []
    monkeypatch.setattr("orders.refunds.publish", lambda event, **ids: events.append(event))
    return events


@pytest.fixture
def order(store):
    ingest.on_order(delivery(store, order_body()))
    return Order.objects.get(store=store)


def take(order, body):
    ingest.on_refund(delivery(order.store, body, "refunds/create"))
    order.refresh_from_db()
    return Refund.objects.get(shopify_id=body["id"])


def test_a_refund_is_mirrored_and_counted(order, heard):
    refund = take(order, refund_body())

    assert (refund.amount, refund.currency, refund.is_pending) == (Decimal("10.00"), "USD", False)
    assert refund.lines == [{"line_id": 9001, "quantity": 1}]
    assert refund.reference == ""
    assert order.refunded == 10
    assert heard == ["refund.observed", "order.changed"]


def test_before_its_order_it_has_to_wait(store):
    with pytest.raises(ingest.NotYet):
        ingest.on_refund(delivery(store, refund_body(), "refunds/create"))


def test_our_own_refund_is_recognised_by_its_note(order):
    code = uuid.uuid4()

    assert take(order, refund_body(note=f"OpsDesk {code}")).reference == str(code)


def test_money_on_its_way_counts_and_then_counts_once(order):
    take(order, refund_body("pending"))
    assert order.refunded == 10

    refund = take(order, refund_body("success"))

    assert not refund.is_pending
    assert order.refunded == 10


def test_a_failed_refund_gives_nothing_back(order):
    take(order, refund_body("pending"))

    refund = take(order, refund_body("failure"))

    assert (refund.amount, order.refunded) == (0, 0)


@pytest.mark.parametrize("older", ["pending", None])
def test_an_older_body_does_not_undo_what_came_of_it(order, heard, older):
    take(order, refund_body("failure"))
    heard.clear()

    refund = take(order, refund_body(older))

    assert (refund.amount, order.refunded) == (0, 0)
    assert heard == []


def test_several_refunds_add_up(order):
    take(order, refund_body())
    take(order, refund_body(refund_id=3002, amount="16.50"))

    assert order.refunded == Decimal("26.50")


def test_a_refund_in_the_customers_currency_is_counted_in_the_shops(order):
    total = money("96.00") | {"presentment_money": {"amount": "48.00", "currency_code": "KWD"}}
    ingest.on_order(
        delivery(order.store, order_body(1, presentment_currency="KWD", total_price_set=total))
    )
    body = refund_body(amount="10.00")
    body["transactions"][0]["currency"] = "KWD"

    assert take(order, body).amount == Decimal("20.00")


def test_the_echo_of_our_own_refund_is_the_same_refund(order, heard):
    code = uuid.uuid4()
    record_refund(
        order,
        RefundFacts(
            shopify_id=3001,
            amount=Decimal("10.00"),
            currency="USD",
            is_pending=False,
            refunded_at=START,
            note=f"OpsDesk {code}",
        ),
        settles=Money.zero("USD"),
    )

    refund = take(order, refund_body(note=f"OpsDesk {code}"))

    assert Refund.objects.count() == 1
    assert refund.reference == str(code)
    assert order.refunded == 10


def test_what_our_executor_saw_settled_is_not_unsettled_by_a_late_webhook(order):
    record_refund(
        order,
        RefundFacts(3001, Decimal(0), "USD", is_pending=False, refunded_at=START),
        settles=Money.zero("USD"),
    )

    assert take(order, refund_body("pending")).amount == 0
