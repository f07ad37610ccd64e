import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from opsdesk.models import Store
from opsdesk.taxonomy import Milestone, Reason
from opsdesk.vendors.tracking.codes import DETAILS
from orders.models import Shipment, TrackingEvent
from orders.wording import day_words, milestone_words, scan_words, status_sentence

NOW = datetime(2026, 11, 18, 17, tzinfo=UTC)  # a Wednesday, noon in New York
CODE = re.compile(r"_|\b[A-Z]{2,}\b")
BRACKETED_PLACE = re.compile(r"\([^)]*\)$")


STORE = Store(timezone="America/New_York")


def shipment(**overrides):
    """A parcel on its way, in memory only."""
    facts = {
        "milestone": "in_transit",
        "picked_up_at": NOW - timedelta(days=3),
        "last_scan_at": NOW - timedelta(days=2),
        **overrides,
    }
    return Shipment(store=STORE, **facts)


def scan(**overrides):
    facts = {"milestone": "in_transit", "city": "Memphis", "region": "TN", **overrides}
    return TrackingEvent(**facts)


@pytest.mark.parametrize(("milestone", "reason"), [*product(Milestone, ["", *Reason])])
def test_every_pair_has_plain_words(milestone, reason):
    words = milestone_words(milestone, reason)

    assert len(words) > 5
    assert not CODE.search(words)
    assert words[0].isupper()
    assert not words.endswith(".")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_changes_what_is_said(reason):
    assert milestone_words(Milestone.IN_TRANSIT, reason) != milestone_words(Milestone.IN_TRANSIT)


def test_a_failed_attempt_is_told_as_a_person_would():
    words = milestone_words("delivery_attempted", "recipient_unavailable")

    assert words == "The carrier tried to deliver but nobody was there"


@pytest.mark.parametrize("detail", sorted(DETAILS))
def test_no_scan_shows_a_carriers_code(detail):
    for milestone in ("in_transit", "picked_up", "label_created", "unknown"):
        words = scan_words(scan(raw_detail=detail, raw_text="ARRIVED UPS FAC", milestone=milestone))
        assert not CODE.search(BRACKETED_PLACE.sub("", words))
        assert "ARRIVED" not in words


def test_a_scan_says_what_happened_and_where():
    assert scan_words(scan(raw_detail="departed_facility")) == "Left a sorting centre (Memphis, TN)"


@pytest.mark.parametrize(
    ("milestone", "reason"), product(Milestone, ["", "weather", "lost", "other"])
)
def test_every_state_makes_a_whole_sentence(milestone, reason):
    sentence = status_sentence(shipment(milestone=milestone, reason=reason), NOW)

    assert sentence.endswith(".")
    assert ".." not in sentence
    assert not CODE.search(sentence)


def test_on_its_way_with_place_and_date():
    parcel = shipment(
        last_scan_place="Memphis, Tennessee",
        last_scan_at=datetime(2026, 11, 16, 15, tzinfo=UTC),
        current_eta=date(2026, 11, 20),
    )

    assert status_sentence(parcel, NOW) == (
        "Your parcel is on its way. It was last seen in Memphis, Tennessee on Monday 16 November. "
        "It should arrive on Friday 20 November."
    )


def test_an_expected_day_that_has_passed_is_not_promised_again():
    sentence = status_sentence(shipment(current_eta=date(2026, 11, 17)), NOW)

    assert "should arrive" not in sentence
    assert "It was expected yesterday" in sentence


def test_out_for_delivery_is_today_only_today():
    today = shipment(
        milestone="out_for_delivery", last_scan_at=datetime(2026, 11, 18, 13, tzinfo=UTC)
    )
    monday = shipment(
        milestone="out_for_delivery", last_scan_at=datetime(2026, 11, 16, 13, tzinfo=UTC)
    )

    assert status_sentence(today, NOW) == "Your parcel is out for delivery today."
    assert status_sentence(monday, NOW) == (
        "Your parcel went out for delivery on Monday 16 November and has not arrived yet."
    )


def test_delivered_says_where_and_when_on_the_stores_clock():
    parcel = shipment(
        milestone="delivered",
        delivered_at=datetime(2026, 11, 18, 2, tzinfo=UTC),  # the evening before in New York
        last_scan_place="Austin, Texas",
    )

    assert status_sentence(parcel, NOW) == "Your parcel was delivered in Austin, Texas yesterday."


def test_the_reason_is_told_before_the_new_date():
    parcel = shipment(reason="weather", current_eta=date(2026, 11, 19))

    assert status_sentence(parcel, NOW) == (
        "On its way to you: the weather is slowing it down. It should arrive tomorrow."
    )


def test_days_are_named_as_people_do():
    today = date(2026, 12, 30)

    assert day_words(date(2026, 12, 31), today) == "tomorrow"
    assert day_words(date(2027, 1, 5), today) == "Tuesday 5 January 2027"
