"""Shopify's fulfillment events as scans of the parcels of their fulfillment."""

from __future__ import annotations

from opsdesk.models import InboundDelivery
from opsdesk.taxonomy import Milestone
from opsdesk.vendors.shopify.fulfillment_events import (
    PROVIDER,
    FulfillmentEventPayload,
    as_update,
    parse_fulfillment_event,
)
from opsdesk.vendors.tracking.base import Scan
from orders.models import Shipment, TrackingEvent
from orders.tracking import apply_update
from orders.tracking.updates import fingerprint, settle_again

TAKEN_BACK = "deleted"


def save_event(delivery: InboundDelivery) -> bool:
    """Add the event to the parcels it is about; say whether there are any."""
    event = parse_fulfillment_event(bytes(delivery.body))
    update = as_update(event)
    parcels = _parcels(delivery, event)
    for parcel in parcels if update else ():
        if update:
            apply_update(parcel, update, delivery.received_at)
    return bool(parcels)


def take_back_event(delivery: InboundDelivery) -> bool:
    """Keep the event's row, so that a late repeat changes nothing, but let it say nothing."""
    event = parse_fulfillment_event(bytes(delivery.body))
    parcels = _parcels(delivery, event)
    at = event.happened_at or delivery.received_at
    mark = fingerprint(Scan(code="", detail="", text="", occurred_at=at, mark=event.mark))
    for parcel in parcels:
        TrackingEvent.objects.update_or_create(
            shipment=parcel,
            provider=PROVIDER,
            fingerprint=mark,
            defaults={
                "raw_detail": TAKEN_BACK,
                "milestone": Milestone.UNKNOWN,
                "reason": "",
                "fault_owner": "",
            },
            create_defaults={
                "raw_detail": TAKEN_BACK,
                "milestone": Milestone.UNKNOWN,
                "occurred_at": at,
                "received_at": delivery.received_at,
            },
        )
        settle_again(parcel)
    return bool(parcels)


def _parcels(delivery: InboundDelivery, event: FulfillmentEventPayload) -> list[Shipment]:
    return list(
        Shipment.objects.filter(store=delivery.store, fulfillment_id=event.fulfillment_id).order_by(
            "pk"
        )
    )
