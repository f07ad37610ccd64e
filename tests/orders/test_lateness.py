"""New York's evening is Honolulu's afternoon and Berlin's tomorrow: the destination decides."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from opsdesk.taxonomy import Milestone
from orders import lateness
from orders.models import Shipment
from orders.search import find_orders
from tests.factories import make_member, make_shipment

DAY = date(2026, 11, 20)
HONOLULU, BERLIN = "Pacific/Honolulu", "Europe/Berlin"


@pytest.mark.parametrize(
    ("zone", "over_at"),
    [
        (HONOLULU, datetime(2026, 11, 21, 10, tzinfo=UTC)),
        (BERLIN, datetime(2026, 11, 20, 23, tzinfo=UTC)),
    ],
)
def test_a_day_is_over_at_midnight_where_the_parcel_goes(zone, over_at):
    assert lateness.day_ends_at(DAY, ZoneInfo(zone)) == over_at


@pytest.mark.parametrize("zone", [HONOLULU, BERLIN])
def test_page_and_list_agree_with_the_rule_to_the_second(store, zone):
    parcel = make_shipment(store=store, current_eta=DAY, timezone=zone)
    over_at = lateness.day_ends_at(DAY, parcel.tz)

    for moment, late in ((over_at.replace(second=0), 1), (over_at.replace(year=2025), 0)):
        found = lateness.late_parcels(Shipment.objects.all(), moment)

        assert lateness.late_days(parcel, moment) == late
        assert list(found) == [parcel] * late
    just_before = datetime.fromtimestamp(over_at.timestamp() - 1, UTC)
    assert lateness.late_days(parcel, just_before) == 0
    assert not lateness.late_parcels(Shipment.objects.all(), just_before)


def test_without_an_address_the_store_s_clock_counts(store):
    parcel = make_shipment(store=store, current_eta=DAY, timezone="")

    assert parcel.tz == store.tz
    assert lateness.late_parcels(Shipment.objects.all(), lateness.day_ends_at(DAY, store.tz))


def test_the_promise_counts_where_the_carrier_names_no_day(store):
    parcel = make_shipment(store=store, original_eta=None, current_eta=None, promised_on=DAY)

    assert lateness.expected_on(parcel) == DAY
    assert lateness.late_parcels(Shipment.objects.all(), datetime(2026, 11, 25, tzinfo=UTC))


@pytest.mark.parametrize("milestone", lateness.NOT_AWAITED)
def test_what_has_arrived_or_comes_back_is_not_late(store, milestone):
    parcel = make_shipment(store=store, current_eta=DAY, milestone=milestone)
    later = datetime(2026, 12, 1, tzinfo=UTC)

    assert lateness.late_days(parcel, later) == 0
    assert not lateness.late_parcels(Shipment.objects.all(), later)


def test_the_orders_list_can_show_only_late_ones(store):
    late = make_shipment(store=store, current_eta=date(2020, 1, 1))
    make_shipment(store=store)
    make_shipment(store=store, current_eta=date(2020, 1, 1), milestone=Milestone.DELIVERED)

    found = find_orders(make_member(store), milestone="late")

    assert found.orders == (late.order,)


@pytest.mark.parametrize(
    ("first", "now", "days"), [(DAY, date(2026, 11, 23), 3), (DAY, date(2026, 11, 19), -1)]
)
def test_a_slip_is_counted_in_calendar_days(first, now, days):
    assert lateness.slip_days(first, now) == days
    assert lateness.slip_days(None, now) == 0
