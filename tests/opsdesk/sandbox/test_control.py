"""The control API does over HTTP what the Python object does."""

import requests


def call(sandbox, method, path, json=None):
    answer = requests.request(method, f"{sandbox.url}/_sandbox/{path}", json=json, timeout=5)
    return answer.status_code, answer.json()


def test_health(sandbox):
    assert call(sandbox, "GET", "health")[1]["status"] == "ok"


def test_a_story_is_told_and_advanced(sandbox):
    status, told = call(
        sandbox,
        "POST",
        "stories/gone_silent",
        {"shop": "south", "email": "ada@example.com", "age": 5},
    )

    assert status == 200
    assert told["shop"] == "south.myshopify.com"
    assert sandbox.shopify.orders[0]["email"] == "ada@example.com"
    _, moved = call(sandbox, "POST", "advance", {"order": told["order_name"], "to": "delivered"})
    assert moved["scans"][-1] == "delivered"


def test_a_story_nobody_knows_is_a_400_in_words(sandbox):
    status, body = call(sandbox, "POST", "stories/dragon")

    assert status == 400
    assert "no such story" in body["error"]


def test_faults_are_added_listed_and_cleared(sandbox):
    call(sandbox, "POST", "faults", {"vendor": "shopify", "kind": "slow", "operation": "orders"})

    assert call(sandbox, "GET", "faults")[1]["faults"][0]["operation"] == "orders"
    call(sandbox, "DELETE", "faults")
    assert sandbox.faults.armed() == []


def test_a_fault_with_a_mistake_is_a_400(sandbox):
    assert call(sandbox, "POST", "faults", {"vendor": "shopify", "colour": "red"})[0] == 400


def test_the_ledger_lists_what_was_really_done(sandbox):
    sandbox.story("gone_silent").refund_by_hand("3.00")

    _, ledger = call(sandbox, "GET", "ledger")
    _, refunds = call(sandbox, "GET", "ledger/refunds")

    assert {"orders", "refunds", "mails", "trackers", "webhooks"} <= set(ledger)
    assert refunds["refunds"][0]["amount"] == "3.00"


def test_pending_refunds_are_settled(sandbox):
    story = sandbox.story("gone_silent")
    refund = story.refund_by_hand("3.00")
    refund["transactions"][0]["settles_at"] = None

    assert call(sandbox, "POST", "settle", {"order_id": story.order_gid}) == (200, {"settled": 1})


def test_reset_forgets_everything_but_tokens(sandbox, shop):
    sandbox.story("gone_silent")

    call(sandbox, "POST", "reset")

    assert call(sandbox, "GET", "state")[1]["orders"] == 0
    assert sandbox.shopify.refunds == []
    assert shop.post("{ shop { name } }").status_code == 200


def test_an_unknown_vendor_is_404(sandbox):
    assert requests.get(f"{sandbox.url}/nobody/v1", timeout=5).status_code == 404
