"""What every EasyPost status and detail means."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from opsdesk.vendors.tracking.codes import DETAILS, STATUSES, map_scan

STATUS_LIST = [*STATUSES, "unknown", "error"]


@pytest.mark.parametrize(
    ("code", "detail", "milestone", "reason"),
    [
        ("pre_transit", "label_created", "label_created", None),
        ("pre_transit", "status_update", "label_created", None),
        ("in_transit", "received_at_origin_facility", "picked_up", None),
        ("in_transit", "arrived_at_facility", "in_transit", None),
        ("in_transit", "departed_facility", "in_transit", None),
        ("in_transit", "departed_origin_facility", "in_transit", None),
        ("in_transit", "arrived_at_destination", "in_transit", None),
        ("in_transit", "transferred_to_destination_carrier", "in_transit", None),
        ("in_transit", "a_detail_of_next_year", "in_transit", None),
        ("in_transit", "missorted", "in_transit", "missorted"),
        ("in_transit", "delayed", "in_transit", "carrier_delay"),
        ("in_transit", "transit_exception", "in_transit", "carrier_delay"),
        ("in_transit", "weather_delay", "in_transit", "weather"),
        ("in_transit", "address_correction", "in_transit", "address_problem"),
        ("in_transit", "awaiting_information", "in_transit", "customs_docs"),
        ("in_transit", "held", "in_transit", "held"),
        ("in_transit", "damaged", "in_transit", "damaged"),
        ("in_transit", "arrived_at_pickup_location", "ready_for_pickup", None),
        ("in_transit", "return", "returning", None),
        ("in_transit", "delivery_exception", "delivery_attempted", "other"),
        ("in_transit", "refused", "delivery_attempted", "refused"),
        ("out_for_delivery", "out_for_delivery", "out_for_delivery", None),
        ("available_for_pickup", "arrived_at_pickup_location", "ready_for_pickup", None),
        ("available_for_pickup", "expired", "ready_for_pickup", "pickup_not_collected"),
        ("delivered", "arrived_at_destination", "delivered", None),
        ("return_to_sender", "return", "returning", None),
        ("failure", "lost", "failed", "lost"),
        ("failure", "damaged", "failed", "damaged"),
        ("failure", "failure", "failed", "other"),
        ("failure", "delivery_exception", "delivery_attempted", "other"),
        ("cancelled", "cancelled", "cancelled", None),
        ("error", "unknown", "unknown", "invalid_tracking"),
        ("unknown", "unknown", "unknown", None),
        ("unknown", "expired", "unknown", None),
        ("a_status_of_next_year", "delivered", "unknown", None),
        ("", "", "unknown", None),
    ],
)
def test_codes_without_words(code, detail, milestone, reason):
    found = map_scan("easypost", code, detail, "")

    assert found.milestone == milestone
    assert found.reason == reason


@pytest.mark.parametrize(
    ("code", "detail", "text", "milestone", "reason", "owner"),
    [
        ("in_transit", "held", "Held in customs", "in_transit", "customs_hold", "customs"),
        ("in_transit", "held", "Import duties due", "in_transit", "payment_due", "customer"),
        ("in_transit", "held", "Held at customer request", "in_transit", "held", "customer"),
        ("in_transit", "held", "Held for security check", "in_transit", "security_hold", "unknown"),
        (
            "in_transit", "delivery_exception", "Business closed", "delivery_attempted",
            "business_closed", "customer",
        ),
        (
            "in_transit", "delivery_exception", "No one was home. Notice left",
            "delivery_attempted", "recipient_unavailable", "customer",
        ),
        (
            "failure", "delivery_exception", "Insufficient address", "delivery_attempted",
            "address_problem", "customer",
        ),
        (
            "in_transit", "delivery_exception", "The customer has moved", "delivery_attempted",
            "recipient_moved", "customer",
        ),
        (
            "in_transit", "delivery_exception", "Severe weather delays delivery", "in_transit",
            "weather", "force_majeure",
        ),
        (
            "in_transit", "delivery_exception", "Mechanical failure has delayed delivery",
            "in_transit", "carrier_delay", "carrier",
        ),
        (
            "in_transit", "delivery_exception", "Package damaged, contents discarded",
            "in_transit", "damaged", "carrier",
        ),
        ("failure", "failure", "Package was destroyed", "failed", "destroyed", "carrier"),
        (
            "return_to_sender", "return", "Refused by recipient, returning to sender",
            "returning", "refused", "customer",
        ),
        ("return_to_sender", "return", "Return to sender processed", "returning", None, None),
        ("return_to_sender", "return", "Returned to sender", "returned", None, None),
        ("return_to_sender", "return", "Package will be returned to sender", "returning", None, None),
        ("delivered", "arrived_at_destination", "Delivered, To Original Sender", "returned", None, None),
        ("delivered", "", "DELIVERED; SHIPPER RELEASE", "delivered", None, None),
        ("delivered", "", "Delivered, Front Door/Porch", "delivered", None, None),
    ],
)  # fmt: skip
def test_words_decide_where_codes_are_too_coarse(code, detail, text, milestone, reason, owner):
    found = map_scan("easypost", code, detail, text)

    assert (found.milestone, found.reason, found.fault_owner) == (milestone, reason, owner)


def test_every_pair_of_the_published_lists_maps_to_our_own_words():
    for code, detail in itertools.product(STATUS_LIST, [*DETAILS, ""]):
        found = map_scan("easypost", code, detail, "")
        assert found.milestone in Milestone
        assert found.reason is None or found.reason in Reason
        assert (found.reason is None) == (found.fault_owner is None)


@given(code=st.text(max_size=30), detail=st.sampled_from(sorted(DETAILS)), text=st.text())
def test_delivered_is_never_guessed(code, detail, text):
    if code.strip().lower() != "delivered":
        assert map_scan("easypost", code, detail, text).milestone is not Milestone.DELIVERED


@given(st.text())
def test_plain_movement_has_no_reason_whatever_the_words(text):
    found = map_scan("easypost", "in_transit", "departed_facility", text)

    assert found[:3] == (Milestone.IN_TRANSIT, None, None)


def test_an_unknown_provider_is_unknown():
    assert map_scan("carrier pigeon", "delivered", "", "") == (Milestone.UNKNOWN, None, None, 0.0)


def test_case_and_space_do_not_matter():
    assert map_scan("easypost", " DELIVERED ", "", "").milestone is Milestone.DELIVERED
    assert map_scan("easypost", "failure", " Lost", "").fault_owner is FaultOwner.CARRIER
