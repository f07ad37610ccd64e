from dataclasses import replace
from datetime import date

import pytest

from exceptions.models import Kind
from exceptions.rules import DETECTORS, parse_thresholds
from opsdesk.taxonomy import Milestone
from tests.exceptions.rules.parcels import make_facts, utc


def due(kind, facts, business_time=True, **thresholds):
    parsed = parse_thresholds(kind, thresholds)
    return DETECTORS[kind].due_at(facts, parsed.model_copy(update={"business_time": business_time}))


def because(kind, facts):
    return DETECTORS[kind].because(facts)


def make_label(**overrides):
    """A label made on Friday 14 November, noon in New York, and nothing since."""
    values = {
        "milestone": Milestone.LABEL_CREATED,
        "shipped_at": utc(14),
        "picked_up_at": None,
        "last_moved_at": None,
        "last_scan_at": None,
        "last_scan_text": "",
        "last_scan_place": "",
    }
    return make_facts(**(values | overrides))


def test_pickup_is_missed_two_working_days_after_the_label():
    assert due(Kind.NO_PICKUP_SCAN, make_label()) == utc(18)  # Friday noon → Tuesday noon


def test_pickup_is_missed_over_the_weekend_when_every_hour_counts():
    assert due(Kind.NO_PICKUP_SCAN, make_label(), business_time=False) == utc(16)


def test_thanksgiving_is_not_a_working_day():
    facts = make_label(shipped_at=utc(26))

    assert due(Kind.NO_PICKUP_SCAN, facts) == utc(1, month=12)  # Thu off, Fri 1, weekend, Mon 2


def test_the_number_of_days_is_the_rules():
    assert due(Kind.NO_PICKUP_SCAN, make_label(), days=3) == utc(19)


@pytest.mark.parametrize(
    "overrides",
    [
        {"picked_up_at": utc(14, 20)},
        {"last_moved_at": utc(14, 20)},
        {"milestone": Milestone.IN_TRANSIT},
        {"tracking_number": ""},
    ],
)
def test_pickup_is_not_missed_when_the_carrier_had_it_or_cannot_tell(overrides):
    assert due(Kind.NO_PICKUP_SCAN, make_label(**overrides)) is None


def test_a_missed_pickup_is_said_with_label_day_and_carrier():
    sentence = because(Kind.NO_PICKUP_SCAN, make_label())

    assert sentence == "Label made on 14 Nov, but UPS has not scanned the parcel since."


def test_nobody_is_blamed_for_silence_when_we_could_not_look():
    sentence = because(Kind.NO_PICKUP_SCAN, make_label(last_checked_at=None))

    assert sentence == "Label made on 14 Nov, and UPS has told us nothing about the parcel since."


def test_a_later_word_about_a_delay_is_not_quoted_as_the_movement():
    facts = make_facts(last_scan_at=utc(17), last_scan_text="Delay reported")

    assert DETECTORS[Kind.NO_MOVEMENT].why_cleared(facts) == "Moved again on 14 Nov."


def test_silence_is_counted_in_working_time_from_the_last_movement():
    assert due(Kind.NO_MOVEMENT, make_facts()) == utc(18)
    assert due(Kind.NO_MOVEMENT, make_facts(), business_time=False) == utc(16)
    assert due(Kind.NO_MOVEMENT, make_facts(), hours=24) == utc(17)


def test_talk_without_movement_does_not_break_the_silence():
    """“Delayed” is a scan, but nobody saw the parcel."""
    facts = make_facts(last_scan_at=utc(17), last_scan_text="Delay reported", last_scan_place="")

    assert due(Kind.NO_MOVEMENT, facts) == utc(18)
    assert because(Kind.NO_MOVEMENT, facts) == "No movement since 14 Nov."


def test_silence_before_pickup_is_another_rules_business():
    assert due(Kind.NO_MOVEMENT, make_label()) is None


@pytest.mark.parametrize(
    "milestone",
    [
        Milestone.READY_FOR_PICKUP,
        Milestone.RETURNING,
        Milestone.RETURNED,
        Milestone.DELIVERED,
    ],
)
def test_a_parcel_at_its_end_may_be_silent(milestone):
    assert due(Kind.NO_MOVEMENT, make_facts(milestone=milestone)) is None


def test_silence_is_said_with_day_and_place():
    assert because(Kind.NO_MOVEMENT, make_facts()) == "No movement since 14 Nov in Memphis, TN."


def test_days_are_named_where_the_store_is():
    late_evening = utc(15, 3)  # 22:00 on the 14th in New York
    facts = make_facts(last_moved_at=late_evening, last_scan_at=late_evening)

    assert "14 Nov" in because(Kind.NO_MOVEMENT, facts)


def test_movement_clears_silence_in_words():
    moved = make_facts(last_moved_at=utc(19), last_scan_at=utc(19), last_scan_place="Dallas, TX")

    sentence = DETECTORS[Kind.NO_MOVEMENT].why_cleared(moved)

    assert sentence == "Moved again on 19 Nov: Departed from facility in Dallas, TX."


def test_delivery_clears_silence_in_words():
    delivered = make_facts(milestone=Milestone.DELIVERED, delivered_at=utc(19))

    assert DETECTORS[Kind.NO_MOVEMENT].why_cleared(delivered) == "Delivered on 19 Nov."


@pytest.mark.parametrize(("day", "fires"), [(20, False), (21, False), (22, True)])
def test_a_date_has_slipped_beyond_one_calendar_day(day, fires):
    facts = make_facts(current_eta=date(2025, 11, day), eta_changed_at=utc(15))

    assert (due(Kind.ETA_SLIP, facts) == utc(15)) is fires


def test_a_slip_is_true_from_the_moment_the_carrier_said_so_even_on_a_sunday():
    facts = make_facts(current_eta=date(2025, 11, 24), eta_changed_at=utc(16))

    assert due(Kind.ETA_SLIP, facts) == utc(16)


def test_a_slip_is_said_with_both_dates():
    facts = make_facts(current_eta=date(2025, 11, 24))

    sentence = because(Kind.ETA_SLIP, facts)

    assert sentence == "Now expected on 24 Nov, 4 days later than first announced (20 Nov)."


@pytest.mark.parametrize("missing", ["original_eta", "current_eta"])
def test_without_dates_nothing_slips(missing):
    facts = replace(make_facts(current_eta=date(2025, 11, 24)), **{missing: None})

    assert due(Kind.ETA_SLIP, facts) is None


def test_overdue_begins_at_midnight_where_the_store_is():
    assert due(Kind.OVERDUE, make_facts()) == utc(21, 5)  # 00:00 in New York is 05:00 UTC
    assert due(Kind.OVERDUE, make_facts(), days=3) == utc(23, 5)


def test_overdue_follows_the_carriers_current_date():
    assert due(Kind.OVERDUE, make_facts(current_eta=date(2025, 11, 24))) == utc(25, 5)


@pytest.mark.parametrize("milestone", [Milestone.DELIVERED, Milestone.RETURNING])
def test_an_arrived_or_returning_parcel_is_not_overdue(milestone):
    assert due(Kind.OVERDUE, make_facts(milestone=milestone)) is None


def test_overdue_is_said_with_the_missed_date_and_the_last_sighting():
    sentence = because(Kind.OVERDUE, make_facts())

    assert (
        sentence == "Was expected on 20 Nov and has not arrived; last seen 14 Nov in Memphis, TN."
    )


@pytest.mark.parametrize("kind", [Kind.NO_PICKUP_SCAN, Kind.NO_MOVEMENT, Kind.OVERDUE])
def test_silence_counts_for_nothing_before_the_carrier_was_asked(kind):
    quiet = make_label() if kind == Kind.NO_PICKUP_SCAN else make_facts()
    assert due(kind, quiet) is not None

    assert due(kind, replace(quiet, last_checked_at=None)) is None
