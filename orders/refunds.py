"""Keep the mirror of refunds, whoever made them: from a webhook, or from our own executor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import Greatest

from opsdesk.events import publish
from opsdesk.money import Money
from orders.attention import look_at_parcels_of
from orders.models import Order, Refund
from orders.references import execution_in

PER_FINISHED = 1000  # a finished transaction outweighs any number of begun ones


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """A refund as Shopify reports it. `amount` counts successful and pending money, shop currency.

    `progress` tells an older report from a newer one (see `progress_of`); a report that does not know
    its transactions leaves it out.
    """

    shopify_id: int
    amount: Decimal
    currency: str
    is_pending: bool
    refunded_at: datetime
    note: str = ""
    lines: Sequence[dict[str, Any]] = ()
    progress: int = 0


def progress_of(*, begun: int, finished: int) -> int:
    """Return a number that only grows while a refund's transactions appear and finish."""
    return finished * PER_FINISHED + begun + 1


def observe_refund(order: Order, facts: RefundFacts) -> bool:
    """Record a refund somebody told us about and say so; return whether it was news."""
    refund, is_news = _record(order, facts)
    if is_news:
        publish("refund.observed", refund_id=refund.pk)
        publish("order.changed", order_id=order.pk)
    # Also the echo of our own refund: it may have settled the order's other cases.
    look_at_parcels_of(order.pk)
    return is_news


def record_refund(order: Order, facts: RefundFacts, *, settles: Money) -> Refund:
    """Write or refresh a refund of ours; the reservation of `settles` becomes this refund.

    Needs an open transaction. The order row is locked: a webhook's echo and our own executor may
    record the same refund at the same moment. An older report changes nothing.
    """
    return _record(order, facts, settles.amount)[0]


def _record(order: Order, facts: RefundFacts, settles: Decimal = Decimal(0)) -> tuple[Refund, bool]:
    # no_key: a case may be opened for this order meanwhile, and must not wait for us.
    locked = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
    progress = facts.progress or progress_of(begun=0, finished=0 if facts.is_pending else 1)
    refund = Refund.objects.filter(store_id=locked.store_id, shopify_id=facts.shopify_id).first()
    if refund and progress <= refund.progress:
        _recount(order, locked, settles)
        return refund, False
    refund, _created = Refund.objects.update_or_create(
        store_id=locked.store_id,
        shopify_id=facts.shopify_id,
        defaults={
            "order": locked,
            "amount": facts.amount,
            "currency": facts.currency,
            "is_pending": facts.is_pending,
            "progress": progress,
            "lines": list(facts.lines),
            "note": facts.note,
            "refunded_at": facts.refunded_at,
            "reference": execution_in(facts.note),
        },
    )
    _recount(order, locked, settles)
    return refund, True


def _recount(order: Order, locked: Order, settles: Decimal) -> None:
    # One UPDATE: a row updated twice in a transaction has its customer checked, and locked, again.
    order.refunded = locked.refunds.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    if settles or order.refunded != locked.refunded:
        left = Greatest(F("reserved") - settles, Decimal(0))
        Order.objects.filter(pk=locked.pk).update(refunded=order.refunded, reserved=left)
