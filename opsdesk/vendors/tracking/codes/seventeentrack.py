"""17TRACK v2: nine main statuses, thirty sub-statuses (as two independent clients agree)."""

from opsdesk.taxonomy import Milestone, Reason
from opsdesk.vendors.tracking.codes.meaning import (
    ANY,
    ATTEMPTS,
    DELAYS,
    FAMILY,
    Entry,
    Mapped,
    from_words,
    settle,
)

M, R = Milestone, Reason
WHERE = frozenset({R.ADDRESS_PROBLEM, R.RECIPIENT_MOVED})
NOBODY = frozenset({R.RECIPIENT_UNAVAILABLE, R.PICKUP_NOT_COLLECTED})

MAIN = {
    "notfound": Entry(M.UNKNOWN, R.INVALID_TRACKING),
    "inforeceived": Entry(M.LABEL_CREATED),
    "intransit": Entry(M.IN_TRANSIT),
    "expired": Entry(M.UNKNOWN),
    "availableforpickup": Entry(M.READY_FOR_PICKUP),
    "outfordelivery": Entry(M.OUT_FOR_DELIVERY),
    "deliveryfailure": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, ATTEMPTS),
    "delivered": Entry(M.DELIVERED),
    "exception": Entry(M.IN_TRANSIT, R.HELD, ANY, open=True),
}
SUB = {
    "notfound_other": Entry(M.UNKNOWN, R.INVALID_TRACKING),
    "notfound_invalidcode": Entry(M.UNKNOWN, R.INVALID_TRACKING),
    "intransit_pickedup": Entry(M.PICKED_UP),
    "intransit_other": Entry(M.IN_TRANSIT),
    "intransit_departure": Entry(M.IN_TRANSIT),
    "intransit_arrival": Entry(M.IN_TRANSIT),
    "intransit_customsprocessing": Entry(M.IN_TRANSIT, R.CUSTOMS_HOLD),
    "intransit_customsreleased": Entry(M.IN_TRANSIT, R.CUSTOMS_HOLD),
    "intransit_customsrequiringinformation": Entry(M.IN_TRANSIT, R.CUSTOMS_DOCS),
    "expired_other": Entry(M.UNKNOWN),
    "availableforpickup_other": Entry(M.READY_FOR_PICKUP),
    "outfordelivery_other": Entry(M.OUT_FOR_DELIVERY),
    "deliveryfailure_other": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, ATTEMPTS),
    "deliveryfailure_nobody": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE),
    "deliveryfailure_security": Entry(M.IN_TRANSIT, R.SECURITY_HOLD),
    "deliveryfailure_rejected": Entry(M.DELIVERY_ATTEMPTED, R.REFUSED),
    "deliveryfailure_invalidaddress": Entry(M.DELIVERY_ATTEMPTED, R.ADDRESS_PROBLEM, WHERE),
    "delivered_other": Entry(M.DELIVERED),
    "exception_other": Entry(M.FAILED, R.REJECTED_BY_CARRIER, ANY, open=True),
    "exception_returning": Entry(M.RETURNING),
    "exception_returned": Entry(M.RETURNED),
    "exception_nobody": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, NOBODY, open=True),
    "exception_security": Entry(M.IN_TRANSIT, R.SECURITY_HOLD),
    "exception_damage": Entry(M.FAILED, R.DAMAGED),
    "exception_rejected": Entry(M.DELIVERY_ATTEMPTED, R.REFUSED),
    "exception_delayed": Entry(M.IN_TRANSIT, R.CARRIER_DELAY, DELAYS),
    "exception_lost": Entry(M.FAILED, R.LOST),
    "exception_destroyed": Entry(M.FAILED, R.DESTROYED),
    "exception_cancel": Entry(M.CANCELLED),
}


def map_17track(code: str, detail: str, text: str) -> Mapped:
    """Return what a main status with its sub-status means; either may come alone."""
    sub = detail or code
    if sub in SUB:
        return settle(SUB[sub], text)
    main = code.partition("_")[0]
    if main not in MAIN or (main == "delivered" and "_" in code):
        return from_words(text)
    return settle(MAIN[main], text, FAMILY if "_" in sub else 0.9)
