"""Which verifier belongs to a vendor's webhooks."""

from opsdesk.vendors.base import Verifier
from opsdesk.vendors.messaging.events import SendGridVerifier
from opsdesk.vendors.shopify.webhooks import ShopifyVerifier
from opsdesk.vendors.tracking.aftership import AfterShipVerifier
from opsdesk.vendors.tracking.easypost import EasyPostVerifier

VERIFIERS: dict[str, Verifier] = {
    "shopify": ShopifyVerifier(),
    "easypost": EasyPostVerifier(),
    "aftership": AfterShipVerifier(),
    "sendgrid": SendGridVerifier(),
}


def verifier(vendor: str) -> Verifier:
    """Return the verifier of `vendor`; raises KeyError for one that sends us nothing."""
    return VERIFIERS[vendor]
