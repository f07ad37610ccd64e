from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exceptions.wismo.values import Duration, Share, say, wilson


def test_a_share_of_nothing_is_no_percentage():
    share = Share("On time", "…", 0, 0)

    assert (share.percent, share.interval, share.words) == (None, None, "no data yet")


def test_small_numbers_are_shown_with_their_uncertainty():
    share = Share("On time", "…", 12, 14)

    assert share.words == "12 of 14 (60–96 %)"
    assert share.interval == pytest.approx((60.06, 95.99), abs=0.01)


def test_enough_numbers_are_shown_as_a_percentage():
    assert Share("On time", "…", 28, 30).words == "93.3 %"


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_bounds(counts):
    hits, n = counts
    low, high = wilson(hits, n)

    assert 0 <= low <= 100 * hits / n + 1e-9
    assert 100 * hits / n - 1e-9 <= high <= 100


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (40, "40 s"), (720, "12 min"), (12_600, "3.5 h"), (181_440, "2.1 d")],
)
def test_durations_are_said_as_people_say_them(seconds, words):
    assert say(timedelta(seconds=seconds)) == words


def test_a_duration_says_median_and_the_slow_end():
    figure = Duration("…", "…", 9, timedelta(minutes=4), timedelta(hours=2))

    assert figure.words == "median 4 min, 90 % within 2.0 h"
    assert Duration("…", "…", 0, None, None).words == "no data yet"
