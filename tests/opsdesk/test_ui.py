"""The words and marks of the desk."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template

from opsdesk import clock
from opsdesk.money import Money
from opsdesk.templatetags import opsdesk_ui as ui


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        ({"seconds": 59}, "now"),
        ({"minutes": 4}, "4 min"),
        ({"hours": 47}, "47 h"),
        ({"days": 3}, "3 d"),
        ({"weeks": 6}, "6 w"),
    ],
)
def test_ages_are_one_number_and_one_unit(delta, words):
    assert ui.age_words(timedelta(**delta)) == words


def test_an_age_carries_the_exact_moment(time_machine):
    at = clock.now() - timedelta(hours=2)
    time_machine.move_to(at + timedelta(hours=2), tick=False)

    assert at.isoformat() in ui.ago(at)
    assert ">2 h ago<" in ui.ago(at)
    assert ">in 2 h<" in ui.ago(clock.now() + timedelta(hours=2))


def test_nothing_is_a_dash():
    assert (ui.age(None), ui.when(None), ui.day(None), ui.money(None)) == ("—", "—", "—", "—")


def test_money_is_written_as_people_do():
    assert ui.money(Money.of("90.72", "USD")) == "$90.72"
    assert ui.money(Decimal("1200"), "JPY") == "¥1,200"


def test_counting_stops_at_the_cap():
    assert ui.capped(9_999) == "9,999"
    assert ui.capped(10_000) == "10,000+"


def test_marks_escape_what_they_are_given():
    assert "<script>" not in ui.dot("<script>")
    assert "<script>" not in ui.key("<script>")


def test_icons_are_decoration():
    drawn = Template('{% load opsdesk_ui %}{% icon "inbox" %}').render(Context())

    assert drawn.startswith("<svg")
    assert 'aria-hidden="true"' in drawn
