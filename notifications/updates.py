"""Decide which delivery updates a parcel's customer is owed, and put them in the outbox.

    parcel changed (news_at) → consider_news → causes() → the store's template → outbox

At most one mail per milestone, and only for the milestone the parcel is at: who hears "delivered"
needs no "shipped" in the same minute. What is older than two days, or happened before the store was
connected, is history and makes no mail; so a back-fill is silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from notifications import outbox, rendering
from notifications.models import Message, MessageKind, MessageTemplate
from notifications.phrases import language_of
from opsdesk.errors import Invalid
from opsdesk.models import Store
from opsdesk.taxonomy import Milestone
from orders import lateness
from orders.models import Shipment

if TYPE_CHECKING:
    from orders.models import Order

logger = structlog.get_logger(__name__)

NEWS_FOR = timedelta(hours=48)
SLIP_DAYS = 1  # one day is within what customers expect of a carrier's estimate
BATCH = 200
NOT_YET_OUT = (
    Milestone.ORDERED,
    Milestone.LABEL_CREATED,
    Milestone.PICKED_UP,
    Milestone.IN_TRANSIT,
    Milestone.UNKNOWN,
)
CANNOT_BE_LATE = (
    Milestone.OUT_FOR_DELIVERY,
    Milestone.READY_FOR_PICKUP,
    Milestone.DELIVERED,
    Milestone.RETURNING,
    Milestone.RETURNED,
    Milestone.FAILED,
    Milestone.CANCELLED,
)


@dataclass(frozen=True, slots=True)
class Cause:
    """Something a customer should hear, and when it happened."""

    kind: MessageKind
    at: datetime


@transaction.atomic
def consider_news(now: datetime, limit: int = BATCH) -> int:
    """Consider the parcels that changed, save those another worker holds; return how many.

    One transaction: the mark that there is news goes with the messages the news calls for.
    """
    changed = Shipment.objects.filter(news_at__lte=now).order_by("news_at")
    ids = list(
        changed.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True)[
            :limit
        ]
    )
    parcels = Shipment.objects.filter(pk__in=ids)
    for shipment in parcels.select_related("store", "order__customer", "order__store"):
        consider(shipment, now)
    parcels.update(news_at=None)
    return len(ids)


def consider(shipment: Shipment, now: datetime) -> list[Message]:
    """Queue the messages that the present state of a parcel calls for; return the new ones."""
    if not outbox.address_of(shipment.order):
        return []
    queued = [
        _queue(shipment, cause)
        for cause in causes(shipment, _eta_changed_at(shipment), now)
        if is_news(cause.at, shipment.store, now)
    ]
    return [message for message in queued if message is not None]


def causes(shipment: Shipment, eta_changed_at: datetime | None, now: datetime) -> list[Cause]:
    """Return what the customer of `shipment` should hear by now."""
    if is_called_off(shipment) or not shipment.tracking_number:
        return []
    found: list[Cause] = []
    if shipment.milestone in NOT_YET_OUT:
        found.append(Cause(MessageKind.SHIPPED, shipment.shipped_at))
    if shipment.milestone == Milestone.OUT_FOR_DELIVERY and shipment.milestone_at:
        found.append(Cause(MessageKind.OUT_FOR_DELIVERY, shipment.milestone_at))
    if shipment.milestone == Milestone.DELIVERED and shipment.delivered_at:
        found.append(Cause(MessageKind.DELIVERED, shipment.delivered_at))
    if eta_changed_at and is_delayed(shipment, now):
        found.append(Cause(MessageKind.DELAYED, eta_changed_at))
    return found


def is_called_off(shipment: Shipment) -> bool:
    """Say whether the order or the parcel was cancelled."""
    return bool(
        shipment.order.cancelled_at
        or shipment.order.deleted_at
        or shipment.fulfillment_status == "cancelled"
        or shipment.milestone == Milestone.CANCELLED
    )


def is_delayed(shipment: Shipment, now: datetime) -> bool:
    """Say whether a parcel still to come is now expected more than a day later than at first."""
    if shipment.milestone in CANNOT_BE_LATE or not (shipment.original_eta and shipment.current_eta):
        return False
    today = now.astimezone(shipment.tz).date()
    slipped = lateness.slip_days(shipment.original_eta, shipment.current_eta)
    return slipped > SLIP_DAYS and shipment.current_eta >= today


def is_news(at: datetime, store: Store, now: datetime) -> bool:
    """Say whether something that happened at `at` is still worth a mail."""
    return at > now - NEWS_FOR and (store.connected_at is None or at >= store.connected_at)


def template_for(store: Store, kind: str, locale: str) -> MessageTemplate | None:
    """Return the active template in `locale`, else the store's language, else English.

    None when all are switched off: that is how an admin stops one kind of message.
    """
    active = {
        language_of(template.locale): template
        for template in MessageTemplate.objects.filter(store=store, kind=kind, is_active=True)
    }
    wanted = (language_of(locale), language_of(store.locale), "en")
    return next((active[language] for language in wanted if language in active), None)


def _eta_changed_at(shipment: Shipment) -> datetime | None:
    if shipment.current_eta is None:
        return None
    change = shipment.eta_changes.filter(new=shipment.current_eta).order_by("-at").first()
    return change.at if change else None


def _queue(shipment: Shipment, cause: Cause) -> Message | None:
    order: Order = shipment.order
    template = template_for(shipment.store, cause.kind, outbox.locale_of(order))
    if template is None:
        return None
    try:
        words = rendering.render(template, order, shipment)
    except Invalid as error:
        # The admin lets no such text pass; were there one, it must not hold up everybody's news.
        logger.error("template.unusable", template=template.pk, error=str(error))
        return None
    message = outbox.queue_message(
        store=shipment.store,
        order=order,
        shipment=shipment,
        kind=cause.kind,
        subject=words.subject,
        body=words.body,
        recipient=outbox.address_of(order),
        dedupe_key=outbox.update_key(cause.kind, shipment),
        template=template,
    )
    if message is not None:
        logger.info("message.queued", message=str(message.code), kind=message.kind)
    return message
