from decimal import Decimal

import pytest

from exceptions import facts, quotes, remedies
from exceptions.models import Kind, RemedyKind
from opsdesk.models import VendorCall
from orders.models import Order
from tests.exceptions.mirrored import mirrored_case

pytestmark = pytest.mark.django_db
FULL, PARTIAL = RemedyKind.FULL_REFUND, RemedyKind.PARTIAL_REFUND
SHIPPING = RemedyKind.SHIPPING_REFUND


def test_shopify_is_asked_about_every_remedy_that_moves_money(sandbox, store):
    case = mirrored_case(sandbox, store)

    found = quotes.fetch(case)

    assert found.problem == ""
    assert set(found.by_remedy) == {FULL, SHIPPING}
    assert found.by_remedy[FULL].amount == case.order.total
    assert found.by_remedy[SHIPPING].amount == case.order.shipping_total


def test_the_parcels_items_are_quoted_when_the_order_has_more(sandbox, store):
    case = mirrored_case(sandbox, store, Kind.DELIVERED_NOT_RECEIVED)
    case.shipment.lines.last().delete()

    found = quotes.fetch(case)

    inside = case.shipment.lines.get().order_line
    expected = inside.unit_price * inside.quantity + inside.tax
    assert found.by_remedy[PARTIAL].amount == expected


def test_only_what_is_left_is_quoted_after_a_refund(sandbox, store):
    case = mirrored_case(sandbox, store, Kind.RETURNED_TO_SENDER)
    story = sandbox.book.find(str(case.order.shopify_id))
    story.refund_by_hand("20.00")

    options = remedies.options_for(facts.gather(case), quotes.fetch(case))

    assert options[0].amount == case.order.total - 20


def test_a_reply_needs_no_quote(sandbox, store):
    case = mirrored_case(sandbox, store, Kind.FAILED_ATTEMPT)

    assert quotes.fetch(case).by_remedy == {}
    assert not VendorCall.objects.exists()


@pytest.mark.parametrize("fault", ["status", "connection_cut", "truncated"])
def test_trouble_with_shopify_leaves_the_mirrors_amounts_and_a_word_about_it(sandbox, store, fault):
    case = mirrored_case(sandbox, store)
    sandbox.faults.add("shopify", fault, times=None)

    found = quotes.fetch(case)

    assert found.problem == quotes.UNREAD
    options = {one.remedy: one for one in remedies.options_for(facts.gather(case), found)}
    assert options[FULL].amount == case.order.total


def test_a_store_without_shopify_credentials_still_gets_options(store):
    from tests.factories import make_case

    store.credentials.all().delete()
    case = make_case(store=store)

    assert quotes.fetch(case).problem == quotes.UNREAD


def test_what_is_reserved_is_not_offered(sandbox, store):
    case = mirrored_case(sandbox, store, Kind.RETURNED_TO_SENDER)
    Order.objects.update(reserved=case.order.total - Decimal("5.00"))
    case.order.refresh_from_db()

    options = remedies.options_for(facts.gather(case), quotes.fetch(case))

    assert options[0].amount == Decimal("5.00")
