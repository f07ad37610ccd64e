"""What a code can mean, and how far its words may refine that."""

from typing import NamedTuple

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from opsdesk.vendors.tracking.phrases import Reading, read_text

M, R, F = Milestone, Reason, FaultOwner

EXACT = 0.95  # a code of the provider's published list
REFINED = 0.9  # a coarse code, made precise by its words
COARSE = 0.7  # a coarse code whose words say nothing
FAMILY = 0.6  # a code we have not seen, of a family we know
DOUBTED = 0.6  # the code says delivered, its words say something else

# Who caused it, when nobody says otherwise.
CAUSED_BY = {
    R.ADDRESS_PROBLEM: F.CUSTOMER,
    R.RECIPIENT_UNAVAILABLE: F.CUSTOMER,
    R.BUSINESS_CLOSED: F.CUSTOMER,
    R.ACCESS_RESTRICTED: F.CUSTOMER,
    R.REFUSED: F.CUSTOMER,
    R.RECIPIENT_MOVED: F.CUSTOMER,
    R.PICKUP_NOT_COLLECTED: F.CUSTOMER,
    R.PAYMENT_DUE: F.CUSTOMER,
    R.CARRIER_DELAY: F.CARRIER,
    R.MISSORTED: F.CARRIER,
    R.WEATHER: F.FORCE_MAJEURE,
    R.FORCE_MAJEURE: F.FORCE_MAJEURE,
    R.CUSTOMS_HOLD: F.CUSTOMS,
    R.CUSTOMS_DOCS: F.CUSTOMS,
    R.DAMAGED: F.CARRIER,
    R.LOST: F.CARRIER,
    R.DESTROYED: F.CARRIER,
    R.REJECTED_BY_CARRIER: F.MERCHANT,
    R.SHIPPER_DATA: F.MERCHANT,
}


class Mapped(NamedTuple):
    """Where the parcel is, why it is not normal, who caused that, and how sure we are (0 to 1)."""

    milestone: Milestone
    reason: Reason | None = None
    fault_owner: FaultOwner | None = None
    confidence: float = 0.0


class Entry(NamedTuple):
    """What a code means. `may` are reasons its words may name instead; `open` codes say too little
    even about where the parcel is, so that the words may say that as well (never "delivered")."""

    milestone: Milestone
    reason: Reason | None = None
    may: frozenset[Reason] = frozenset()
    open: bool = False
    fault_owner: FaultOwner | None = None


NOWHERE = Mapped(M.UNKNOWN)
DELAYS = frozenset({R.CARRIER_DELAY, R.MISSORTED, R.WEATHER, R.FORCE_MAJEURE})
ATTEMPTS = frozenset(
    {R.BUSINESS_CLOSED, R.REFUSED, R.RECIPIENT_MOVED, R.ADDRESS_PROBLEM, R.ACCESS_RESTRICTED}
    | {R.RECIPIENT_UNAVAILABLE}
)
ANY = frozenset(R) - {R.INVALID_TRACKING, R.OTHER}


def owner(reason: Reason | None) -> FaultOwner | None:
    """Return who usually causes this."""
    return CAUSED_BY.get(reason, F.UNKNOWN) if reason else None


def mapped(milestone: Milestone, reason: Reason | None = None, confidence: float = EXACT) -> Mapped:
    """Return a meaning with its usual culprit."""
    return Mapped(milestone, reason, owner(reason), confidence)


def settle(entry: Entry, text: str, confidence: float = EXACT) -> Mapped:
    """Return what `entry` means beside these words."""
    if entry.milestone is M.DELIVERED:
        return believe_delivered(text, confidence)
    if entry.milestone is M.RETURNING:
        return returning(text, confidence, entry.reason)
    plain = Mapped(
        entry.milestone, entry.reason, entry.fault_owner or owner(entry.reason), confidence
    )
    if not (entry.may or entry.open):
        return plain
    reading = read_text(text)
    reason = reading.reason if reading.reason in entry.may else None
    moved = entry.open and reading.milestone not in (M.UNKNOWN, M.DELIVERED)
    if not reason and not (moved and not reading.is_planned):
        return plain._replace(confidence=min(confidence, COARSE))
    milestone = reading.milestone if moved else entry.milestone
    kept = reason or (entry.reason if milestone is entry.milestone else None)
    return mapped(milestone, kept, min(confidence, REFINED))


def believe_delivered(text: str, confidence: float = EXACT) -> Mapped:
    """Take a code's word for a delivery, unless its own words tell of something else.

    "Delivered, to original sender" is back; "delivered to the parcel shop" waits to be collected.
    """
    reading = read_text(text)
    if reading.says_delivered or reading.milestone in (M.UNKNOWN, M.DELIVERED):
        return mapped(M.DELIVERED, None, confidence)
    if reading.milestone in (M.RETURNED, M.RETURNING):
        return mapped(M.RETURNED, None, REFINED)
    if reading.milestone is M.READY_FOR_PICKUP:
        return mapped(reading.milestone, None, DOUBTED)
    if reading.denies_delivery:
        return mapped(reading.milestone, reading.reason, DOUBTED)
    return mapped(M.DELIVERED, None, min(confidence, REFINED))


def returning(text: str, confidence: float = EXACT, reason: Reason | None = None) -> Mapped:
    """Tell "on its way back" from "back", which most codes do not; and why, when it says so."""
    reading = read_text(text)
    milestone = M.RETURNED if reading.milestone is M.RETURNED else M.RETURNING
    return mapped(milestone, reading.reason if reading.reason in ANY else reason, confidence)


def from_words(text: str) -> Mapped:
    """Understand a scan by its words alone."""
    reading: Reading = read_text(text)
    reason = reading.reason
    return Mapped(reading.milestone, reason, owner(reason), reading.confidence)
