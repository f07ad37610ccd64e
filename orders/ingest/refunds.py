"""Refunds that exist in Shopify, ours and other people's."""

from __future__ import annotations

from decimal import Decimal

from opsdesk.money import Money
from opsdesk.vendors.shopify.payloads import IN_FLIGHT, RefundPayload
from orders.models import Order
from orders.refunds import RefundFacts, observe_refund, progress_of


def save_refund(order: Order, payload: RefundPayload) -> bool:
    """Record a refund webhook; return whether it was news. Under the order's lock."""
    money = [part for part in payload.transactions if part.kind == "refund"]
    facts = RefundFacts(
        shopify_id=payload.id,
        amount=_shop_amount(order, payload),
        currency=order.currency,
        is_pending=payload.is_pending,
        refunded_at=payload.processed_at or payload.created_at,
        note=payload.note,
        lines=[
            {"line_id": line.line_item_id, "quantity": line.quantity}
            for line in payload.refund_line_items
        ],
        progress=progress_of(
            begun=len(money), finished=sum(part.status not in IN_FLIGHT for part in money)
        ),
    )
    return observe_refund(order, facts)


def _shop_amount(order: Order, payload: RefundPayload) -> Decimal:
    """Return the amount in shop currency; paid in another one, at the rate the order was paid at."""
    amount = payload.amount
    if payload.currency in ("", order.currency) or not order.presentment_total:
        return amount
    return Money.of(amount * order.total / order.presentment_total, order.currency).amount
