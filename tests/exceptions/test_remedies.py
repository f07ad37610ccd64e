from dataclasses import replace
from decimal import Decimal

import pytest

from exceptions.models import Kind, RemedyKind
from exceptions.remedies import Quotes, menu_for, options_for, requests_for
from opsdesk.vendors.shopify.refunds import SuggestedRefund, SuggestedTransaction
from tests.exceptions.facts import CAP, SHIRT, make_facts

FULL, PARTIAL = RemedyKind.FULL_REFUND, RemedyKind.PARTIAL_REFUND
SHIPPING, REPLY = RemedyKind.SHIPPING_REFUND, RemedyKind.REPLY_ONLY
UNREAD = Quotes({}, "Shopify could not be asked.")
TWO_PARCELS = {
    "order_lines": (SHIRT, CAP),
    "total": Decimal("115.72"),
    "refundable": Decimal("115.72"),
}


def quote(amount, maximum="500.00", shipping="0", paid_in="USD", converted=None):
    return SuggestedRefund(
        amount=Decimal(amount),
        currency="USD",
        maximum=Decimal(maximum),
        shipping_amount=Decimal(shipping),
        shipping_maximum=Decimal(6),
        presentment_shipping=Decimal(shipping),
        transactions=(
            SuggestedTransaction(
                gateway="shopify_payments",
                amount=Decimal(converted or amount),
                currency=paid_in,
                parent_id="gid://shopify/OrderTransaction/1",
            ),
        ),
    )


def offered(facts, quotes=UNREAD):
    return {option.remedy: str(option.money) for option in options_for(facts, quotes)}


def recommended(facts, quotes=UNREAD):
    (option,) = [option for option in options_for(facts, quotes) if option.recommended]
    return option.remedy


@pytest.mark.parametrize(
    ("kind", "one_parcel", "two_parcels"),
    [
        (Kind.NO_PICKUP_SCAN, [REPLY, FULL], [REPLY, PARTIAL, FULL]),
        (Kind.NO_MOVEMENT, [REPLY, FULL, SHIPPING], [REPLY, PARTIAL, FULL, SHIPPING]),
        (Kind.ETA_SLIP, [REPLY, SHIPPING], [REPLY, SHIPPING]),
        (Kind.OVERDUE, [SHIPPING, REPLY, FULL], [SHIPPING, REPLY, PARTIAL, FULL]),
        (Kind.FAILED_ATTEMPT, [REPLY], [REPLY]),
        (Kind.RETURNED_TO_SENDER, [FULL, REPLY], [PARTIAL, FULL, REPLY]),
        (Kind.DELIVERED_NOT_RECEIVED, [FULL, REPLY], [PARTIAL, FULL, REPLY]),
    ],
)
def test_each_kind_has_its_menu_and_the_first_is_recommended(kind, one_parcel, two_parcels):
    for facts, menu in (
        (make_facts(kind), one_parcel),
        (make_facts(kind, **TWO_PARCELS), two_parcels),
    ):
        options = options_for(facts, UNREAD)

        assert [option.remedy for option in options] == menu
        assert [option.recommended for option in options] == [True] + [False] * (len(menu) - 1)
        assert len({option.option_id for option in options}) == len(menu)


@pytest.mark.parametrize("kind", list(Kind))
def test_only_a_reply_moves_no_money(kind):
    for option in options_for(make_facts(kind, **TWO_PARCELS), UNREAD):
        assert (option.amount == 0) == (option.remedy == REPLY)


def test_the_mirrors_amounts_stand_in_when_shopify_cannot_be_asked():
    facts = make_facts(Kind.OVERDUE, **TWO_PARCELS)

    assert offered(facts) == {SHIPPING: "$6.00", REPLY: "$0.00", PARTIAL: "$84.72", FULL: "$115.72"}


@pytest.mark.parametrize(
    ("suggested", "maximum", "refundable", "amount"),
    [
        ("90.72", "90.72", "90.72", "90.72"),
        ("80.00", "90.72", "90.72", "80.00"),
        ("90.72", "70.00", "90.72", "70.00"),
        ("90.72", "90.72", "60.00", "60.00"),
    ],
)
def test_an_option_never_moves_more_than_any_of_the_three_caps(
    suggested, maximum, refundable, amount
):
    facts = make_facts(Kind.RETURNED_TO_SENDER, refundable=Decimal(refundable))

    options = options_for(facts, Quotes({FULL: quote(suggested, maximum)}))

    assert options[0].amount == Decimal(amount)


def test_an_option_carries_what_it_gives_back():
    facts = make_facts(Kind.RETURNED_TO_SENDER)

    full, reply = options_for(facts, Quotes({FULL: quote("90.72", shipping="6.00")}))

    assert [line.as_json() for line in full.lines] == [
        {"line_id": 9001, "quantity": 2, "title": "Linen shirt"}
    ]
    assert (full.shipping_amount, full.currency) == (Decimal("6.00"), "USD")
    assert (
        full.summary == "Refund all that is left on the order: $90.72, shipping of $6.00 included"
    )
    assert full.transactions[0].gateway == "shopify_payments"
    assert (reply.lines, reply.shipping_amount, reply.amount) == ((), 0, 0)


def test_the_rules_remedy_is_recommended_where_it_is_on_the_menu():
    assert recommended(make_facts(Kind.NO_MOVEMENT, default_remedy=FULL)) == FULL
    assert recommended(make_facts(Kind.OVERDUE, default_remedy=REPLY)) == REPLY
    assert recommended(make_facts(Kind.ETA_SLIP, default_remedy=FULL)) == REPLY


def test_a_rule_for_full_refunds_means_the_parcel_where_there_are_others():
    facts = make_facts(Kind.DELIVERED_NOT_RECEIVED, default_remedy=FULL, **TWO_PARCELS)

    assert recommended(facts) == PARTIAL


def test_nothing_left_to_refund_leaves_the_reply():
    facts = make_facts(Kind.RETURNED_TO_SENDER, refundable=Decimal(0), refunded=Decimal("90.72"))

    assert requests_for(facts) == ()
    assert offered(facts) == {REPLY: "$0.00"}
    assert recommended(facts) == REPLY


def test_items_already_refunded_are_not_offered_again():
    facts = make_facts(
        Kind.DELIVERED_NOT_RECEIVED, **TWO_PARCELS | {"parcel_lines": (), "order_lines": (CAP,)}
    )

    assert PARTIAL not in menu_for(facts)


def test_shipping_is_not_offered_where_none_was_paid_or_shopify_has_none_left():
    free = make_facts(Kind.OVERDUE, shipping_paid=Decimal(0))
    given_back = make_facts(Kind.OVERDUE)

    assert SHIPPING not in offered(free)
    assert recommended(free) == REPLY
    assert SHIPPING not in offered(given_back, Quotes({FULL: quote("84.72")}))


def test_after_any_refund_the_mirror_does_not_offer_the_shipping():
    facts = make_facts(Kind.OVERDUE, refunded=Decimal(10), refundable=Decimal("80.72"))

    assert SHIPPING not in offered(facts)


def test_the_customer_is_told_the_amount_in_the_currency_they_paid():
    facts = make_facts(Kind.RETURNED_TO_SENDER)
    foreign = quote("90.72", paid_in="CAD", converted="124.10")

    assert str(options_for(facts, Quotes({FULL: foreign}))[0].told) == "CA$124.10"
    capped = replace(facts, refundable=Decimal(50))
    assert options_for(capped, Quotes({FULL: foreign}))[0].told is None


def test_a_currency_without_decimals_has_none():
    facts = make_facts(
        Kind.RETURNED_TO_SENDER,
        currency="JPY",
        total=Decimal(9072),
        refundable=Decimal(9072),
    )

    assert options_for(facts, UNREAD)[0].as_json()["amount"] == "9072"
