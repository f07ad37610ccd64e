"""What each milestone, reason and scan is called.

Every milestone has words, every reason has a clause that can follow them, and the pairs that occur
most have a sentence of their own.
"""

from opsdesk.taxonomy import Milestone, Reason
from orders.models import TrackingEvent

M, R = Milestone, Reason

# "Where is it?" on its own, as a heading.
WHERE: dict[Milestone, str] = {
    M.ORDERED: "We have your order",
    M.LABEL_CREATED: "Getting ready to ship",
    M.PICKED_UP: "The carrier has your parcel",
    M.IN_TRANSIT: "On its way to you",
    M.OUT_FOR_DELIVERY: "Out for delivery",
    M.DELIVERY_ATTEMPTED: "The carrier tried to deliver",
    M.READY_FOR_PICKUP: "Ready for you to pick up",
    M.DELIVERED: "Delivered",
    M.RETURNING: "On its way back to us",
    M.RETURNED: "Back with us",
    M.FAILED: "The carrier could not deliver",
    M.CANCELLED: "This shipment was cancelled",
    M.UNKNOWN: "Waiting for news from the carrier",
}

# "Why is it not going as usual?", to follow any of the above.
WHY: dict[Reason, str] = {
    R.ADDRESS_PROBLEM: "there is a problem with the address",
    R.RECIPIENT_UNAVAILABLE: "nobody was there to receive it",
    R.BUSINESS_CLOSED: "the business was closed",
    R.ACCESS_RESTRICTED: "the driver could not reach your door",
    R.REFUSED: "the parcel was refused at the door",
    R.RECIPIENT_MOVED: "the carrier was told that you have moved",
    R.PICKUP_NOT_COLLECTED: "it was not collected in time",
    R.PAYMENT_DUE: "a charge has to be paid first",
    R.CARRIER_DELAY: "the carrier is running late",
    R.MISSORTED: "it took a wrong turn and is being put right",
    R.WEATHER: "the weather is slowing it down",
    R.FORCE_MAJEURE: "events outside the carrier's control are slowing it down",
    R.CUSTOMS_HOLD: "it is going through customs",
    R.CUSTOMS_DOCS: "customs is waiting for papers",
    R.SECURITY_HOLD: "it is held for a security check",
    R.HELD: "the carrier is holding it",
    R.DAMAGED: "it was damaged on the way",
    R.LOST: "the carrier has lost it",
    R.DESTROYED: "it was destroyed on the way",
    R.REJECTED_BY_CARRIER: "the carrier did not accept it",
    R.INVALID_TRACKING: "the carrier does not know the tracking number yet",
    R.SHIPPER_DATA: "the carrier needs a detail from us",
    R.OTHER: "something unexpected happened",
}

# Pairs that read better in one piece.
TOGETHER: dict[tuple[Milestone, Reason], str] = {
    (M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE): (
        "The carrier tried to deliver but nobody was there"
    ),
    (M.DELIVERY_ATTEMPTED, R.BUSINESS_CLOSED): (
        "The carrier tried to deliver but the business was closed"
    ),
    (M.DELIVERY_ATTEMPTED, R.ACCESS_RESTRICTED): (
        "The carrier tried to deliver but could not reach your door"
    ),
    (M.DELIVERY_ATTEMPTED, R.ADDRESS_PROBLEM): (
        "The carrier tried to deliver but could not find the address"
    ),
    (M.DELIVERY_ATTEMPTED, R.REFUSED): (
        "The carrier tried to deliver but the parcel was not accepted"
    ),
    (M.DELIVERY_ATTEMPTED, R.PAYMENT_DUE): (
        "The carrier tried to deliver but a charge has to be paid first"
    ),
    (M.DELIVERY_ATTEMPTED, R.OTHER): "The carrier tried to deliver but could not",
    (M.READY_FOR_PICKUP, R.PICKUP_NOT_COLLECTED): "Your parcel is still waiting to be collected",
    (M.RETURNING, R.ADDRESS_PROBLEM): (
        "On its way back to us because the carrier could not find the address"
    ),
    (M.RETURNING, R.RECIPIENT_UNAVAILABLE): (
        "On its way back to us because the carrier met nobody at the address"
    ),
    (M.RETURNING, R.REFUSED): "On its way back to us because the parcel was not accepted",
    (M.RETURNING, R.PICKUP_NOT_COLLECTED): (
        "On its way back to us because it was not collected in time"
    ),
    (M.FAILED, R.LOST): "The carrier has lost your parcel",
    (M.FAILED, R.DAMAGED): "Your parcel was damaged on the way",
    (M.FAILED, R.DESTROYED): "Your parcel was destroyed on the way",
    (M.FAILED, R.REJECTED_BY_CARRIER): "The carrier did not accept the parcel",
    (M.IN_TRANSIT, R.CUSTOMS_HOLD): "On its way to you, going through customs",
    (M.UNKNOWN, R.INVALID_TRACKING): "The carrier does not know the tracking number yet",
    (M.LABEL_CREATED, R.INVALID_TRACKING): (
        "Getting ready to ship: the carrier does not know the tracking number yet"
    ),
}

# What one scan says, where the carrier is more precise than our milestones.
SCANS: dict[str, str] = {
    "received_at_origin_facility": "Picked up by the carrier",
    "departed_origin_facility": "Left the first sorting centre",
    "arrived_at_facility": "Arrived at a sorting centre",
    "departed_facility": "Left a sorting centre",
    "arrived_at_destination": "Arrived in your area",
    "received_at_destination_facility": "Arrived at your local depot",
    "transferred_to_destination_carrier": "Handed to the local carrier",
    "arrived_at_pickup_location": "Arrived at the pickup point",
    "label_created": "Shipping label made",
    "missorted": "Took a wrong turn and is being sent on",
    "weather_delay": "Slowed down by the weather",
}


def milestone_words(milestone: str, reason: str | None = "") -> str:
    """Say where a parcel is, and why it is not going as usual; no full stop at the end."""
    where = Milestone(milestone)
    if not reason:
        return WHERE[where]
    why = Reason(reason)
    return TOGETHER.get((where, why)) or f"{WHERE[where]}: {WHY[why]}"


def scan_words(event: TrackingEvent) -> str:
    """Say what one scan means and where it was; no full stop at the end."""
    words = milestone_words(event.milestone, event.reason)
    precise = SCANS.get(event.raw_detail)
    if precise and event.milestone in (M.IN_TRANSIT, M.PICKED_UP, M.LABEL_CREATED):
        words = precise
    return f"{words} ({event.place})" if event.place else words
