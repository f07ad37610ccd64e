import pytest

from exceptions.models import Kind
from exceptions.rules import DETECTORS, parse_thresholds
from opsdesk.taxonomy import Milestone, Reason
from tests.exceptions.rules.parcels import make_facts, utc


def due(kind, facts, **thresholds):
    return DETECTORS[kind].due_at(facts, parse_thresholds(kind, thresholds))


def because(kind, facts):
    return DETECTORS[kind].because(facts)


def make_attempt(**overrides):
    values = {"milestone": Milestone.DELIVERY_ATTEMPTED, "milestone_at": utc(14)}
    return make_facts(**(values | overrides))


def make_delivered(**overrides):
    values = {"milestone": Milestone.DELIVERED, "milestone_at": utc(14), "delivered_at": utc(14)}
    return make_facts(**(values | overrides))


def test_a_failed_attempt_is_known_at_once():
    assert due(Kind.FAILED_ATTEMPT, make_attempt()) == utc(14)


def test_an_admin_may_give_the_carrier_a_second_try():
    assert due(Kind.FAILED_ATTEMPT, make_attempt(), hours=24) == utc(17)  # Friday → Monday


def test_a_failed_attempt_is_over_when_the_parcel_is_out_again():
    facts = make_facts(milestone=Milestone.OUT_FOR_DELIVERY, first_attempt_at=utc(14))

    assert due(Kind.FAILED_ATTEMPT, facts) is None
    assert "again on 14 Nov" in DETECTORS[Kind.FAILED_ATTEMPT].why_cleared(facts)


def test_a_failed_attempt_is_said_with_day_place_and_reason():
    facts = make_attempt(reason=Reason.RECIPIENT_UNAVAILABLE, last_scan_place="Austin, TX")

    sentence = because(Kind.FAILED_ATTEMPT, facts)

    assert sentence == "A delivery attempt on 14 Nov in Austin, TX failed: nobody was there."


@pytest.mark.parametrize("milestone", [Milestone.RETURNING, Milestone.RETURNED])
def test_a_parcel_coming_back_is_known_at_once(milestone):
    facts = make_facts(milestone=milestone, milestone_at=utc(14))

    assert due(Kind.RETURNED_TO_SENDER, facts) == utc(14)


def test_coming_back_and_being_back_are_said_differently():
    returning = make_facts(milestone=Milestone.RETURNING, reason=Reason.REFUSED)
    returned = make_facts(milestone=Milestone.RETURNED)

    assert (
        because(Kind.RETURNED_TO_SENDER, returning)
        == "On its way back to the sender since 14 Nov: refused."
    )
    assert because(Kind.RETURNED_TO_SENDER, returned) == "Back with the sender since 14 Nov."


def test_a_report_about_a_delivered_parcel_is_taken_at_its_word():
    facts = make_delivered(reported_missing_at=utc(16))

    assert due(Kind.DELIVERED_NOT_RECEIVED, facts) == utc(16)
    assert because(Kind.DELIVERED_NOT_RECEIVED, facts) == (
        "Marked delivered on 14 Nov in Memphis, TN, "
        "but the customer does not have it (reported on 16 Nov)."
    )


def test_a_report_may_be_given_time_to_solve_itself():
    facts = make_delivered(reported_missing_at=utc(14, 18))

    assert due(Kind.DELIVERED_NOT_RECEIVED, facts, hours=24) == utc(17)


@pytest.mark.parametrize(
    "facts",
    [
        make_delivered(),
        make_facts(reported_missing_at=utc(16)),
        make_delivered(reported_missing_at=utc(13)),
    ],
    ids=["nobody reported", "not delivered yet", "reported before delivery"],
)
def test_nothing_is_missing_without_a_delivery_and_a_later_report(facts):
    assert due(Kind.DELIVERED_NOT_RECEIVED, facts) is None
