"""What goes out to subscribers: signed, shaped as documented, retried, only where asked for."""

import base64
import hashlib
import hmac

from tests.opsdesk.sandbox.conftest import NORTH, SUBSCRIBE


def shopify_signature(body, secret):
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def test_a_story_reaches_its_subscriber_in_order_and_signed(sandbox, shop, receiver):
    shop.subscribe(receiver.url)

    story = sandbox.story("gone_silent")
    assert sandbox.drain()

    assert sorted(receiver.topics()) == [
        "fulfillments/create",
        "orders/create",
        "orders/updated",
        "orders/updated",
    ]
    for _, headers, body in receiver.got:
        assert headers["X-Shopify-Hmac-SHA256"] == shopify_signature(body, "north-hook")
        assert headers["X-Shopify-Shop-Domain"] == NORTH.domain
        assert headers["X-Shopify-API-Version"] == "2026-07"
        assert headers["X-Shopify-Webhook-Id"] != headers["X-Shopify-Event-Id"]
        assert headers["X-Shopify-Triggered-At"] < sandbox.world.now()
    sent = receiver.bodies()[receiver.topics().index("fulfillments/create")]
    assert sent["tracking_number"] == story.tracking_number
    assert sent["order_id"] == story.order_id
    assert sent["tracking_company"]
    assert sent["line_items"]


def test_each_body_shows_the_order_as_it_was_at_that_moment(sandbox):
    story = sandbox.story("gone_silent")

    import json

    told = [(row.topic, json.loads(row.body)) for row in story.deliveries()]

    created, paid, _, sent = [body for _, body in told]
    assert (created["financial_status"], created["fulfillment_status"]) == ("pending", None)
    assert (paid["financial_status"], paid["fulfillment_status"]) == ("paid", None)
    assert sent["fulfillment_status"] == "fulfilled"
    assert created["updated_at"] < paid["updated_at"] < sent["updated_at"]


def test_money_is_the_same_in_webhook_and_query(sandbox, shop):
    import json

    story = sandbox.story("gone_silent", "north", shipping="6.95")
    query = "query($id: ID!) { order(id: $id) { totalPriceSet { shopMoney { amount } } } }"

    asked = shop.run(query, id=story.order_gid)["order"]["totalPriceSet"]["shopMoney"]["amount"]
    told = json.loads(story.deliveries()[-1].body)

    assert (
        float(asked)
        == float(told["total_price"])
        == float(told["total_price_set"]["shop_money"]["amount"])
    )
    lines = sum(float(line["price"]) * line["quantity"] for line in told["line_items"])
    assert float(told["total_price"]) == round(lines + 6.95 + float(told["total_tax"]), 2)


def test_a_refund_comes_back_as_a_webhook(sandbox, shop, receiver):
    story = sandbox.story("gone_silent")
    shop.subscribe(receiver.url)

    story.refund_by_hand("12.50")
    assert sandbox.drain()

    assert sorted(receiver.topics()) == ["orders/updated", "refunds/create"]
    told = receiver.bodies()[receiver.topics().index("refunds/create")]
    assert told["order_id"] == story.order_id
    assert told["transactions"][0]["amount"] == "12.50"
    assert told["transactions"][0]["status"] == "success"


def test_a_topic_nobody_subscribed_to_is_not_sent(sandbox, shop, receiver):
    shop.subscribe(receiver.url, topics=["REFUNDS_CREATE"])

    sandbox.story("gone_silent")

    assert sandbox.drain()
    assert receiver.got == []


def test_another_shops_news_are_not_sent(sandbox, shop, receiver):
    shop.subscribe(receiver.url)

    sandbox.story("gone_silent", "south")

    assert sandbox.drain()
    assert receiver.got == []


def test_a_failed_delivery_is_retried_with_the_same_ids_and_body(sandbox, shop, receiver):
    shop.subscribe(receiver.url, topics=["ORDERS_CREATE"])
    receiver.answers = [503, 500]

    sandbox.story("gone_silent")
    assert sandbox.drain()

    assert len(receiver.got) == 3
    assert len({headers["X-Shopify-Webhook-Id"] for _, headers, _ in receiver.got}) == 1
    assert len({body for _, _, body in receiver.got}) == 1
    entry = sandbox.world.ledger.entries("webhooks")[0]
    assert (entry["outcome"], entry["attempts"]) == ("delivered", 3)


def test_a_receiver_that_is_down_is_tried_again(sandbox, shop, receiver):
    shop.subscribe("http://127.0.0.1:9/nobody", topics=["ORDERS_CREATE"])

    sandbox.story("gone_silent")

    assert not sandbox.drain(timeout=0.3)


def test_a_receiver_that_fails_for_long_loses_its_subscription(sandbox, shop, monkeypatch):
    monkeypatch.setattr(sandbox.webhooks, "patience", 0.1)
    shop.subscribe("http://127.0.0.1:9/nobody", topics=["ORDERS_CREATE"])

    sandbox.story("gone_silent")

    assert sandbox.drain()
    assert sandbox.shopify.subscriptions.of_shop(NORTH.domain) == []
    assert sandbox.world.ledger.entries("webhooks")[0]["outcome"] == "unsubscribed"


def test_duplicates_and_lost_and_forged_deliveries(sandbox, shop, receiver):
    shop.subscribe(receiver.url, topics=["ORDERS_CREATE"])
    sandbox.faults.add("shopify", "duplicate", "webhook orders/create")
    sandbox.faults.add("shopify", "lost", "webhook")
    sandbox.faults.add("shopify", "bad_signature", "webhook")

    for _ in range(3):
        sandbox.story("gone_silent")
        assert sandbox.drain()

    signatures = [
        headers["X-Shopify-Hmac-SHA256"] == shopify_signature(body, "north-hook")
        for _, headers, body in receiver.got
    ]
    assert signatures == [True, True, False]


def test_out_of_order_lets_the_next_one_overtake(sandbox, shop, receiver):
    shop.subscribe(receiver.url, topics=["ORDERS_CREATE", "FULFILLMENTS_CREATE"])
    sandbox.faults.add("shopify", "out_of_order", "webhook orders/create")

    sandbox.story("gone_silent")
    assert sandbox.drain()

    assert receiver.topics() == ["fulfillments/create", "orders/create"]


def test_the_same_delivery_ten_times_for_a_test(sandbox, receiver):
    story = sandbox.story("gone_silent")
    deliveries = story.deliveries(receiver.url)

    statuses = sandbox.deliver_now(reversed(deliveries), times=10)

    assert statuses == [200] * 10 * len(deliveries)
    assert receiver.topics()[0] == "orders/updated"
    assert receiver.topics()[-1] == "orders/create"


def test_a_body_of_your_own_can_be_signed(sandbox):
    headers = sandbox.sign_shopify("north", b'{"id":1}', topic="orders/create")

    assert headers["X-Shopify-Hmac-SHA256"] == shopify_signature(b'{"id":1}', "north-hook")
    assert headers["X-Shopify-Topic"] == "orders/create"


def test_subscriptions_can_be_listed_changed_and_deleted(shop, receiver):
    shop.subscribe(receiver.url, topics=["ORDERS_CREATE"])
    listing = "query($uri: String) { webhookSubscriptions(first: 9, uri: $uri) { nodes { id topic uri } } }"

    [found] = shop.run(listing)["webhookSubscriptions"]["nodes"]
    assert (found["topic"], found["uri"]) == ("ORDERS_CREATE", receiver.url)
    assert shop.run(listing, uri="http://127.0.0.1/other")["webhookSubscriptions"]["nodes"] == []
    again = shop.run(SUBSCRIBE, topic="ORDERS_CREATE", uri=receiver.url)
    assert "already been taken" in str(again["webhookSubscriptionCreate"]["userErrors"])

    delete = (
        "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId } }"
    )
    shop.run(delete, id=found["id"])
    assert shop.run(listing)["webhookSubscriptions"]["nodes"] == []


def test_an_address_that_is_no_address_is_refused(shop):
    made = shop.run(SUBSCRIBE, topic="ORDERS_CREATE", uri="not a url")["webhookSubscriptionCreate"]

    assert made["webhookSubscription"] is None
    assert made["userErrors"][0]["message"] == "Address is invalid"
