"""Shopify: FulfillmentEventStatus and FulfillmentDisplayStatus. The weakest source.

`FAILURE` is a failed fulfillment request, not a failed delivery; `CONFIRMED` only says that nothing
else is known. There is no "returned", "lost" or "wrong address" in the stable API.
"""

from opsdesk.taxonomy import Milestone, Reason
from opsdesk.vendors.tracking.codes.meaning import (
    ATTEMPTS,
    DELAYS,
    NOWHERE,
    Entry,
    Mapped,
    from_words,
    settle,
)

M, R = Milestone, Reason
BUYER = frozenset({R.CUSTOMS_DOCS, R.PAYMENT_DUE, R.CUSTOMS_HOLD, R.ADDRESS_PROBLEM})

STATUSES = {
    "attempted_delivery": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, ATTEMPTS),
    "buyer_action_required": Entry(M.IN_TRANSIT, R.CUSTOMS_DOCS, BUYER),
    "canceled": Entry(M.CANCELLED),
    "cancelled": Entry(M.CANCELLED),
    "carrier_picked_up": Entry(M.PICKED_UP),
    "confirmed": Entry(M.LABEL_CREATED),
    "delayed": Entry(M.IN_TRANSIT, R.CARRIER_DELAY, DELAYS),
    "delivered": Entry(M.DELIVERED),
    "failure": Entry(M.UNKNOWN, R.INVALID_TRACKING),
    "fulfilled": Entry(M.LABEL_CREATED),
    "in_transit": Entry(M.IN_TRANSIT),
    "label_printed": Entry(M.LABEL_CREATED),
    "label_purchased": Entry(M.LABEL_CREATED),
    "label_voided": Entry(M.CANCELLED),
    "marked_as_fulfilled": Entry(M.LABEL_CREATED),
    "not_delivered": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, ATTEMPTS),
    "out_for_delivery": Entry(M.OUT_FOR_DELIVERY),
    "picked_up": Entry(M.DELIVERED),
    "ready_for_pickup": Entry(M.READY_FOR_PICKUP),
    "ready_for_recipient_pickup": Entry(M.READY_FOR_PICKUP),
    "returning_to_sender": Entry(M.RETURNING),
    "submitted": Entry(M.LABEL_CREATED),
}


def map_shopify(code: str, detail: str, text: str) -> Mapped:
    """Return what a fulfillment event's status means."""
    if detail == "deleted":
        return NOWHERE  # the event was taken back
    entry = STATUSES.get(code)
    return settle(entry, text) if entry else from_words(text)
