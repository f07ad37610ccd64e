"""Shopify's own fulfillment events as scans: the weakest source, but one every store has."""

from typing import Annotated

from pydantic import BeforeValidator

from opsdesk.vendors.base import Frozen, parse_body
from opsdesk.vendors.fields import Id, Moment, Text, words
from opsdesk.vendors.tracking.base import Scan, TrackerUpdate

PROVIDER = "shopify"
Code = Annotated[str, BeforeValidator(words(80))]


class FulfillmentEventPayload(Frozen):
    """One fulfillment event; its deletion brings only the ids."""

    id: Id
    fulfillment_id: Id
    order_id: Id | None = None
    status: Code = ""
    message: Text = ""
    happened_at: Moment | None = None
    estimated_delivery_at: Moment | None = None
    city: Code = ""
    province: Code = ""
    country: Code = ""
    updated_at: Moment | None = None

    @property
    def mark(self) -> str:
        """Return what makes this event the same event when it is told again, or taken back."""
        return f"fulfillment-event-{self.id}"


def parse_fulfillment_event(body: bytes) -> FulfillmentEventPayload:
    """Parse a delivery of `fulfillment_events/*`; raises Invalid."""
    return parse_body(FulfillmentEventPayload, body)


def as_update(event: FulfillmentEventPayload) -> TrackerUpdate | None:
    """Return the event as a provider's news; None for one that says nothing (a deletion)."""
    if event.happened_at is None or not event.status:
        return None
    eta = event.estimated_delivery_at
    scan = Scan(
        code=event.status,
        detail="",
        text=event.message,
        occurred_at=event.happened_at,
        city=event.city,
        region=event.province,
        country=event.country if len(event.country) == 2 else "",
        mark=event.mark,
    )
    return TrackerUpdate(
        tracker_id="",
        provider=PROVIDER,
        carrier="",
        tracking_number="",
        status="",
        estimated_delivery=eta.date() if eta else None,
        scans=(scan,),
        updated_at=event.updated_at or event.happened_at,
    )
