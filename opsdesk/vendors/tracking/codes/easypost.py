"""EasyPost: `status`, refined by `status_detail`. Lists from EasyPost's documentation."""

import re
from typing import NamedTuple

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from opsdesk.vendors.tracking.codes.meaning import (
    ATTEMPTS,
    COARSE,
    EXACT,
    NOWHERE,
    REFINED,
    Mapped,
    believe_delivered,
    from_words,
    mapped,
    owner,
    returning,
)
from opsdesk.vendors.tracking.phrases import read_text

M, R, F = Milestone, Reason, FaultOwner


class Detail(NamedTuple):
    """What a status_detail adds; milestone None leaves the status' own."""

    milestone: Milestone | None = None
    reason: Reason | None = None


STATUSES = {
    "pre_transit": M.LABEL_CREATED,
    "in_transit": M.IN_TRANSIT,
    "out_for_delivery": M.OUT_FOR_DELIVERY,
    "delivered": M.DELIVERED,
    "available_for_pickup": M.READY_FOR_PICKUP,
    "return_to_sender": M.RETURNING,
    "failure": M.FAILED,
    "cancelled": M.CANCELLED,
}

DETAILS = {
    "address_correction": Detail(None, R.ADDRESS_PROBLEM),
    "arrived_at_destination": Detail(),
    "arrived_at_facility": Detail(),
    "arrived_at_pickup_location": Detail(M.READY_FOR_PICKUP),
    "awaiting_information": Detail(None, R.CUSTOMS_DOCS),
    "cancelled": Detail(M.CANCELLED),
    "damaged": Detail(None, R.DAMAGED),
    "delayed": Detail(None, R.CARRIER_DELAY),
    "delivery_exception": Detail(M.DELIVERY_ATTEMPTED, R.OTHER),
    "departed_facility": Detail(),
    "departed_origin_facility": Detail(),
    "expired": Detail(M.UNKNOWN),
    "failure": Detail(M.FAILED, R.OTHER),
    "held": Detail(None, R.HELD),
    "in_transit": Detail(),
    "label_created": Detail(M.LABEL_CREATED),
    "lost": Detail(M.FAILED, R.LOST),
    "missorted": Detail(None, R.MISSORTED),
    "out_for_delivery": Detail(M.OUT_FOR_DELIVERY),
    "received_at_destination_facility": Detail(),
    "received_at_origin_facility": Detail(M.PICKED_UP),
    "refused": Detail(M.DELIVERY_ATTEMPTED, R.REFUSED),
    "return": Detail(M.RETURNING),
    "status_update": Detail(),
    "transferred_to_destination_carrier": Detail(),
    "transit_exception": Detail(None, R.CARRIER_DELAY),
    "unknown": Detail(),
    "weather_delay": Detail(None, R.WEATHER),
}
# The status a detail comes with when somebody gives us the detail alone.
USUAL_STATUS = {
    "address_correction": "failure",
    "arrived_at_pickup_location": "available_for_pickup",
    "cancelled": "cancelled",
    "damaged": "failure",
    "failure": "failure",
    "label_created": "pre_transit",
    "lost": "failure",
    "out_for_delivery": "out_for_delivery",
    "return": "return_to_sender",
    "unknown": "unknown",
    "expired": "unknown",
}

# Details too coarse to name a reason by themselves.
TOO_COARSE = frozenset(
    {"delivery_exception", "failure", "held", "awaiting_information", "delayed"}
    | {"transit_exception", "return"}
)
LOSS = frozenset({R.LOST, R.DAMAGED, R.DESTROYED, R.REJECTED_BY_CARRIER})
ON_REQUEST = re.compile(r"(?:customer|recipient|receiver|vacation).{0,20}\b(?:request|hold)", re.I)


def map_easypost(code: str, detail: str, text: str) -> Mapped:
    """Return what a status with its detail means; a detail may come alone."""
    if code in DETAILS and code not in STATUSES and code != "unknown" and not detail:
        code, detail = USUAL_STATUS.get(code, "in_transit"), code
    if code == "error":
        return mapped(M.UNKNOWN, R.INVALID_TRACKING)
    if code == "unknown" and detail == "expired":
        return NOWHERE
    own = STATUSES.get(code)
    if own is None:
        return from_words(text)
    if own is M.DELIVERED:
        return believe_delivered(text)
    return mapped(own) if own is M.CANCELLED else _under_way(code, detail, own, text)


def _under_way(code: str, detail: str, own: Milestone, text: str) -> Mapped:
    if (code, detail) == ("available_for_pickup", "expired"):
        return mapped(own, R.PICKUP_NOT_COLLECTED)
    known = DETAILS.get(detail, Detail())
    reason, blamed, confidence = _reason(detail, known, text)
    if M.RETURNING in (own, known.milestone):
        return returning(text, reason=None if reason is R.OTHER else reason)
    milestone = _milestone(code, detail, own, known, reason)
    if milestone is M.FAILED and not reason:
        return Mapped(M.FAILED, R.OTHER, F.UNKNOWN, COARSE)
    return NOWHERE if milestone is M.UNKNOWN else Mapped(milestone, reason, blamed, confidence)


def _reason(
    detail: str, known: Detail, text: str
) -> tuple[Reason | None, FaultOwner | None, float]:
    """Let the words name the reason where the code is too coarse; a plain scan has none."""
    if detail not in TOO_COARSE:
        return known.reason, owner(known.reason), EXACT
    if detail == "held" and ON_REQUEST.search(text):
        return R.HELD, F.CUSTOMER, REFINED
    found = read_text(text).reason
    if found and found is not R.INVALID_TRACKING:
        return found, owner(found), REFINED
    return known.reason, owner(known.reason), COARSE


def _milestone(
    code: str, detail: str, own: Milestone, known: Detail, reason: Reason | None
) -> Milestone:
    """Say where the parcel is: a failure is an attempt when its detail or its words say so."""
    if code == "pre_transit":
        return own
    if code == "failure":
        if detail == "expired":
            return M.UNKNOWN
        attempted = detail in ("delivery_exception", "refused", "address_correction")
        return M.DELIVERY_ATTEMPTED if attempted and reason not in LOSS else M.FAILED
    if detail == "delivery_exception":
        if reason is R.LOST:
            return M.FAILED
        return M.DELIVERY_ATTEMPTED if reason in ATTEMPTS | {R.OTHER} else own
    return known.milestone or own
