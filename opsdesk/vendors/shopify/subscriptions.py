"""Webhook subscriptions. Shopify deletes one after eight failures in a row, so look now and then."""

from collections.abc import Iterable
from typing import Any

import structlog

from opsdesk.errors import Rejected
from opsdesk.vendors.shopify.client import Admin, words_of

logger = structlog.get_logger(__name__)

PAGES = 10
# They need read_returns and read_shopify_payments_disputes; the desk works without.
OPTIONAL = ("returns/", "disputes/")
# Part of the app's configuration at Shopify, not of its subscriptions: nobody can subscribe to them.
COMPLIANCE = frozenset({"customers/data_request", "customers/redact", "shop/redact"})


def ensure(admin: Admin, url: str, topics: Iterable[str]) -> list[str]:
    """Subscribe `url` to the topics it lacks; return those. Twice does no harm.

    A topic that needs a scope the app may do without is left out when Shopify refuses it.
    """
    lacking = missing(admin, url, topics)
    added: list[str] = []
    for topic in lacking:
        variables = {"topic": _enum(topic), "uri": url}
        # Shopify refuses a second subscription of one address to one topic: repeating is safe.
        data = admin.execute("create_subscription", variables, safe=True)
        words = words_of((data.get("webhookSubscriptionCreate") or {}).get("userErrors"))
        if words and "already been taken" not in words:
            if topic.startswith(OPTIONAL):
                logger.warning("shopify.topic_refused", topic=topic)
                continue
            raise Rejected(f"Shopify does not subscribe us to {topic}: {words}")
        added.append(topic)
    return added


def missing(admin: Admin, url: str, topics: Iterable[str]) -> list[str]:
    """Return the topics for which `url` has no subscription."""
    present = {item.get("topic") for item in _existing(admin, url) if item.get("uri") == url}
    return [topic for topic in topics if topic not in COMPLIANCE and _enum(topic) not in present]


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
