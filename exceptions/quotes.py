"""Ask Shopify what it would give back for each remedy on a case's menu. HTTP: no transaction."""

from __future__ import annotations

from decimal import Decimal

import structlog

from exceptions import remedies
from exceptions.facts import CaseFacts, gather
from exceptions.models import Case, RemedyKind
from exceptions.remedies import Quotes, Request
from opsdesk import stores
from opsdesk.errors import VendorError
from opsdesk.vendors.shopify import refunds
from opsdesk.vendors.shopify.client import Admin
from opsdesk.vendors.shopify.refunds import SuggestedRefund

logger = structlog.get_logger(__name__)

UNREAD = "Shopify's own suggestion could not be read; it is checked again before anything is paid."


def fetch(case: Case, facts: CaseFacts | None = None) -> Quotes:
    """Return Shopify's suggestion per remedy; trouble with Shopify leaves them out, in words."""
    facts = facts or gather(case)
    wanted = remedies.requests_for(facts)
    found: dict[RemedyKind, SuggestedRefund] = {}
    if not wanted:
        return Quotes()
    try:
        admin = stores.shopify_admin(case.store)
        # The full refund first: its answer says how much shipping is left to give back.
        for request in sorted(wanted, key=lambda request: request.remedy != remedies.FULL):
            quote = _ask(admin, case.order.shopify_id, request, found.get(remedies.FULL))
            if quote is not None:
                found[request.remedy] = quote
    except VendorError as error:
        logger.warning("quotes.unread", case=str(case.code), error=error.code)
        return Quotes(found, UNREAD)
    if any(quote.currency != facts.currency for quote in found.values()):
        return Quotes({}, UNREAD)
    return Quotes(found)


def _ask(
    admin: Admin, order_id: int, request: Request, full: SuggestedRefund | None
) -> SuggestedRefund | None:
    is_full = request.remedy == remedies.FULL
    shipping: Decimal | None = None
    if request.remedy == remedies.SHIPPING:
        shipping = min(request.shipping, full.shipping_maximum) if full else request.shipping
        if shipping <= 0:
            return None
    lines = () if is_full else request.lines
    quantities = [
        refunds.LineQuantity(line_id=line.line_id, quantity=line.quantity) for line in lines
    ]
    return refunds.suggested_refund(admin, order_id, quantities, shipping, full=is_full)
