"""Keep the mirror of refunds, whoever made them: from a webhook, or from our own executor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from orders.models import Order, Refund
from orders.references import execution_in


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """A refund as Shopify reports it. `amount` counts successful and pending money, shop currency."""

    shopify_id: int
    amount: Decimal
    currency: str
    is_pending: bool
    refunded_at: datetime
    note: str = ""
    lines: Sequence[dict[str, Any]] = ()


def record_refund(order: Order, facts: RefundFacts) -> Refund:
    """Write or refresh the refund and recount what the order has had back.

    Needs an open transaction. The order row is locked: a webhook's echo and our own executor may
    record the same refund at the same moment.
    """
    locked = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    refund, _created = Refund.objects.update_or_create(
        store_id=locked.store_id,
        shopify_id=facts.shopify_id,
        defaults={
            "order": locked,
            "amount": facts.amount,
            "currency": facts.currency,
            "is_pending": facts.is_pending,
            "lines": list(facts.lines),
            "note": facts.note,
            "refunded_at": facts.refunded_at,
            "reference": execution_in(facts.note),
        },
    )
    total = locked.refunds.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    Order.objects.filter(pk=locked.pk).update(refunded=total)
    order.refunded = total
    return refund
