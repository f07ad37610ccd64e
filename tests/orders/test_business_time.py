from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orders.business_time import Calendar, add_business, business_between

NEW_YORK = Calendar("US", ZoneInfo("America/New_York"))
DAY = timedelta(days=1)

moments = st.integers(0, 5 * 365 * 86_400_000_000).map(
    lambda count: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(microseconds=count)
)
amounts = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40))
calendars = st.sampled_from(
    [
        NEW_YORK,
        Calendar("DE", ZoneInfo("Europe/Berlin")),
        Calendar("JP", ZoneInfo("Asia/Tokyo")),
        Calendar("AU", ZoneInfo("Australia/Lord_Howe")),
        Calendar("XX", ZoneInfo("UTC")),
    ]
)


def new_york(*parts):
    return datetime(*parts, tzinfo=NEW_YORK.tz)


@given(start=moments, amount=amounts, calendar=calendars)
@example(start=datetime(2026, 11, 20, 5, tzinfo=UTC), amount=DAY, calendar=NEW_YORK)
def test_what_is_added_is_what_lies_between(start, amount, calendar):
    assert business_between(start, add_business(start, amount, calendar), calendar) == amount


@given(start=moments, amount=amounts, calendar=calendars)
def test_the_due_moment_is_the_first_at_which_the_amount_has_passed(start, amount, calendar):
    due = add_business(start, amount, calendar)
    just_before = due - timedelta(microseconds=1)

    assert due >= start
    assert amount == timedelta() or business_between(start, just_before, calendar) < amount


@given(first=moments, second=moments, calendar=calendars)
def test_counting_backwards_only_changes_the_sign(first, second, calendar):
    assert business_between(first, second, calendar) == -business_between(second, first, calendar)


@given(first=moments, second=moments, third=moments, calendar=calendars)
def test_parts_add_up_to_the_whole(first, second, third, calendar):
    parts = business_between(first, second, calendar) + business_between(second, third, calendar)

    assert parts == business_between(first, third, calendar)


def test_a_weekend_takes_no_time():
    friday, monday = new_york(2026, 11, 13, 15), new_york(2026, 11, 16, 15)

    assert business_between(friday, monday, NEW_YORK) == DAY
    assert add_business(friday, 2 * DAY, NEW_YORK) == new_york(2026, 11, 17, 15)


def test_saturday_to_sunday_is_nothing():
    saturday, sunday = new_york(2026, 11, 14, 9), new_york(2026, 11, 15, 21)

    assert business_between(saturday, sunday, NEW_YORK) == timedelta()
    assert add_business(saturday, timedelta(hours=10), NEW_YORK) == new_york(2026, 11, 16, 10)


def test_a_public_holiday_takes_no_time_where_it_is_one():
    wednesday, friday = (
        new_york(2026, 11, 25, 12),
        new_york(2026, 11, 27, 12),
    )  # Thanksgiving between
    in_berlin = Calendar("DE", NEW_YORK.tz)

    assert business_between(wednesday, friday, NEW_YORK) == DAY
    assert business_between(wednesday, friday, in_berlin) == 2 * DAY


def test_an_unknown_country_has_weekends_only():
    nowhere = Calendar("XX", ZoneInfo("UTC"))

    assert nowhere.is_working(date(2026, 12, 25))
    assert not nowhere.is_working(date(2026, 12, 26))


def test_the_week_the_clock_changes_has_five_days_like_any_other():
    before, after = new_york(2026, 10, 29, 12), new_york(2026, 11, 5, 12)  # back on 1 November

    assert business_between(before, after, NEW_YORK) == 5 * DAY
    assert add_business(before, 5 * DAY, NEW_YORK) == after


def test_a_working_day_of_23_hours_counts_as_one():
    cairo = Calendar("XX", ZoneInfo("Africa/Cairo"))  # the clock goes forward on a Friday there
    thursday = datetime(2026, 4, 23, 12, tzinfo=cairo.tz)

    assert business_between(thursday, datetime(2026, 4, 27, 12, tzinfo=cairo.tz), cairo) == 2 * DAY
    for hours in range(1, 60):
        amount = timedelta(hours=hours)
        there = add_business(thursday, amount, cairo)
        assert abs(business_between(thursday, there, cairo) - amount) <= timedelta(microseconds=1)


def test_no_time_leads_nowhere_even_on_a_sunday():
    sunday = new_york(2026, 11, 15, 9)

    assert add_business(sunday, timedelta(), NEW_YORK) == sunday


def test_business_time_never_runs_backward():
    with pytest.raises(ValueError, match="forward"):
        add_business(new_york(2026, 11, 13), -DAY, NEW_YORK)


def test_new_year_is_crossed():
    start = new_york(2025, 12, 31, 12)

    assert add_business(start, DAY, NEW_YORK) == new_york(2026, 1, 2, 12)
    assert NEW_YORK.count(date(2024, 12, 1), date(2026, 2, 1)) == NEW_YORK.count(
        date(2024, 12, 1), date(2025, 5, 1)
    ) + NEW_YORK.count(date(2025, 5, 1), date(2026, 2, 1))
