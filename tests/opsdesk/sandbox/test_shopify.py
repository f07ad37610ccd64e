"""The shop's HTTP face: tokens, errors, orders, cost."""

from pathlib import Path

import requests
from graphql import parse, validate

from opsdesk.sandbox.shopify.api import schema
from tests.opsdesk.sandbox.conftest import SOUTH, Shop

ORDERS = """
query($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { id name updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def test_client_credentials_give_a_token_that_works(shop):
    answer = shop.grant().json()

    assert answer["expires_in"] == 86399
    assert "write_orders" in answer["scope"].split(",")
    assert shop.run("{ shop { name currencyCode ianaTimezone myshopifyDomain } }") == {
        "shop": {
            "name": "North",
            "currencyCode": "USD",
            "ianaTimezone": "America/New_York",
            "myshopifyDomain": "north.myshopify.com",
        }
    }


def test_wrong_client_secret_is_refused(shop):
    answer = shop.grant(client_secret="guess")

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_client"


def test_wrong_token_is_401_in_shopifys_words(shop):
    shop.token = "shpat_guess"

    answer = shop.post("{ shop { name } }")

    assert answer.status_code == 401
    assert "Invalid API key or access token" in answer.json()["errors"]


def test_a_token_opens_only_its_own_shop(sandbox, shop):
    south = Shop(sandbox, SOUTH)
    south.token = shop.token

    assert south.post("{ shop { name } }").status_code == 401


def test_expired_tokens_are_refused(sandbox, shop):
    sandbox.shopify.expire_tokens()

    assert shop.post("{ shop { name } }").status_code == 401


def test_unknown_shop_and_version_are_404(sandbox, shop):
    nobody = shop.base.replace("north", "nobody")

    assert (
        requests.post(f"{nobody}/api/2026-07/graphql.json", json={}, timeout=5).status_code == 404
    )
    shop.version = "latest"
    assert shop.post("{ shop { name } }").status_code == 404


def test_a_field_it_does_not_know_is_an_error_and_not_a_guess(shop):
    answer = shop.post("{ shop { favouriteColour } }").json()

    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == "undefinedField"


def test_the_products_own_documents_are_understood():
    folder = Path(__file__).parents[3] / "opsdesk/vendors/shopify/documents"

    problems = {
        path.name: [error.message for error in validate(schema(), parse(path.read_text()))]
        for path in folder.glob("*.graphql")
    }

    assert {name: found for name, found in problems.items() if found} == {}


def test_an_unknown_argument_is_an_error(shop):
    answer = shop.post('{ order(number: "1") { id } }').json()

    codes = {error["extensions"]["code"] for error in answer["errors"]}
    assert "argumentNotAccepted" in codes


def test_a_search_field_it_does_not_know_is_an_error(shop):
    answer = shop.post(ORDERS, first=5, query="colour:green").json()

    assert "not supported here: colour" in answer["errors"][0]["message"]


def test_broken_json_is_a_400(shop):
    answer = shop.http.post(
        f"{shop.base}/api/2026-07/graphql.json",
        data=b"{",
        headers={"X-Shopify-Access-Token": shop.token},
    )

    assert answer.status_code == 400


def test_orders_are_paged_by_cursor_and_each_appears_once(sandbox, shop):
    names = {sandbox.story("healthy", age=age).order_name for age in (3, 5, 7, 9, 11)}

    seen, after = [], None
    while True:
        page = shop.run(ORDERS, first=2, after=after)["orders"]
        seen += [order["name"] for order in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert len(seen) == 5
    assert set(seen) == names


def test_orders_since_a_moment_are_those_updated_since(sandbox, shop):
    old = sandbox.story("delivered_but_missing", age=9)
    sandbox.story("delivered_but_missing", age=20)
    since = old.order["fulfillments"][0]["created_at"]

    page = shop.run(ORDERS, first=9, query=f"updated_at:>='{since}'")["orders"]

    assert [order["name"] for order in page["nodes"]] == [old.order_name]


def test_an_order_of_another_shop_is_not_found(sandbox, shop):
    foreign = sandbox.story("healthy", "south")

    assert shop.run("query($id: ID!) { order(id: $id) { id } }", id=foreign.order_gid) == {
        "order": None
    }


def test_an_order_placed_in_the_future_does_not_exist_yet(sandbox, shop):
    sandbox.story("healthy", age=-1)

    assert shop.run(ORDERS, first=5)["orders"]["nodes"] == []


def test_every_answer_tells_its_cost(shop):
    cost = shop.post("{ shop { name } }").json()["extensions"]["cost"]

    assert cost["requestedQueryCost"] >= cost["actualQueryCost"] >= 1
    assert cost["throttleStatus"]["maximumAvailable"] == 2000
    assert cost["throttleStatus"]["restoreRate"] == 100


def test_an_empty_bucket_throttles_with_200_and_without_data(sandbox, shop):
    sandbox.shopify.buckets["north.myshopify.com"].drain()

    answer = shop.post(ORDERS, first=50)

    assert answer.status_code == 200
    body = answer.json()
    assert "data" not in body
    assert body["errors"][0]["extensions"]["code"] == "THROTTLED"
    assert body["extensions"]["cost"]["actualQueryCost"] is None


def test_a_query_above_the_single_limit_is_refused(shop):
    deep = "lineItems(first: 250) { nodes { taxLines(first: 9) { priceSet { shopMoney { amount } } } } }"

    answer = shop.post(
        f"{{ orders(first: 250) {{ nodes {{ {deep} {deep.replace('250', '249')} }} }} }}"
    )

    assert answer.json()["errors"]


def test_node_finds_what_has_a_global_id(sandbox, shop):
    story = sandbox.story("gone_silent")

    found = shop.run(
        "query($id: ID!) { node(id: $id) { id ... on Order { name } } }", id=story.order_gid
    )

    assert found["node"] == {"id": story.order_gid, "name": story.order_name}


def test_the_statuses_follow_the_facts(sandbox, shop):
    story = sandbox.story("healthy", age=0)
    query = "query($id: ID!) { order(id: $id) { displayFinancialStatus displayFulfillmentStatus } }"
    before = shop.run(query, id=story.order_gid)["order"]

    story.advance()
    story.refund_by_hand("5.00")

    after = shop.run(query, id=story.order_gid)["order"]
    assert before["displayFulfillmentStatus"] == "UNFULFILLED"
    assert after == {
        "displayFinancialStatus": "PARTIALLY_REFUNDED",
        "displayFulfillmentStatus": "FULFILLED",
    }
