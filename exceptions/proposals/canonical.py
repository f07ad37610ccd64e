"""The one form of what is executed and sent, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from exceptions.models import Proposal
from opsdesk.money import Money


def canonical(  # every argument is executed or sent: leaving one out would leave it unapproved
    *,
    order_id: int,
    remedy: str,
    lines: Sequence[dict[str, Any]],
    shipping_amount: Decimal,
    amount: Decimal,
    currency: str,
    recipient: str,
    channel: str,
    subject: str,
    message: str,
) -> bytes:
    """Return the one JSON form of what is executed and sent; equal content gives equal bytes."""
    said = {
        "order": order_id,
        "remedy": str(remedy),
        "lines": sorted([int(line["line_id"]), int(line["quantity"])] for line in lines),
        "shipping": Money.of(shipping_amount, currency).wire,
        "amount": Money.of(amount, currency).wire,
        "currency": currency,
        "recipient": recipient,
        "channel": channel,
        "subject": subject,
        "message": message,
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(proposal: Proposal) -> str:
    """Return the sha-256 of what `proposal` would execute and send, computed from its row."""
    content = canonical(
        order_id=proposal.case.order.shopify_id,
        remedy=proposal.remedy,
        lines=proposal.lines,
        shipping_amount=proposal.shipping_amount,
        amount=proposal.amount,
        currency=proposal.currency,
        recipient=proposal.recipient,
        channel=proposal.channel,
        subject=proposal.subject,
        message=proposal.message,
    )
    return hashlib.sha256(content).hexdigest()
