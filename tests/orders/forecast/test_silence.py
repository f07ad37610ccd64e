from datetime import timedelta

import pytest

from opsdesk.taxonomy import Milestone
from orders import forecast
from orders.dates import dates_of
from orders.facts import build_facts, build_facts_many
from orders.models import SilenceStatistic
from tests.orders.forecast.past import NOW, fall_silent, under_way

pytestmark = pytest.mark.django_db


def chance(parcel):
    return build_facts(parcel).arrival_chance(NOW)


@pytest.fixture
def past(store):
    """Forty parcels silent for five days and more: 24 came on day 6, 10 on day 9, 6 never."""
    fall_silent(store, 24, silent_for=6, delivered_after=6)
    fall_silent(store, 10, silent_for=9, delivered_after=9)
    fall_silent(store, 6, silent_for=None)
    forecast.learn(store, NOW)


@pytest.mark.usefixtures("past")
def test_the_chance_is_the_share_of_parcels_as_silent_that_arrived(store):
    parcel = under_way(store, last_scan_at=NOW - timedelta(days=5, hours=3))

    found = chance(parcel)

    assert (found.n, found.arrived, found.percent) == (40, 24, 60)
    assert build_facts_many([parcel.pk])[parcel.pk].arrival_chance(NOW) == found


@pytest.mark.usefixtures("past")
def test_where_fewer_than_thirty_were_as_silent_nothing_is_said(store):
    for days in (6, 8, 15, 60):
        assert chance(under_way(store, last_scan_at=NOW - timedelta(days=days, hours=1))) is None
    assert not SilenceStatistic.objects.filter(days__gte=6).exists()


@pytest.mark.usefixtures("past")
def test_a_parcel_just_scanned_is_not_silent(store):
    assert chance(under_way(store, last_scan_at=NOW - timedelta(hours=30))) is None


@pytest.mark.usefixtures("past")
def test_silence_after_another_milestone_is_another_matter(store):
    parcel = under_way(
        store, milestone=Milestone.PICKED_UP, last_scan_at=NOW - timedelta(days=5, hours=1)
    )

    assert chance(parcel) is None


def test_each_carrier_speaks_for_itself_where_it_can(store):
    fall_silent(store, 30, silent_for=3.5, delivered_after=3.5, carrier="UPS")
    fall_silent(store, 30, silent_for=20, carrier="USPS")
    forecast.learn(store, NOW)
    silent = {"last_scan_at": NOW - timedelta(days=3, hours=1)}

    shares = {
        name: chance(under_way(store, carrier=name, **silent)) for name in ("UPS", "USPS", "")
    }

    assert [shares[name].share for name in ("UPS", "USPS", "")] == [1, 0, 0.5]
    assert shares[""].n == 60


@pytest.mark.usefixtures("past")
def test_the_page_says_it_with_its_n(store):
    parcel = under_way(store, last_scan_at=NOW - timedelta(days=5, hours=3))

    dates = dates_of([parcel], NOW)[0]

    assert dates.silent_days == 5
    assert dates.chance_words.startswith("60 % still arrive within 3 days (24 of 40 parcels silent")
