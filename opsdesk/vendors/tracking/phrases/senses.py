"""What a phrase can say, and how a language is described."""

import re
from dataclasses import dataclass
from enum import Enum

from opsdesk.taxonomy import Reason


class Sense(Enum):
    """What a phrase says about the parcel; consumed in this order, so the trickiest come first."""

    NOISE = "noise"  # talks about something else: a notification, an address, a date
    NOT_COLLECTED = "not collected"
    RETURNED = "returned"
    RETURNING = "returning"
    ATTEMPT = "attempt"  # not delivered
    COLLECTED = "collected"  # by the recipient, at a pickup point
    READY = "ready"
    TO_PICKUP = "to pickup"  # on its way to a pickup point
    HANDED = "handed"  # "delivered" to somebody who is not the recipient
    LEFT = "left"  # for the recipient, today
    PLANNED = "planned"  # will be, should be, if
    OUT = "out"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    LABEL = "label"
    PICKED_UP = "picked up"
    MOVING = "moving"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: patterns per sense and per reason, over folded text (lower case, no accents)."""

    code: str
    senses: tuple[tuple[Sense, re.Pattern[str]], ...]
    reasons: tuple[tuple[Reason, re.Pattern[str]], ...]


ORDER = {sense: place for place, sense in enumerate(Sense)}
REASON_ORDER = {
    reason: place
    for place, reason in enumerate(
        (
            Reason.DESTROYED,
            Reason.DAMAGED,
            Reason.LOST,
            Reason.PAYMENT_DUE,
            Reason.CUSTOMS_DOCS,
            Reason.CUSTOMS_HOLD,
            Reason.SECURITY_HOLD,
            Reason.WEATHER,
            Reason.FORCE_MAJEURE,
            Reason.BUSINESS_CLOSED,
            Reason.REFUSED,
            Reason.RECIPIENT_MOVED,
            Reason.PICKUP_NOT_COLLECTED,
            Reason.ADDRESS_PROBLEM,
            Reason.ACCESS_RESTRICTED,
            Reason.RECIPIENT_UNAVAILABLE,
            Reason.MISSORTED,
            Reason.REJECTED_BY_CARRIER,
            Reason.SHIPPER_DATA,
            Reason.INVALID_TRACKING,
            Reason.CARRIER_DELAY,
            Reason.HELD,
        )
    )
}


def language(
    code: str, senses: dict[Sense, tuple[str, ...]], reasons: dict[Reason, tuple[str, ...]]
) -> Language:
    """Compile a language; the order of consumption is that of Sense, whatever the order written."""
    return Language(
        code,
        tuple((s, _compile(senses[s])) for s in sorted(senses, key=ORDER.__getitem__)),
        tuple((r, _compile(reasons[r])) for r in sorted(reasons, key=REASON_ORDER.__getitem__)),
    )


def _compile(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{pattern})" for pattern in patterns))
