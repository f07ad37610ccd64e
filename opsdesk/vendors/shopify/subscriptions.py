"""Webhook subscriptions. Shopify deletes one after eight failures in a row, so look now and then."""

from collections.abc import Iterable
from typing import Any

from opsdesk.errors import Rejected
from opsdesk.vendors.shopify.client import Admin, words_of

PAGES = 10


def ensure(admin: Admin, url: str, topics: Iterable[str]) -> list[str]:
    """Subscribe `url` to the topics it lacks; return those. Twice does no harm."""
    lacking = missing(admin, url, topics)
    for topic in lacking:
        variables = {"topic": _enum(topic), "uri": url}
        # Shopify refuses a second subscription of one address to one topic: repeating is safe.
        data = admin.execute("create_subscription", variables, safe=True)
        words = words_of((data.get("webhookSubscriptionCreate") or {}).get("userErrors"))
        if words and "already been taken" not in words:
            raise Rejected(f"Shopify does not subscribe us to {topic}: {words}")
    return lacking


def missing(admin: Admin, url: str, topics: Iterable[str]) -> list[str]:
    """Return the topics for which `url` has no subscription."""
    present = {item.get("topic") for item in _existing(admin, url) if item.get("uri") == url}
    return [topic for topic in topics if _enum(topic) not in present]


def _existing(admin: Admin, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: str | None = None
    for _ in range(PAGES):
        data = admin.execute("list_subscriptions", {"uri": url, "after": after}, safe=True)
        connection = data.get("webhookSubscriptions") or {}
        found += connection.get("nodes") or []
        page = connection.get("pageInfo") or {}
        after = page.get("endCursor")
        if not page.get("hasNextPage") or not after:
            break
    return found


def _enum(topic: str) -> str:
    return topic.upper().replace("/", "_")
