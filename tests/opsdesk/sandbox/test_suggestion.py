"""suggestedRefund: what Shopify proposes to give back."""

from decimal import Decimal

from tests.opsdesk.sandbox.conftest import MUG, SOUTH, SUGGEST, Shop, amount


def test_the_full_suggestion_is_lines_tax_and_shipping(shop, story):
    proposed = shop.run(SUGGEST, id=story.order_gid, full=True)["order"]["suggestedRefund"]

    assert amount(proposed["subtotalSet"]) == Decimal("100")
    assert amount(proposed["totalTaxSet"]) == Decimal("10")
    assert amount(proposed["shipping"]["amountSet"]) == Decimal("10")
    assert (
        amount(proposed["amountSet"]) == amount(proposed["maximumRefundableSet"]) == Decimal("120")
    )
    assert proposed["suggestedTransactions"][0]["kind"] == "SUGGESTED_REFUND"


def test_a_suggestion_for_one_piece_is_its_share(shop, story):
    line = shop.run(SUGGEST, id=story.order_gid)["order"]["lineItems"]["nodes"][0]

    asked = [{"lineItemId": line["id"], "quantity": 1}]
    proposed = shop.run(SUGGEST, id=story.order_gid, lines=asked)["order"]["suggestedRefund"]

    assert amount(proposed["amountSet"]) == Decimal("22")


def test_prices_that_include_tax_are_not_taxed_again(sandbox, story):
    south = Shop(sandbox, SOUTH)
    british = sandbox.story("gone_silent", "south", lines=[{**MUG, "quantity": 1}], shipping="0")

    proposed = south.run(SUGGEST, id=british.order_gid, full=True)["order"]["suggestedRefund"]

    assert amount(proposed["amountSet"]) == Decimal("20")
