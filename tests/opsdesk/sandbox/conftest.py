"""A sandbox of our own per test, a client for each vendor, and somebody who receives webhooks."""

import json
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from opsdesk.sandbox import Sandbox, ShopConfig

NORTH = ShopConfig(slug="north", domain="north.myshopify.com", webhook_secret="north-hook")
SOUTH = ShopConfig(
    slug="south", domain="south.myshopify.com", currency="GBP", timezone="Europe/London"
)
TOPICS = ("ORDERS_CREATE", "ORDERS_UPDATED", "FULFILLMENTS_CREATE", "REFUNDS_CREATE")


@pytest.fixture(scope="session")
def running_sandbox():
    with Sandbox([NORTH, SOUTH]) as running:
        yield running


@pytest.fixture
def sandbox(running_sandbox):
    running_sandbox.reset()
    return running_sandbox


class Shop:
    """Speaks Admin GraphQL to one shop of a sandbox."""

    def __init__(self, sandbox, config=NORTH, version="2026-07"):
        self.base = f"{sandbox.url}/shopify/{config.domain}/admin"
        self.version = version
        self.config = config
        self.http = requests.Session()
        self.token = self.grant().json()["access_token"]

    def grant(self, **changes):
        form = {
            "grant_type": "client_credentials",
            "client_id": self.config.client_id,
            "client_secret": self.config.client_secret,
        }
        return self.http.post(f"{self.base}/oauth/access_token", data={**form, **changes})

    def post(self, document, /, **variables):
        return self.http.post(
            f"{self.base}/api/{self.version}/graphql.json",
            json={"query": document, "variables": variables},
            headers={"X-Shopify-Access-Token": self.token},
            timeout=10,
        )

    def run(self, document, /, **variables):
        answer = self.post(document, **variables).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def subscribe(self, url, topics=TOPICS):
        for topic in topics:
            made = self.run(SUBSCRIBE, topic=topic, uri=url)["webhookSubscriptionCreate"]
            assert made["userErrors"] == []


SUBSCRIBE = """
mutation($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: {uri: $uri, format: JSON}) {
    webhookSubscription { id topic uri }
    userErrors { field message }
  }
}
"""


@pytest.fixture
def shop(sandbox):
    return Shop(sandbox)


class Receiver:
    """Takes webhooks and answers what it is told to."""

    def __init__(self):
        self.got = []
        self.answers = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((self.path, dict(self.headers), body))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/hooks"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def topics(self):
        return [headers.get("X-Shopify-Topic") for _, headers, _ in self.got]

    def bodies(self):
        return [json.loads(body) for _, _, body in self.got]


@pytest.fixture
def receiver():
    running = Receiver()
    yield running
    running.stop()


SUGGEST = """
query($id: ID!, $lines: [RefundLineItemInput!], $shipping: Boolean, $full: Boolean) {
  order(id: $id) {
    lineItems(first: 10) { nodes { id refundableQuantity } }
    suggestedRefund(refundLineItems: $lines, refundShipping: $shipping, suggestFullRefund: $full) {
      amountSet { shopMoney { amount } }
      maximumRefundableSet { shopMoney { amount } }
      subtotalSet { shopMoney { amount } }
      totalTaxSet { shopMoney { amount } }
      shipping { amountSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } } }
      suggestedTransactions { kind gateway amountSet { shopMoney { amount } } parentTransaction { id } }
    }
  }
}
"""
MUG = {"title": "Mug", "variant": None, "sku": "M-1", "price": "20.00", "grams": 300, "vendor": "N"}


@pytest.fixture
def story(sandbox):
    lines = [{**MUG, "quantity": 2}, {**MUG, "title": "Pot", "price": "60.00", "quantity": 1}]
    return sandbox.story("gone_silent", lines=lines, shipping="10.00", tax_rate="0.10")


def amount(bag):
    return Decimal(bag["shopMoney"]["amount"])
