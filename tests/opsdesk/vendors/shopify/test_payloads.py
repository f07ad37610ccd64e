"""Shopify's webhook bodies as values, whatever is in them."""

import contextlib
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsdesk.errors import Invalid
from opsdesk.vendors.shopify.payloads import parse_fulfillment, parse_order, parse_refund

ORDER = {
    "id": 820982911946154508,
    "name": "#1001",
    "email": "dana@mail.example",
    "created_at": "2026-11-18T09:30:00-05:00",
    "updated_at": "2026-11-18T09:31:00-05:00",
    "currency": "USD",
    "presentment_currency": "EUR",
    "subtotal_price": "90.00",
    "total_price": "96.72",
    "total_tax": "0.72",
    "total_price_set": {
        "shop_money": {"amount": "96.72", "currency_code": "USD"},
        "presentment_money": {"amount": "88.10", "currency_code": "EUR"},
    },
    "total_shipping_price_set": {"shop_money": {"amount": "6.00", "currency_code": "USD"}},
    "tags": "vip, , gift",
    "note": None,
    "customer": None,
    "shipping_address": {"name": "Dana Reyes", "city": "Austin", "country_code": "US"},
    "line_items": [
        {
            "id": 9001,
            "title": "Linen shirt",
            "quantity": 2,
            "price": "45.00",
            "variant_title": None,
            "tax_lines": [{"price": "0.50"}, {"price": "0.22"}],
            "discount_allocations": [{"amount": "5.00"}],
        }
    ],
    "fulfillments": None,
    "a_field_of_next_year": {"deep": [1, 2]},
}


def body(**changes):
    return json.dumps({**ORDER, **changes}).encode()


def test_order_is_read_exactly():
    order = parse_order(body())

    assert order.id == 820982911946154508
    assert order.total_price == Decimal("96.72")
    assert order.shipping_total == Decimal("6.00")
    assert order.presentment_total == Decimal("88.10")
    assert order.tag_list == ["vip", "gift"]
    assert order.created_at.isoformat() == "2026-11-18T14:30:00+00:00"
    assert order.line_items[0].tax == Decimal("0.72")
    assert order.line_items[0].discount == Decimal("5.00")
    assert order.note == ""
    assert order.fulfillments == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None},
        {"id": 2**70},
        {"id": -1},
        {"id": True},
        {"total_price": "-0.01"},
        {"subtotal_price": "-1"},
        {"total_discounts": True},
        {"total_price_set": {"presentment_money": {"amount": "-1"}}},
        {"line_items": [{"id": True}]},
        {"line_items": [{"id": 9001, "quantity": True}]},
        {"total_price": "NaN"},
        {"total_price": "1e40"},
        {"total_price": "ninety"},
        {"created_at": "0001-01-01T00:00:00+14:00"},
        {"updated_at": None},
        {"line_items": {"id": 1}},
        {"currency": "dollars"},
    ],
)
def test_what_does_not_fit_our_columns_is_invalid(changes):
    with pytest.raises(Invalid):
        parse_order(body(**changes))


def test_refusal_names_the_field_and_not_its_content():
    with pytest.raises(Invalid) as caught:
        parse_order(body(total_price="dana@mail.example"))

    assert "total_price" in str(caught.value)
    assert "dana" not in str(caught.value)


def test_nul_bytes_are_dropped_and_long_texts_cut():
    order = parse_order(body(name="#10\x0001" + "9" * 500))

    assert "\x00" not in order.name
    assert len(order.name) == 40


@pytest.mark.parametrize(
    "address", ["dana@mail.example", "d.o'reyes+shop@mail.example", "dana@münchen.example"]
)
def test_a_plain_address_is_kept_as_it_came(address):
    assert parse_order(body(email=address)).email == address


@pytest.mark.parametrize(
    "address",
    [
        "dana\x00@mail.example",
        "dana@mail.example\r\nBcc: all@mail.example",
        "dana@mail.example\n",
        " dana@mail.example",
        "dana@mail.example, lee@mail.example",
        "Dana <dana@mail.example>",
        "dana\u202e@mail.example",
        "dana",
        "dana@",
        "@mail.example",
        "dana@mail",
        "dana@lee@mail.example",
        "dana@mail.example." + "x" * 254,
        "d" * 254 + "@mail.example",
        7,
        None,
    ],
)
def test_what_is_not_one_plain_address_is_none_and_never_another(address):
    order = parse_order(body(email=address, customer={"id": 1, "email": address}))

    assert order.email == order.customer.email == ""


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff\xfe", b'{"id": "\\ud800"}', b"[" * 50_000])
def test_broken_json_is_invalid(raw):
    for parse in (parse_order, parse_fulfillment, parse_refund):
        with pytest.raises(Invalid):
            parse(raw)


def refund(**transaction):
    part = {"id": 1, "kind": "refund", "status": "success", "amount": "10.00", "currency": "USD"}
    return json.dumps(
        {
            "id": 3001,
            "order_id": 1,
            "created_at": "2026-11-18T09:30:00Z",
            "refund_line_items": [{"line_item_id": 9001, "quantity": 1, "subtotal": "10.00"}],
            "transactions": [{**part, **transaction}],
        }
    ).encode()


@pytest.mark.parametrize(
    ("status", "amount", "is_pending", "has_failed"),
    [
        ("success", "10.00", False, False),
        ("pending", "10.00", True, False),
        ("failure", "0", False, True),
        ("error", "0", False, True),
    ],
)
def test_refund_counts_money_moved_or_on_its_way(status, amount, is_pending, has_failed):
    seen = parse_refund(refund(status=status))

    assert seen.amount == Decimal(amount)
    assert (seen.is_pending, seen.has_failed) == (is_pending, has_failed)


def test_a_sale_inside_a_refund_is_not_money_given_back():
    assert parse_refund(refund(kind="sale")).amount == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(key=st.sampled_from(sorted(ORDER)), value=JSON)
def test_any_value_in_any_field_is_read_or_invalid(key, value):
    with contextlib.suppress(Invalid):  # anything else fails the test
        parse_order(json.dumps({**ORDER, key: value}).encode())
