"""Our words for where a parcel is, why it is not normal, and who caused it.

Three axes, never mixed: milestone (where it is), reason with fault owner (why), signal (what our
rules concluded; `exceptions.models.Kind`). Source: the carriers' own code lists, mapped in
`opsdesk/vendors/tracking/codes/`.
"""

from django.db.models import TextChoices


class Milestone(TextChoices):
    """Physical progress of a parcel."""

    ORDERED = "ordered", "Ordered"
    LABEL_CREATED = "label_created", "Label created"
    PICKED_UP = "picked_up", "Picked up"
    IN_TRANSIT = "in_transit", "In transit"
    OUT_FOR_DELIVERY = "out_for_delivery", "Out for delivery"
    DELIVERY_ATTEMPTED = "delivery_attempted", "Delivery attempted"
    READY_FOR_PICKUP = "ready_for_pickup", "Ready for pickup"
    DELIVERED = "delivered", "Delivered"
    RETURNING = "returning", "Returning to sender"
    RETURNED = "returned", "Returned to sender"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"
    UNKNOWN = "unknown", "Unknown"


class Reason(TextChoices):
    """Why a parcel is not on its normal way."""

    ADDRESS_PROBLEM = "address_problem", "Address problem"
    RECIPIENT_UNAVAILABLE = "recipient_unavailable", "Nobody was there"
    BUSINESS_CLOSED = "business_closed", "Business was closed"
    ACCESS_RESTRICTED = "access_restricted", "No access"
    REFUSED = "refused", "Refused"
    RECIPIENT_MOVED = "recipient_moved", "Recipient moved"
    PICKUP_NOT_COLLECTED = "pickup_not_collected", "Not collected"
    PAYMENT_DUE = "payment_due", "Payment due"
    CARRIER_DELAY = "carrier_delay", "Carrier delay"
    MISSORTED = "missorted", "Missorted"
    WEATHER = "weather", "Weather"
    FORCE_MAJEURE = "force_majeure", "Force majeure"
    CUSTOMS_HOLD = "customs_hold", "Held by customs"
    CUSTOMS_DOCS = "customs_docs", "Customs papers missing"
    SECURITY_HOLD = "security_hold", "Security check"
    HELD = "held", "Held"
    DAMAGED = "damaged", "Damaged"
    LOST = "lost", "Lost"
    DESTROYED = "destroyed", "Destroyed"
    REJECTED_BY_CARRIER = "rejected_by_carrier", "Rejected by the carrier"
    INVALID_TRACKING = "invalid_tracking", "Invalid tracking number"
    SHIPPER_DATA = "shipper_data", "Shipment data wrong"
    OTHER = "other", "Other"


class FaultOwner(TextChoices):
    """Who caused the trouble: decides the tone, and who pays."""

    CARRIER = "carrier", "Carrier"
    MERCHANT = "merchant", "Merchant"
    CUSTOMER = "customer", "Customer"
    CUSTOMS = "customs", "Customs"
    FORCE_MAJEURE = "force_majeure", "Force majeure"
    UNKNOWN = "unknown", "Unknown"
