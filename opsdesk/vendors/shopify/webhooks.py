"""Shopify's webhook signature: base64 HMAC-SHA256 of the raw body under the app's client secret."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence

from opsdesk.vendors.base import (
    SignatureError,
    Verified,
    as_id,
    keep_headers,
    matches_any,
    moment_or_none,
)

KEPT = (
    "X-Shopify-Topic",
    "X-Shopify-Shop-Domain",
    "X-Shopify-API-Version",
    "X-Shopify-Webhook-Id",
    "X-Shopify-Event-Id",
    "X-Shopify-Triggered-At",
)


def sign(secret: str, body: bytes) -> str:
    """Return the signature Shopify would send."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


class ShopifyVerifier:
    """Implements `base.Verifier`."""

    def verify(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str]) -> Verified:
        """Check the signature and read the delivery's identity from its headers."""
        given = headers.get("X-Shopify-Hmac-Sha256", "")
        if not given or not matches_any([sign(secret, body) for secret in secrets], given):
            raise SignatureError()
        topic = headers.get("X-Shopify-Topic", "")[:80]
        event_id = headers.get("X-Shopify-Event-Id", "").strip()
        # Without an id of its own a delivery is known by its body, never by an empty id all share.
        delivery_id = headers.get("X-Shopify-Webhook-Id", "").strip()
        return Verified(
            topic=topic,
            delivery_id=as_id(delivery_id, topic.encode() + body),
            event_id=as_id(event_id, body) if event_id else "",
            triggered_at=moment_or_none(headers.get("X-Shopify-Triggered-At", "")),
            headers=keep_headers(headers, KEPT),
            account=headers.get("X-Shopify-Shop-Domain", "").lower(),
        )
