"""Karrio's normalised statuses and incident reasons, grouped by who caused the incident."""

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from opsdesk.vendors.tracking.codes.meaning import (
    ANY,
    ATTEMPTS,
    DELAYS,
    Entry,
    Mapped,
    from_words,
    settle,
)

M, R, F = Milestone, Reason, FaultOwner
WHERE = frozenset({R.ADDRESS_PROBLEM, R.RECIPIENT_MOVED})

STATUSES = {
    "pending": Entry(M.LABEL_CREATED),
    "picked_up": Entry(M.PICKED_UP),
    "unknown": Entry(M.UNKNOWN),
    "on_hold": Entry(M.IN_TRANSIT, R.HELD, ANY),
    "cancelled": Entry(M.CANCELLED),
    "delivered": Entry(M.DELIVERED),
    "in_transit": Entry(M.IN_TRANSIT),
    "delivery_delayed": Entry(M.IN_TRANSIT, R.CARRIER_DELAY, DELAYS),
    "out_for_delivery": Entry(M.OUT_FOR_DELIVERY),
    "ready_for_pickup": Entry(M.READY_FOR_PICKUP),
    "delivery_failed": Entry(M.DELIVERY_ATTEMPTED, R.RECIPIENT_UNAVAILABLE, ATTEMPTS),
    "return_to_sender": Entry(M.RETURNING),
}
T, A = M.IN_TRANSIT, M.DELIVERY_ATTEMPTED
INCIDENTS = {
    "carrier_damaged_parcel": Entry(M.FAILED, R.DAMAGED),
    "carrier_sorting_error": Entry(T, R.MISSORTED),
    "carrier_address_not_found": Entry(A, R.ADDRESS_PROBLEM, fault_owner=F.CARRIER),
    "carrier_parcel_lost": Entry(M.FAILED, R.LOST),
    "carrier_not_enough_time": Entry(T, R.CARRIER_DELAY),
    "carrier_vehicle_issue": Entry(T, R.CARRIER_DELAY),
    "carrier_capacity_exceeded": Entry(T, R.CARRIER_DELAY),
    "carrier_mechanical_delay": Entry(T, R.CARRIER_DELAY),
    "retailer_cancelled": Entry(M.CANCELLED, R.OTHER, fault_owner=F.MERCHANT),
    "retailer_incorrect_data": Entry(T, R.SHIPPER_DATA),
    "retailer_not_ready": Entry(M.LABEL_CREATED, R.OTHER, fault_owner=F.MERCHANT),
    "retailer_incorrect_parcel": Entry(M.FAILED, R.REJECTED_BY_CARRIER),
    "retailer_incorrect_dimensions": Entry(T, R.SHIPPER_DATA),
    "retailer_packaging_issue": Entry(T, R.SHIPPER_DATA),
    "consignee_refused": Entry(A, R.REFUSED),
    "consignee_business_closed": Entry(A, R.BUSINESS_CLOSED),
    "consignee_not_available": Entry(A, R.RECIPIENT_UNAVAILABLE),
    "consignee_not_home": Entry(A, R.RECIPIENT_UNAVAILABLE),
    "consignee_cancelled": Entry(A, R.REFUSED),
    "consignee_verification_failed": Entry(A, R.RECIPIENT_UNAVAILABLE),
    "consignee_incorrect_address": Entry(A, R.ADDRESS_PROBLEM, WHERE),
    "consignee_access_restricted": Entry(A, R.ACCESS_RESTRICTED),
    "consignee_safe_place_unavailable": Entry(A, R.ACCESS_RESTRICTED),
    "customs_delay": Entry(T, R.CUSTOMS_HOLD),
    "customs_documentation": Entry(T, R.CUSTOMS_DOCS),
    "customs_duties_unpaid": Entry(T, R.PAYMENT_DUE),
    "customs_prohibited": Entry(T, R.CUSTOMS_HOLD),
    "customs_inspection": Entry(T, R.CUSTOMS_HOLD),
    "weather_delay": Entry(T, R.WEATHER),
    "natural_disaster": Entry(T, R.FORCE_MAJEURE),
    "force_majeure": Entry(T, R.FORCE_MAJEURE),
    "parcel_being_researched": Entry(T, R.HELD, fault_owner=F.CARRIER),
    "security_issue": Entry(T, R.SECURITY_HOLD),
    "regulatory_hold": Entry(T, R.HELD),
}
# Beside these statuses an incident only says why.
SETTLED = frozenset(
    {"delivered", "cancelled", "return_to_sender", "out_for_delivery", "ready_for_pickup"}
)


def map_karrio(code: str, detail: str, text: str) -> Mapped:
    """Return what a status with its incident means; either may come alone."""
    status, incident = STATUSES.get(code), INCIDENTS.get(detail or code)
    if incident is None:
        known = status is not None and code != "unknown"
        return settle(status, text) if known and status else from_words(text)
    if status is None or code not in SETTLED:
        return settle(incident, text)
    found = settle(status, text)
    if found.milestone in (M.DELIVERED, M.CANCELLED):
        return found
    return settle(Entry(found.milestone, incident.reason, incident.may), text)
