"""What carriers' codes mean on our two axes: milestone, and reason with fault owner.

    (provider, code, detail, text) ──▶ status decides the milestone, detail refines it,
                                       English words decide where the codes are too coarse

Nothing is guessed as delivered: only the status `delivered` says so, and not when its words say that
the sender got the parcel back. A changed rule here needs a new MAPPER_VERSION; stored scans keep
the version that read them, so that history can be mapped again.
"""

import re
from typing import NamedTuple

from opsdesk.taxonomy import FaultOwner, Milestone, Reason

MAPPER_VERSION = 1


class Mapped(NamedTuple):
    """Where the parcel is, why it is not normal, and who caused that."""

    milestone: Milestone
    reason: Reason | None = None
    fault_owner: FaultOwner | None = None


class Detail(NamedTuple):
    """What a status_detail adds; milestone None leaves the status' own."""

    milestone: Milestone | None = None
    reason: Reason | None = None
    fault_owner: FaultOwner | None = None


M, R, F = Milestone, Reason, FaultOwner
NOWHERE = Mapped(M.UNKNOWN)

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
    "address_correction": Detail(None, R.ADDRESS_PROBLEM, F.CUSTOMER),
    "arrived_at_destination": Detail(),
    "arrived_at_facility": Detail(),
    "arrived_at_pickup_location": Detail(M.READY_FOR_PICKUP),
    "awaiting_information": Detail(None, R.CUSTOMS_DOCS, F.CUSTOMS),
    "cancelled": Detail(M.CANCELLED),
    "damaged": Detail(None, R.DAMAGED, F.CARRIER),
    "delayed": Detail(None, R.CARRIER_DELAY, F.CARRIER),
    "delivery_exception": Detail(M.DELIVERY_ATTEMPTED, R.OTHER, F.UNKNOWN),
    "departed_facility": Detail(),
    "departed_origin_facility": Detail(),
    "expired": Detail(M.UNKNOWN),
    "failure": Detail(M.FAILED, R.OTHER, F.UNKNOWN),
    "held": Detail(None, R.HELD, F.UNKNOWN),
    "in_transit": Detail(),
    "label_created": Detail(M.LABEL_CREATED),
    "lost": Detail(M.FAILED, R.LOST, F.CARRIER),
    "missorted": Detail(None, R.MISSORTED, F.CARRIER),
    "out_for_delivery": Detail(M.OUT_FOR_DELIVERY),
    "received_at_destination_facility": Detail(),
    "received_at_origin_facility": Detail(M.PICKED_UP),
    "refused": Detail(M.DELIVERY_ATTEMPTED, R.REFUSED, F.CUSTOMER),
    "return": Detail(M.RETURNING),
    "status_update": Detail(),
    "transferred_to_destination_carrier": Detail(),
    "transit_exception": Detail(None, R.CARRIER_DELAY, F.CARRIER),
    "unknown": Detail(),
    "weather_delay": Detail(None, R.WEATHER, F.FORCE_MAJEURE),
}

# These statuses say where the parcel is; a detail only says why.
SETTLED = frozenset({"pre_transit", "delivered", "return_to_sender", "cancelled"})

# Details too coarse to name a reason by themselves.
COARSE = frozenset(
    {"delivery_exception", "failure", "held", "awaiting_information", "delayed"}
    | {"transit_exception", "return"}
)

WORDS: tuple[tuple[re.Pattern[str], Reason, FaultOwner], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), reason, owner)
    for pattern, reason, owner in (
        (r"destroyed|disposed of", R.DESTROYED, F.CARRIER),
        (r"damaged?\b", R.DAMAGED, F.CARRIER),
        (r"(?:parcel|package|shipment|item) (?:is |was )?lost|lost in transit", R.LOST, F.CARRIER),
        (r"dut(?:y|ies)\b|payment|amount due|postage due|fees? due", R.PAYMENT_DUE, F.CUSTOMER),
        (
            r"(?:missing|incomplete|incorrect) (?:documents?|paperwork|invoice)"
            r"|commercial invoice|documentation|additional information",
            R.CUSTOMS_DOCS,
            F.CUSTOMS,
        ),
        (r"customs|clearance|import scan", R.CUSTOMS_HOLD, F.CUSTOMS),
        (r"security", R.SECURITY_HOLD, F.UNKNOWN),
        (r"weather|snow|storm|hurricane|flood", R.WEATHER, F.FORCE_MAJEURE),
        (r"natural disaster|strike\b|emergency", R.FORCE_MAJEURE, F.FORCE_MAJEURE),
        (r"business (?:is |was )?closed|closed on arrival", R.BUSINESS_CLOSED, F.CUSTOMER),
        (r"refused", R.REFUSED, F.CUSTOMER),
        (
            r"moved\b|no longer at|forward(?:ing)? (?:order )?expired|vacant",
            R.RECIPIENT_MOVED,
            F.CUSTOMER,
        ),
        (r"unclaimed|not collected|not picked up", R.PICKUP_NOT_COLLECTED, F.CUSTOMER),
        (
            r"(?:insufficient|incorrect|incomplete|invalid|bad|wrong) address|address (?:is |was )?"
            r"(?:incorrect|incomplete|invalid|not found|unknown)|no such (?:number|street)"
            r"|undeliverable as addressed|apartment number",
            R.ADDRESS_PROBLEM,
            F.CUSTOMER,
        ),
        (
            r"no access|access (?:code|denied|not)|unable to access|gate\b|animal|dog\b"
            r"|no secure location|receptacle",
            R.ACCESS_RESTRICTED,
            F.CUSTOMER,
        ),
        (
            r"no ?body|no one|not (?:home|available|in)\b|unavailable|notice left"
            r"|no authorized recipient|signature",
            R.RECIPIENT_UNAVAILABLE,
            F.CUSTOMER,
        ),
        (r"mis-?sort|mis-?rout|misdirected", R.MISSORTED, F.CARRIER),
        (r"rejected by (?:the )?carrier|not accepted", R.REJECTED_BY_CARRIER, F.MERCHANT),
        (r"delay|mechanical|vehicle|volume|late\b", R.CARRIER_DELAY, F.CARRIER),
    )
)

ATTEMPT = frozenset(
    {R.BUSINESS_CLOSED, R.REFUSED, R.RECIPIENT_MOVED, R.ADDRESS_PROBLEM, R.ACCESS_RESTRICTED}
    | {R.RECIPIENT_UNAVAILABLE, R.OTHER}
)
LOSS = frozenset({R.LOST, R.DAMAGED, R.DESTROYED, R.REJECTED_BY_CARRIER})

# "to" or "by" is needed: "Delivered, shipper release" is a parcel left at the customer's door.
BACK_AT_SENDER = re.compile(
    r"returned to (?:the )?(?:original )?(?:sender|shipper)|return (?:delivered|completed?)"
    r"|(?:delivered|received).{0,20}\b(?:to|by) (?:the )?(?:original )?(?:sender|shipper)",
    re.IGNORECASE,
)
STILL_RETURNING = re.compile(
    r"(?:will|to|being|is to) be(?:ing)? returned|being returned|returning|en route|in transit",
    re.IGNORECASE,
)
ON_REQUEST = re.compile(r"(?:customer|recipient|receiver|vacation).{0,20}\b(?:request|hold)", re.I)


def map_scan(provider: str, code: str, detail: str, text: str) -> Mapped:
    """Say what a scan (or a tracker's status) means; UNKNOWN for codes nobody told us about."""
    if provider != "easypost":
        return NOWHERE
    return _map_easypost(code.strip().lower(), detail.strip().lower(), text)


def _map_easypost(status: str, detail: str, text: str) -> Mapped:
    if status == "error":
        return Mapped(M.UNKNOWN, R.INVALID_TRACKING, F.UNKNOWN)
    own = STATUSES.get(status)
    if own is None:
        return NOWHERE
    known = DETAILS.get(detail, Detail())
    reason, owner = _reason(detail, known, text)
    if status in SETTLED:
        return _settled(own, reason, owner, text)
    if known.milestone is M.RETURNING:
        return _settled(M.RETURNING, reason, owner, text)
    if status == "available_for_pickup" and detail == "expired":
        return Mapped(own, R.PICKUP_NOT_COLLECTED, F.CUSTOMER)
    if status == "failure":
        return _failed(detail, known, reason, owner)
    if detail == "delivery_exception":
        return Mapped(_after_exception(own, reason), reason, owner)
    return Mapped(known.milestone or own, reason, owner)


def _reason(detail: str, known: Detail, text: str) -> tuple[Reason | None, FaultOwner | None]:
    """Let the words name the reason where the code is too coarse; a plain scan has none."""
    if detail in COARSE:
        if detail == "held" and ON_REQUEST.search(text):
            return R.HELD, F.CUSTOMER
        for pattern, reason, owner in WORDS:
            if pattern.search(text):
                return reason, owner
    return known.reason, known.fault_owner


def _settled(own: Milestone, reason: Reason | None, owner: FaultOwner | None, text: str) -> Mapped:
    """Keep the status' milestone, except that a parcel back at its sender is not delivered."""
    if own in (M.DELIVERED, M.CANCELLED):
        is_back = own is M.DELIVERED and bool(BACK_AT_SENDER.search(text))
        return Mapped(M.RETURNED if is_back else own)
    if own is M.RETURNING:
        is_back = bool(BACK_AT_SENDER.search(text)) and not STILL_RETURNING.search(text)
        return Mapped(M.RETURNED if is_back else own, *_why_returned(reason, owner, text))
    return Mapped(own, reason, owner)


def _why_returned(
    reason: Reason | None, owner: FaultOwner | None, text: str
) -> tuple[Reason | None, FaultOwner | None]:
    if reason and reason is not R.OTHER:
        return reason, owner
    for pattern, found, caused_by in WORDS:
        if pattern.search(text):
            return found, caused_by
    return None, None


def _failed(detail: str, known: Detail, reason: Reason | None, owner: FaultOwner | None) -> Mapped:
    """A failure is a failed delivery attempt when its detail or its words say so."""
    if detail == "expired":
        return NOWHERE
    if reason in LOSS:
        return Mapped(M.FAILED, reason, owner)
    if detail in ("delivery_exception", "refused", "address_correction"):
        return Mapped(M.DELIVERY_ATTEMPTED, reason, owner)
    return Mapped(M.FAILED, reason or R.OTHER, owner or F.UNKNOWN)


def _after_exception(own: Milestone, reason: Reason | None) -> Milestone:
    """Tell an attempt from trouble on the way: both are `delivery_exception`."""
    if reason is R.LOST:
        return M.FAILED
    return M.DELIVERY_ATTEMPTED if reason in ATTEMPT else own
