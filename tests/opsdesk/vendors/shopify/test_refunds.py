"""Refunds against the sandbox: what is suggested, what is done, what is said about it."""

from decimal import Decimal
from uuid import uuid4

import pytest

from opsdesk.errors import Invalid, OutcomeUnknown, Rejected
from opsdesk.vendors.shopify.refunds import (
    KeyBurned,
    LineQuantity,
    RefundRequest,
    SuggestedTransaction,
    create_refund,
    list_refunds,
    refund_input,
    suggested_refund,
)

pytestmark = pytest.mark.django_db


def lines_of(story):
    return tuple(
        LineQuantity(line_id=line["id"], quantity=line["quantity"]) for line in story.order["lines"]
    )


def full_request(admin, story, **overrides):
    suggestion = suggested_refund(admin, story.order_id, [], None, full=True)
    values = {
        "order_id": story.order_id,
        "lines": lines_of(story),
        "shipping_amount": suggestion.shipping_amount,
        "amount": suggestion.amount,
        "currency": suggestion.currency,
        "note": "OpsDesk 7f3a",
        "transactions": suggestion.transactions,
        "key": uuid4(),
    }
    return RefundRequest(**{**values, **overrides})


def test_full_suggestion_is_everything_with_shipping(admin, story):
    found = suggested_refund(admin, story.order_id, [], None, full=True)

    assert found.amount == found.maximum > 0
    assert found.shipping_amount == found.shipping_maximum
    assert sum(part.amount for part in found.transactions) == found.amount
    assert all(part.gateway and part.parent_id for part in found.transactions)


def test_shipping_alone_can_be_suggested(admin, story):
    whole = suggested_refund(admin, story.order_id, [], None, full=True)

    found = suggested_refund(admin, story.order_id, [], whole.shipping_maximum, full=False)

    assert found.amount == found.shipping_amount == whole.shipping_maximum


def test_one_line_is_suggested_below_the_maximum(admin, story):
    one = LineQuantity(line_id=story.order["lines"][0]["id"], quantity=1)

    found = suggested_refund(admin, story.order_id, [one], None, full=False)

    assert 0 < found.amount <= found.maximum
    assert found.shipping_amount == 0


def test_refund_moves_the_money_once(admin, story, sandbox):
    request = full_request(admin, story)

    made = create_refund(admin, request, "ref-1")

    assert made.amount == request.amount
    assert made.note == "OpsDesk 7f3a"
    assert not made.is_pending
    assert not made.has_failed
    assert [Decimal(entry["amount"]) for entry in sandbox.shopify.refunds] == [request.amount]


def test_same_key_gives_the_refund_already_made(admin, story, sandbox):
    request = full_request(admin, story)

    first = create_refund(admin, request, "ref-1")
    second = create_refund(admin, request, "ref-1")

    assert first.id == second.id
    assert len(sandbox.shopify.refunds) == 1


def test_lost_answer_is_found_by_looking(admin, story, sandbox):
    sandbox.faults.add("shopify", "done_but_answer_lost", "refundCreate")
    request = full_request(admin, story)

    with pytest.raises(OutcomeUnknown):
        create_refund(admin, request, "ref-1")

    found = list_refunds(admin, story.order_id)
    assert [refund.note for refund in found] == ["OpsDesk 7f3a"]
    assert found[0].amount == request.amount
    assert set(found[0].lines) == set(request.lines)


def test_pending_refund_counts_although_shopify_totals_say_zero(admin, story, sandbox):
    sandbox.faults.add("shopify", "pending", "refundCreate")
    request = full_request(admin, story)

    made = create_refund(admin, request, "ref-1")

    assert made.is_pending
    assert made.amount == request.amount


def test_refusal_is_in_shopifys_words(admin, story, sandbox):
    sandbox.faults.add("shopify", "user_errors", "refundCreate", message="Card account is closed.")

    with pytest.raises(Rejected, match=r"Card account is closed\."):
        create_refund(admin, full_request(admin, story), "ref-1")

    assert sandbox.shopify.refunds == []


def test_a_key_that_failed_once_is_burned(admin, story, sandbox):
    sandbox.faults.add("shopify", "user_errors", "refundCreate", message="No.")
    request = full_request(admin, story)
    with pytest.raises(Rejected):
        create_refund(admin, request, "ref-1")

    with pytest.raises(KeyBurned):
        create_refund(admin, request, "ref-1")


def test_same_key_for_another_amount_is_refused(admin, story, sandbox):
    request = full_request(admin, story)
    create_refund(admin, request, "ref-1")

    with pytest.raises(Rejected, match="different parameters"):
        create_refund(admin, request.model_copy(update={"note": "another"}), "ref-1")

    assert len(sandbox.shopify.refunds) == 1


def test_a_refund_by_hand_is_seen_too(admin, story):
    story.refund_by_hand()

    (seen,) = list_refunds(admin, story.order_id)

    assert seen.amount > 0
    assert suggested_refund(admin, story.order_id, [], None, full=True).amount == 0


def request(**overrides):
    transaction = SuggestedTransaction(
        gateway="shopify_payments",
        amount=Decimal("10.00"),
        currency="USD",
        parent_id="gid://shopify/OrderTransaction/1",
    )
    values = {
        "order_id": 1,
        "amount": Decimal("10.00"),
        "currency": "USD",
        "note": "n",
        "transactions": (transaction,),
        "key": uuid4(),
    }
    return RefundRequest(**{**values, **overrides})


def test_without_transactions_nothing_is_sent():
    with pytest.raises(Invalid, match="not move any money"):
        refund_input(request(transactions=()))


def test_transactions_must_add_up_to_what_was_approved():
    with pytest.raises(Invalid, match="add up"):
        refund_input(request(amount=Decimal("9.00")))


def test_suggested_transactions_become_refunds():
    (sent,) = refund_input(request())["transactions"]

    assert sent == {
        "orderId": "gid://shopify/Order/1",
        "kind": "REFUND",
        "gateway": "shopify_payments",
        "amount": "10.00",
        "parentId": "gid://shopify/OrderTransaction/1",
    }


def test_another_currency_needs_the_shipping_as_the_customer_paid_it():
    paid = SuggestedTransaction(
        gateway="g", amount=Decimal("9.10"), currency="EUR", parent_id="gid://shopify/x/1"
    )
    foreign = request(transactions=(paid,), shipping_amount=Decimal("6.00"))

    with pytest.raises(Invalid, match="EUR"):
        refund_input(foreign)

    sent = refund_input(foreign.model_copy(update={"presentment_shipping": Decimal("5.50")}))
    assert sent["currency"] == "EUR"
    assert sent["shipping"] == {"amount": "5.50"}
