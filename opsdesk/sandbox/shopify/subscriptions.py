"""Webhook subscriptions of the shops, and the courier that signs what goes to them."""

import re
import time
import uuid
from collections.abc import Mapping

from opsdesk.sandbox.config import ShopConfig
from opsdesk.sandbox.delivery import Delivery
from opsdesk.sandbox.shopify import ids, payloads
from opsdesk.sandbox.shopify.refunds import Refused
from opsdesk.sandbox.shopify.views import View
from opsdesk.sandbox.signing import shopify_hmac
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World

API_VERSION = "2026-07"
HISTORY_SETTLES_FOR = 1.0  # an app subscribes topic by topic; history waits until it has finished
COMPLIANCE = frozenset({"customers/data_request", "customers/redact", "shop/redact"})
NAMESPACE = uuid.UUID("6f4c7a3e-0f0b-4c1c-9d55-0a5bb1c0ffee")


def topic_path(topic: str) -> str:
    """Turn ORDERS_CREATE into orders/create, FULFILLMENT_EVENTS_CREATE into fulfillment_events/create."""
    noun, _, verb = topic.rpartition("_")
    if topic == "ORDERS_PARTIALLY_FULFILLED":
        noun, verb = "ORDERS", "PARTIALLY_FULFILLED"
    return f"{noun}/{verb}".lower()


class Subscriptions:
    """The subscriptions, as the mutations and the courier need them."""

    def __init__(self, world: World, shops: Mapping[str, ShopConfig]) -> None:
        self._world = world
        self._shops = shops
        self._changed = 0.0

    def of_shop(self, shop: str) -> list[Doc]:
        """Return a shop's subscriptions, oldest first."""
        return [doc for doc in self._world.state.all("subscriptions") if doc["shop"] == shop]

    def find(self, shop: str, global_id: str) -> Doc | None:
        """Return one subscription of the shop."""
        number = ids.number(global_id, "WebhookSubscription")
        doc = self._world.state.get("subscriptions", number) if number else None
        return doc if doc and doc["shop"] == shop else None

    def create(self, shop: str, topic: str, given: Doc) -> Doc:
        """Subscribe, or refuse in Shopify's words."""
        url = _checked(given.get("uri"))
        if any(doc["topic"] == topic and doc["url"] == url for doc in self.of_shop(shop)):
            raise Refused("Address for this topic has already been taken", "webhookSubscription")
        now = self._world.now()
        with self._world.state.transaction():
            doc: Doc = {
                "id": ids.new_id(self._world.state, "WebhookSubscription"),
                "shop": shop,
                "topic": topic,
                "url": url,
                "filter": given.get("filter"),
                "include_fields": given.get("includeFields") or [],
                "name": given.get("name"),
                "since": self._world.events.latest(),
                "created_at": now,
                "updated_at": now,
            }
            self._world.state.save("subscriptions", doc["id"], doc)
            self._world.ledger.record(
                "subscriptions", vendor="shopify", account=shop, topic=topic, url=url
            )
        self._changed = time.monotonic()
        return doc

    def update(self, shop: str, global_id: str, given: Doc) -> Doc:
        """Point a subscription elsewhere."""
        doc = self.find(shop, global_id)
        if doc is None:
            raise Refused("Webhook subscription does not exist", "id")
        if given.get("uri"):
            doc["url"] = _checked(given["uri"])
        doc["updated_at"] = self._world.now()
        return self._world.state.save("subscriptions", doc["id"], doc)

    def delete(self, shop: str, global_id: str) -> str:
        """Unsubscribe."""
        doc = self.find(shop, global_id)
        if doc is None:
            raise Refused("Webhook subscription does not exist", "id")
        self._world.state.delete("subscriptions", doc["id"])
        return global_id

    # Courier

    def targets(self, event: Doc) -> list[Doc]:
        """Return the subscriptions to the event's topic; history also waits for orders/create."""
        subscriptions = self.of_shop(event["account"])
        topics = {topic_path(doc["topic"]) for doc in subscriptions}
        if event["history"]:
            settled = time.monotonic() - self._changed > HISTORY_SETTLES_FOR
            if "orders/create" not in topics or not settled:
                return []
        if event["topic"] in COMPLIANCE:  # configured in the app, not subscribed to
            return subscriptions[:1]
        return [
            doc
            for doc in subscriptions
            if topic_path(doc["topic"]) == event["topic"]
            and (event["history"] or event["id"] > doc["since"])
        ]

    def parked(self, event: Doc) -> bool:
        """Keep history until somebody wants it; drop live news nobody subscribed to."""
        return bool(event["history"])

    def disconnect(self, target: Doc) -> None:
        """Delete the subscription, as Shopify does; the app has to notice and subscribe again."""
        self._world.state.delete("subscriptions", target["id"])

    def deliver(self, event: Doc, target: Doc) -> Delivery:
        """Render the event as of its moment and sign it."""
        order = self._world.state.get("orders", event["order_id"])
        if order is None:
            raise LookupError(f"the order of event {event['id']} is gone")
        if "body" in event:
            body = str(event["body"]).encode()
        else:
            body = payloads.body(event["topic"], order, event["at"], event["ref"])
        headers = signed_headers(
            self._shops[event["account"]],
            event["topic"],
            body,
            event_id=str(uuid.uuid5(NAMESPACE, f"event {event['id']} {event['at']}")),
            webhook_id=str(uuid.uuid5(NAMESPACE, f"{event['id']} {event['at']} {target['id']}")),
            triggered_at=event["at"],
        )
        return Delivery(target["url"], event["topic"], headers, body)


def signed_headers(
    shop: ShopConfig,
    topic: str,
    body: bytes,
    *,
    event_id: str,
    webhook_id: str,
    triggered_at: str,
) -> dict[str, str]:
    """Return the headers of one delivery."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Shopify-Captain-Hook",
        "X-Shopify-Topic": topic,
        "X-Shopify-Hmac-SHA256": shopify_hmac(shop.signing_secret, body),
        "X-Shopify-Shop-Domain": shop.domain,
        "X-Shopify-API-Version": API_VERSION,
        "X-Shopify-Webhook-Id": webhook_id,
        "X-Shopify-Event-Id": event_id,
        "X-Shopify-Triggered-At": triggered_at,
    }


def subscription_view(doc: Doc) -> View:
    """Return a subscription as GraphQL sees it."""
    return {
        "__typename": "WebhookSubscription",
        "id": ids.gid("WebhookSubscription", doc["id"]),
        "legacyResourceId": str(doc["id"]),
        "topic": doc["topic"],
        "uri": doc["url"],
        "format": "JSON",
        "filter": doc["filter"],
        "includeFields": doc["include_fields"],
        "metafieldNamespaces": [],
        "name": doc["name"],
        "apiVersion": {"handle": API_VERSION, "displayName": API_VERSION, "supported": True},
        "createdAt": doc["created_at"],
        "updatedAt": doc["updated_at"],
    }


def _checked(url: str | None) -> str:
    if not url:
        raise Refused("Address can't be blank", "webhookSubscription", "uri")
    if not re.match(r"https?://[^/\s]+", url):
        raise Refused("Address is invalid", "webhookSubscription", "uri")
    return url
