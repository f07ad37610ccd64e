"""refundCreate and suggestedRefund: once per key, never more than is left."""

import threading

import pytest
import requests

from tests.opsdesk.sandbox.conftest import SUGGEST, amount

CREATE = """
mutation($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) {
    refund { id note totalRefundedSet { shopMoney { amount } } transactions(first: 5) { nodes { status } } }
    order { displayFinancialStatus }
    userErrors { field message }
  }
}
"""


def money_back(shop, story, value, **more):
    order = shop.run(SUGGEST, id=story.order_gid)["order"]
    proposed = order["suggestedRefund"]["suggestedTransactions"][0]
    return {
        "orderId": story.order_gid,
        "transactions": [
            {
                "orderId": story.order_gid,
                "kind": "REFUND",
                "gateway": proposed["gateway"],
                "parentId": proposed["parentTransaction"]["id"],
                "amount": value,
            }
        ],
        **more,
    }


def refund(shop, given, key="key-1"):
    return shop.run(CREATE, input=given, key=key)["refundCreate"]


def words(payload):
    return " ".join(error["message"] for error in payload["userErrors"])


def test_a_refund_is_in_the_ledger_and_changes_the_order(sandbox, shop, story):
    made = refund(shop, money_back(shop, story, "120.00", note="lost"))

    assert made["userErrors"] == []
    assert made["order"]["displayFinancialStatus"] == "REFUNDED"
    entry = sandbox.shopify.refunds[0]
    assert (entry["amount"], entry["order_name"], entry["by"]) == (
        "120.00",
        story.order_name,
        "app",
    )
    assert entry["idempotency_key"] == "key-1"


def test_the_same_key_and_input_answer_with_the_refund_already_made(sandbox, shop, story):
    given = money_back(shop, story, "20.00")

    first, second = refund(shop, given), refund(shop, given)

    assert first["refund"]["id"] == second["refund"]["id"]
    assert len(sandbox.shopify.refunds) == 1


def test_the_same_key_with_another_input_is_a_mismatch(sandbox, shop, story):
    refund(shop, money_back(shop, story, "20.00"))

    second = refund(shop, money_back(shop, story, "21.00"))

    assert "PARAMETER_MISMATCH" in words(second)
    assert len(sandbox.shopify.refunds) == 1


def test_a_failed_attempt_burns_its_key(sandbox, shop, story):
    given = money_back(shop, story, "20.00")
    sandbox.faults.add("shopify", "user_errors", "refundCreate", message="The card is closed.")

    first, second, third = refund(shop, given), refund(shop, given), refund(shop, given, "key-2")

    assert words(first) == "The card is closed."
    assert "PREVIOUS_ATTEMPT_FAILED" in words(second)
    assert third["userErrors"] == []
    assert len(sandbox.shopify.refunds) == 1


def test_a_second_request_meets_the_first_in_flight(sandbox, shop, story):
    given = money_back(shop, story, "20.00")
    sandbox.faults.add("shopify", "slow", "refundCreate", seconds=0.6)
    first = threading.Thread(target=refund, args=(shop, given))
    first.start()
    threading.Event().wait(0.2)

    second = refund(shop, given)
    first.join()

    assert "CONCURRENT_REQUEST" in words(second)
    assert len(sandbox.shopify.refunds) == 1


def test_a_refund_without_the_directive_is_refused_in_current_versions(sandbox, shop, story):
    mutation = "mutation($input: RefundInput!) { refundCreate(input: $input) { refund { id } } }"
    given = money_back(shop, story, "20.00")

    answer = shop.post(mutation, input=given).json()
    assert "@idempotent" in answer["errors"][0]["message"]
    assert sandbox.shopify.refunds == []

    shop.version = "2026-01"
    assert shop.run(mutation, input=given)["refundCreate"]["refund"]


def test_a_blank_key_is_refused(sandbox, shop, story):
    assert "blank" in words(refund(shop, money_back(shop, story, "20.00"), key=" "))
    assert sandbox.shopify.refunds == []


def test_more_than_is_left_is_refused(sandbox, shop, story):
    refund(shop, money_back(shop, story, "100.00"))

    second = refund(shop, money_back(shop, story, "20.01"), key="key-2")

    assert "greater than" in words(second)
    assert [entry["amount"] for entry in sandbox.shopify.refunds] == ["100.00"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "SALE"}, "Kind"),
        ({"amount": "0"}, "zero"),
        ({"gateway": "cash"}, "gateway"),
        ({"parentId": "gid://shopify/OrderTransaction/1"}, "gateway"),
    ],
)
def test_a_transaction_that_cannot_be_is_refused(sandbox, shop, story, change, word):
    given = money_back(shop, story, "20.00")
    given["transactions"][0].update(change)

    assert word in words(refund(shop, given))
    assert sandbox.shopify.refunds == []


def test_more_pieces_than_were_bought_are_refused(shop, story):
    line = shop.run(SUGGEST, id=story.order_gid)["order"]["lineItems"]["nodes"][0]
    given = money_back(shop, story, "20.00")
    given["refundLineItems"] = [{"lineItemId": line["id"], "quantity": 3}]

    assert "more items" in words(refund(shop, given))


def test_restocking_needs_a_location(shop, story):
    line = shop.run(SUGGEST, id=story.order_gid)["order"]["lineItems"]["nodes"][0]
    given = money_back(shop, story, "20.00")
    given["refundLineItems"] = [{"lineItemId": line["id"], "quantity": 1, "restockType": "RETURN"}]

    assert "Location" in words(refund(shop, given))


def test_without_transactions_a_refund_is_a_record_and_no_money(sandbox, shop, story):
    made = refund(shop, {"orderId": story.order_gid, "note": "just a note"})

    assert made["order"]["displayFinancialStatus"] == "PAID"
    assert sandbox.shopify.refunds[0]["amount"] == "0.00"


def test_pending_money_counts_against_what_is_left_but_not_as_refunded(sandbox, shop, story):
    sandbox.faults.add("shopify", "pending", "refundCreate")

    made = refund(shop, money_back(shop, story, "100.00"))

    assert made["refund"]["transactions"]["nodes"] == [{"status": "PENDING"}]
    assert amount(made["refund"]["totalRefundedSet"]) == 0
    assert "greater than" in words(refund(shop, money_back(shop, story, "30.00"), key="key-2"))

    sandbox.shopify.treasury.settle(story.order)
    again = refund(shop, {"orderId": story.order_gid, "note": "look"}, key="key-3")
    assert again["order"]["displayFinancialStatus"] == "PARTIALLY_REFUNDED"


def test_done_but_answer_lost_did_it_once_and_the_key_finds_it(sandbox, shop, story):
    given = money_back(shop, story, "50.00")
    sandbox.faults.add("shopify", "done_but_answer_lost", "refundCreate")

    with pytest.raises(requests.ConnectionError):
        refund(shop, given)
    assert len(sandbox.shopify.refunds) == 1

    again = refund(shop, given)
    assert again["refund"]["id"] == sandbox.shopify.refunds[0]["id"]
    assert len(sandbox.shopify.refunds) == 1


def test_a_cut_connection_did_nothing(sandbox, shop, story):
    given = money_back(shop, story, "50.00")
    sandbox.faults.add("shopify", "connection_cut", "refundCreate")

    with pytest.raises(requests.ConnectionError):
        refund(shop, given)

    assert sandbox.shopify.refunds == []


def test_a_refund_by_hand_is_the_merchants(sandbox, shop, story):
    story.refund_by_hand()

    entry = sandbox.shopify.refunds[0]
    assert (entry["by"], entry["amount"]) == ("merchant", "120.00")
    assert "greater than" in words(refund(shop, money_back(shop, story, "1.00")))


def test_many_at_once_never_give_back_more_than_was_paid(sandbox, shop, story):
    given = money_back(shop, story, "50.00")
    threads = [
        threading.Thread(target=shop.post, args=(CREATE,), kwargs={"input": given, "key": f"k{n}"})
        for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [entry["amount"] for entry in sandbox.shopify.refunds] == ["50.00", "50.00"]
