"""AfterShip: `tag` and `subtag`. Only AfterShip's own list; other tables in the wild are invented."""

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

CUSTOMS = frozenset({R.CUSTOMS_HOLD, R.CUSTOMS_DOCS, R.PAYMENT_DUE})

TAGS = {
    "pending": Entry(M.LABEL_CREATED),
    "inforeceived": Entry(M.LABEL_CREATED),
    "intransit": Entry(M.IN_TRANSIT, open=True),
    "outfordelivery": Entry(M.OUT_FOR_DELIVERY),
    "attemptfail": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, ATTEMPTS),
    "availableforpickup": Entry(M.READY_FOR_PICKUP),
    "delivered": Entry(M.DELIVERED),
    "exception": Entry(M.IN_TRANSIT, R.HELD, ANY, open=True),
    "expired": Entry(M.UNKNOWN),
}
SUBTAGS = {
    "pending_001": Entry(M.LABEL_CREATED),
    "pending_002": Entry(M.LABEL_CREATED),
    "pending_003": Entry(M.LABEL_CREATED),
    "pending_004": Entry(M.LABEL_CREATED),
    "pending_005": Entry(M.LABEL_CREATED),
    "pending_006": Entry(M.LABEL_CREATED),
    "inforeceived_001": Entry(M.LABEL_CREATED),
    "intransit_001": Entry(M.IN_TRANSIT),
    "intransit_002": Entry(M.PICKED_UP),
    "intransit_003": Entry(M.IN_TRANSIT),
    "intransit_004": Entry(M.IN_TRANSIT),
    "intransit_005": Entry(M.IN_TRANSIT, R.CUSTOMS_HOLD),
    "intransit_006": Entry(M.IN_TRANSIT, R.CUSTOMS_HOLD),
    "intransit_007": Entry(M.IN_TRANSIT),
    "intransit_008": Entry(M.IN_TRANSIT),
    "intransit_009": Entry(M.IN_TRANSIT),
    "outfordelivery_001": Entry(M.OUT_FOR_DELIVERY),
    "outfordelivery_003": Entry(M.OUT_FOR_DELIVERY),
    "outfordelivery_004": Entry(M.OUT_FOR_DELIVERY),
    "attemptfail_001": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, ATTEMPTS),
    "attemptfail_002": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE),
    "attemptfail_003": Entry(M.DELIVERY_ATTEMPTED, R.BUSINESS_CLOSED),
    "availableforpickup_001": Entry(M.READY_FOR_PICKUP),
    "delivered_001": Entry(M.DELIVERED),
    "delivered_002": Entry(M.DELIVERED),
    "delivered_003": Entry(M.DELIVERED),
    "delivered_004": Entry(M.DELIVERED),
    "delivered_005": Entry(M.DELIVERED),
    "exception_001": Entry(M.IN_TRANSIT, R.HELD, ANY, open=True),
    "exception_002": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_MOVED),
    "exception_003": Entry(M.DELIVERY_ATTEMPTED, R.REFUSED),
    "exception_004": Entry(M.IN_TRANSIT, R.CUSTOMS_HOLD, CUSTOMS),
    "exception_005": Entry(M.IN_TRANSIT, R.CARRIER_DELAY, DELAYS),
    "exception_006": Entry(M.IN_TRANSIT, R.PAYMENT_DUE),
    "exception_007": Entry(M.DELIVERY_ATTEMPTED, R.ADDRESS_PROBLEM),
    "exception_008": Entry(M.READY_FOR_PICKUP, R.PICKUP_NOT_COLLECTED),
    "exception_009": Entry(M.FAILED, R.REJECTED_BY_CARRIER),
    "exception_010": Entry(M.RETURNING),
    "exception_011": Entry(M.RETURNED),
    "exception_012": Entry(M.FAILED, R.DAMAGED),
    "exception_013": Entry(M.FAILED, R.LOST),
    "exception_014": Entry(M.IN_TRANSIT, R.HELD, ANY, open=True),
    "exception_015": Entry(M.IN_TRANSIT, R.HELD, ANY, open=True),
    "exception_016": Entry(M.IN_TRANSIT, R.CARRIER_DELAY, DELAYS),
    "exception_017": Entry(M.IN_TRANSIT, R.WEATHER, DELAYS),
    "exception_018": Entry(M.IN_TRANSIT, R.CUSTOMS_DOCS),
    "expired_001": Entry(M.UNKNOWN),
}


def map_aftership(code: str, detail: str, text: str) -> Mapped:
    """Return what a tag with its subtag means; either may come alone."""
    subtag = detail or (code if "_" in code else "")
    if subtag in SUBTAGS:
        return settle(SUBTAGS[subtag], text)
    tag = code.partition("_")[0].replace(" ", "")
    if tag not in TAGS:
        return from_words(text)
    if tag == "delivered" and "_" in code:
        return from_words(text)  # a subtag nobody published claims a delivery, and no tag does
    return settle(TAGS[tag], text, FAMILY if subtag else 0.9)
