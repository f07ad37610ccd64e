from zoneinfo import available_timezones

import pytest

from orders import zones


def test_every_zone_exists():
    names = {zone for _, _, zone in zones.rows()}

    assert names <= available_timezones()
    assert len([row for row in zones.rows() if not row[1]]) > 240


@pytest.mark.parametrize(
    ("country", "region", "zone"),
    [
        ("US", "CA", "America/Los_Angeles"),
        ("US", "HI", "Pacific/Honolulu"),
        ("us", " tx ", "America/Chicago"),
        ("US", "", "America/New_York"),
        ("US", "nonsense", "America/New_York"),
        ("CA", "BC", "America/Vancouver"),
        ("MX", "Q ROO", "America/Cancun"),
        ("ES", "GC", "Atlantic/Canary"),
        ("DE", "", "Europe/Berlin"),
        ("JP", "JP-13", "Asia/Tokyo"),
    ],
)
def test_the_address_says_which_clock_counts(country, region, zone):
    assert zones.zone_of(country, region) == zone


@pytest.mark.parametrize("country", ["", "XX", "Germany"])
def test_an_unknown_country_has_no_clock_of_its_own(country):
    assert zones.zone_of(country) == ""
