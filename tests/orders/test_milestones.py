from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from orders.milestones import PHYSICAL, RANK, Derived, ScanFact, derive

START = datetime(2026, 11, 2, 12, tzinfo=UTC)
M = Milestone

scans = st.lists(
    st.builds(
        ScanFact,
        milestone=st.sampled_from(Milestone),
        occurred_at=st.integers(0, 6).map(lambda hours: START + timedelta(hours=hours)),
        reason=st.none() | st.sampled_from(Reason),
        fault_owner=st.none() | st.sampled_from(FaultOwner),
        text=st.sampled_from(["", "a", "b"]),
        place=st.sampled_from(["", "Memphis, TN"]),
    ),
    max_size=8,
)


def at(hours):
    return START + timedelta(hours=hours)


def story(*steps):
    """Scans one hour apart; a step is a milestone or (milestone, reason)."""
    pairs = [step if isinstance(step, tuple) else (step, None) for step in steps]
    return [ScanFact(m, at(hour), reason=r) for hour, (m, r) in enumerate(pairs)]


@given(scans=scans, data=st.data())
def test_the_order_of_arrival_does_not_matter(scans, data):
    shuffled = data.draw(st.permutations(scans))

    assert derive(shuffled) == derive(scans)


@given(scans=scans)
def test_repeats_do_not_matter(scans):
    assert derive(scans + scans) == derive(scans)


@given(scans=scans)
def test_unknown_scans_hide_nothing(scans):
    known = [scan for scan in scans if scan.milestone != M.UNKNOWN]
    after = ScanFact(M.UNKNOWN, at(50), reason=Reason.OTHER)

    assert derive([*scans, after]).milestone == derive(known).milestone


@given(scans=scans)
def test_delivered_at_is_known_exactly_while_delivered(scans):
    derived = derive(scans)

    assert (derived.delivered_at is not None) == (derived.milestone == M.DELIVERED)
    assert derived.delivered_at in {None, derived.milestone_at}


@given(scans=scans)
def test_a_parcel_in_the_carriers_hands_was_picked_up(scans):
    derived = derive(scans)

    assert derived.picked_up_at is not None or derived.milestone not in PHYSICAL
    assert derived.picked_up_at == min(
        (scan.occurred_at for scan in scans if scan.milestone in PHYSICAL), default=None
    )


def test_no_scans_say_nothing():
    assert derive([]) == Derived()


def test_every_milestone_has_a_rank():
    assert set(RANK) == set(Milestone)


@pytest.mark.parametrize("milestone", set(Milestone) - {M.UNKNOWN})
def test_one_scan_is_where_the_parcel_is(milestone):
    derived = derive([ScanFact(milestone, START)])

    assert (derived.milestone, derived.milestone_at) == (milestone, START)


def test_a_healthy_parcel_keeps_the_moments_that_matter():
    derived = derive(
        story(M.LABEL_CREATED, M.PICKED_UP, M.IN_TRANSIT, M.OUT_FOR_DELIVERY, M.DELIVERED)
    )

    assert derived.milestone == M.DELIVERED
    assert derived.picked_up_at == at(1)
    assert derived.delivered_at == derived.last_moved_at == derived.last_scan_at == at(4)


def test_ties_are_won_by_what_is_further_along():
    derived = derive([ScanFact(M.DELIVERED, START), ScanFact(M.OUT_FOR_DELIVERY, START)])

    assert derived.milestone == M.DELIVERED


@pytest.mark.parametrize("late", [M.LABEL_CREATED, M.ORDERED, M.PICKED_UP])
def test_a_late_label_or_pickup_record_does_not_take_a_parcel_back(late):
    assert derive(story(M.PICKED_UP, M.OUT_FOR_DELIVERY, late)).milestone == M.OUT_FOR_DELIVERY


def test_back_at_the_depot_after_a_day_on_the_van_is_in_transit_again():
    assert derive(story(M.OUT_FOR_DELIVERY, M.IN_TRANSIT)).milestone == M.IN_TRANSIT


def test_a_later_physical_scan_retracts_a_delivery():
    derived = derive(story(M.DELIVERED, M.IN_TRANSIT))

    assert derived.milestone == M.IN_TRANSIT
    assert derived.delivered_at is None


def test_delivery_after_a_retracted_delivery_counts_from_the_second():
    assert derive(story(M.DELIVERED, M.IN_TRANSIT, M.DELIVERED)).delivered_at == at(2)


def test_a_second_delivery_scan_does_not_move_the_moment_of_delivery():
    assert derive(story(M.DELIVERED, M.DELIVERED)).delivered_at == at(0)


def test_a_delay_notice_does_not_retract_a_delivery():
    derived = derive(story(M.DELIVERED, (M.IN_TRANSIT, Reason.CARRIER_DELAY)))

    assert derived.milestone == M.DELIVERED
    assert derived.reason is None


def test_a_delay_notice_is_a_scan_but_no_movement():
    derived = derive(story(M.PICKED_UP, M.IN_TRANSIT, (M.IN_TRANSIT, Reason.WEATHER)))

    assert derived.last_moved_at == at(1)
    assert derived.last_scan_at == at(2)
    assert derived.reason == Reason.WEATHER


def test_the_next_normal_scan_ends_a_delay():
    derived = derive(story((M.IN_TRANSIT, Reason.WEATHER), M.IN_TRANSIT))

    assert derived.reason is None
    assert derived.milestone_at == at(0)


@pytest.mark.parametrize("before", sorted(set(Milestone) - {M.RETURNED}))
def test_returning_may_follow_anything(before):
    derived = derive(story(before, (M.RETURNING, Reason.REFUSED)))

    assert derived.milestone == M.RETURNING
    assert derived.reason == Reason.REFUSED


def test_the_way_back_is_not_the_way_there():
    derived = derive(
        story((M.RETURNING, Reason.REFUSED), M.IN_TRANSIT, M.OUT_FOR_DELIVERY, M.IN_TRANSIT)
    )

    assert derived.milestone == M.RETURNING
    assert derived.reason == Reason.REFUSED
    assert derived.last_moved_at == at(3)


def test_delivered_at_the_end_of_the_way_back_is_returned_not_delivered():
    derived = derive(story(M.RETURNING, M.IN_TRANSIT, M.DELIVERED))

    assert derived.milestone == M.RETURNED
    assert derived.delivered_at is None


def test_an_invalid_number_is_a_reason_only_until_somebody_has_seen_the_parcel():
    invalid = (M.UNKNOWN, Reason.INVALID_TRACKING)

    assert derive(story(M.LABEL_CREATED, invalid)).reason == Reason.INVALID_TRACKING
    assert derive(story(M.LABEL_CREATED, invalid)).milestone == M.LABEL_CREATED
    assert derive(story(M.PICKED_UP, invalid)).reason is None


def test_the_first_of_several_attempts_is_kept():
    attempt = (M.DELIVERY_ATTEMPTED, Reason.RECIPIENT_UNAVAILABLE)
    derived = derive(story(attempt, M.OUT_FOR_DELIVERY, attempt))

    assert derived.first_attempt_at == at(0)
    assert derived.milestone_at == at(2)


def test_a_scan_without_a_place_does_not_hide_where_the_parcel_was_last_seen():
    seen = ScanFact(M.IN_TRANSIT, at(0), text="Arrived", place="Memphis, TN")
    derived = derive([seen, replace(seen, occurred_at=at(1), place="", text="")])

    assert (derived.last_scan_place, derived.last_scan_text) == ("Memphis, TN", "Arrived")
