"""Returns and disputes. Their bodies carry no time of change, so the time of sending decides."""

from __future__ import annotations

from datetime import datetime

from opsdesk.events import publish
from opsdesk.models import Store
from opsdesk.vendors.shopify.payloads_events import DisputePayload, ReturnPayload
from orders import events
from orders.attention import look_at_parcels_of
from orders.models import Dispute, Order, Return

# Two bodies of one second: the one that is further along is the newer one.
RETURN_RANK = ("requested", "open", "declined", "canceled", "closed")
DISPUTE_RANK = (
    "needs_response",
    "under_review",
    "prevented",
    "charge_refunded",
    "accepted",
    "lost",
    "won",
)


def save_return(
    store: Store, order: Order | None, payload: ReturnPayload, sent_at: datetime
) -> None:
    """Mirror a return. Under its order's lock; an older body changes nothing."""
    row = Return.objects.filter(store=store, shopify_id=payload.id).first()
    initiated_at = min(sent_at, row.initiated_at) if row else sent_at
    stored = row and (row.source_updated_at, _rank(RETURN_RANK, row.status))
    if row and stored and (sent_at, _rank(RETURN_RANK, payload.status)) <= stored:
        Return.objects.filter(pk=row.pk).update(initiated_at=initiated_at)
    else:
        lines = [
            {"line_id": line.line_id, "quantity": line.quantity, "reason": line.return_reason}
            for line in payload.return_line_items
        ]
        row, _created = Return.objects.update_or_create(
            store=store,
            shopify_id=payload.id,
            defaults={
                "order": order,
                "order_shopify_id": payload.order_id,
                "name": payload.name or (row.name if row else ""),
                "status": payload.status[:20],
                # A short body (a close, a decline) does not repeat what is sent back.
                "lines": lines or (row.lines if row else []),
                "initiated_at": initiated_at,
                "source_updated_at": sent_at,
            },
        )
        _tell(order)
    if order is not None:
        events.record_return(order, initiated_at)


def save_dispute(
    store: Store, order: Order | None, payload: DisputePayload, sent_at: datetime
) -> None:
    """Mirror a dispute. Under its order's lock; an older body changes nothing."""
    row = Dispute.objects.filter(store=store, shopify_id=payload.id).first()
    stored = row and (row.source_updated_at, _rank(DISPUTE_RANK, row.status))
    if stored and (sent_at, _rank(DISPUTE_RANK, payload.status)) <= stored:
        return
    Dispute.objects.update_or_create(
        store=store,
        shopify_id=payload.id,
        defaults={
            "order": order,
            "order_shopify_id": payload.order_id,
            "type": payload.type[:20],
            "status": payload.status[:30],
            "reason": payload.reason[:60],
            "amount": payload.amount,
            "currency": payload.currency,
            "initiated_at": payload.initiated_at,
            "evidence_due_by": payload.evidence_due_by,
            "finalized_on": payload.finalized_on,
            "source_updated_at": sent_at,
        },
    )
    _tell(order)


def adopt(order: Order) -> None:
    """Give a new order the returns and disputes that were here before it."""
    waiting = {"store_id": order.store_id, "order": None, "order_shopify_id": order.shopify_id}
    Dispute.objects.filter(**waiting).update(order=order)
    for row in Return.objects.filter(**waiting):
        Return.objects.filter(pk=row.pk).update(order=order)
        events.record_return(order, row.initiated_at)


def _tell(order: Order | None) -> None:
    if order is not None:
        look_at_parcels_of(order.pk)
        publish("order.changed", order_id=order.pk)


def _rank(words: tuple[str, ...], word: str) -> int:
    return words.index(word) + 1 if word in words else 0
