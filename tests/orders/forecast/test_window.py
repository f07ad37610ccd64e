import statistics
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from opsdesk.taxonomy import Milestone
from orders import forecast
from orders.models import Learning, Shipment, TransitStatistic
from tests.factories import make_order, make_store
from tests.orders.forecast.past import NOW, deliver, remember, under_way

pytestmark = pytest.mark.django_db


def known(store):
    return {
        (row.level, row.carrier, row.service, row.lane): (row.n, row.p50, row.p80)
        for row in TransitStatistic.objects.filter(store=store)
    }


def test_percentiles_of_thirty_one_parcels(store):
    days = [1 + number % 7 for number in range(31)]
    deliver(store, days)

    forecast.learn(store, NOW)

    p50, p80 = statistics.median(days), sorted(days)[24]
    same = (31, p50, p80)
    assert known(store) == {
        ("region", "UPS", "Ground", "US→US-TX"): same,
        ("lane", "UPS", "Ground", "US→US"): same,
        ("service", "UPS", "Ground", "domestic"): same,
        ("carrier", "UPS", "", "domestic"): same,
        ("store", "", "", "domestic"): same,
    }


def test_below_thirty_there_is_no_figure_at_all(store):
    deliver(store, [3] * 29)

    assert forecast.learn(store, NOW) == forecast.learning.Learned(0, 0)
    parcel = under_way(store)

    assert forecast.predict(parcel, NOW) is False
    assert (parcel.predicted_until, parcel.predicted_n, parcel.predicted_level) == (None, 0, "")


def test_a_figure_widens_to_what_has_thirty_parcels(store):
    deliver(store, [2] * 20, region="TX")
    deliver(store, [4] * 20, region="CA")
    deliver(store, [6] * 20, region="NY", service="2Day")
    deliver(store, [8] * 20, region="NY", carrier="USPS")
    deliver(store, [15] * 40, country="DE", region="")

    forecast.learn(store, NOW)

    found = {
        what: (parcel.predicted_level, parcel.predicted_n)
        for what, overrides in {
            "same service": {},
            "other service": {"service": "2Day"},
            "other carrier": {"carrier": "USPS"},
            "abroad": {"country": "DE", "region": ""},
            "unknown carrier abroad": {"country": "FR", "region": "", "carrier": "DPD"},
        }.items()
        if forecast.predict(parcel := under_way(store, **overrides), NOW)
    }
    assert found == {
        "same service": ("lane", 40),
        "other service": ("carrier", 60),
        "other carrier": ("store", 80),
        "abroad": ("lane", 40),
        "unknown carrier abroad": ("store", 40),
    }


def test_the_window_is_counted_from_the_pickup(store):
    deliver(store, [2] * 20 + [3] * 5 + [5] * 6)
    forecast.learn(store, NOW)
    parcel, unscanned = under_way(store), under_way(store, picked_up_at=None)

    assert forecast.predict(parcel, NOW) is True
    forecast.predict(unscanned, NOW)

    assert (parcel.predicted_from, parcel.predicted_until) == (
        date(2026, 11, 18),
        date(2026, 11, 19),
    )
    assert unscanned.predicted_until == date(2026, 11, 18)
    assert parcel.predictions == [
        {
            "at": NOW.isoformat(),
            "from": "2026-11-18",
            "until": "2026-11-19",
            "n": 31,
            "level": "region",
        }
    ]
    assert forecast.predict(parcel, NOW) is False
    assert len(parcel.predictions) == 1


def test_arrival_counts_by_the_day_at_the_destination(store):
    """17:00 UTC + 2 days + 12 h: still the second day in Honolulu, the third in Berlin."""
    deliver(store, [2.5] * 30, region="HI", timezone="Pacific/Honolulu")
    remember(store, [2.5] * 30, country="DE", region="")

    forecast.learn(store, NOW)

    assert known(store)["lane", "UPS", "Ground", "US→US"] == (30, 2, 2)
    assert known(store)["lane", "UPS", "Ground", "US→DE"] == (30, 3, 3)


def test_imported_history_counts_with_our_own(store):
    deliver(store, [2] * 15)
    remember(store, [4] * 15)

    forecast.learn(store, NOW)

    assert known(store)["region", "UPS", "Ground", "US→US-TX"] == (30, 3, 4)


def test_the_fast_ones_of_last_week_do_not_flatter(store):
    deliver(store, [1] * 30, began=NOW - timedelta(days=5))

    assert forecast.learn(store, NOW).transit == 0


def test_stores_do_not_learn_from_each_other(store):
    other = make_store(credentials=False)
    deliver(other, [3] * 30)

    forecast.learn(store, NOW)
    forecast.learn(other, NOW)

    assert known(store) == {}
    assert forecast.predict(under_way(store), NOW) is False


def test_the_shipping_rate_stands_in_for_a_service_no_carrier_names(store):
    deliver(store, [3] * 30, service="")
    Shipment.objects.all().update(service="")
    for parcel in Shipment.objects.all():
        type(parcel.order).objects.filter(pk=parcel.order_id).update(shipping_method="Express")
    forecast.learn(store, NOW)
    parcel = under_way(store, service="")
    parcel.order.shipping_method = "Express"

    forecast.predict(parcel, NOW)

    assert (parcel.predicted_level, parcel.predicted_n) == ("region", 30)


def test_every_night_moves_the_windows_of_what_is_under_way(store):
    deliver(store, [2] * 30)
    parcel, done = under_way(store), under_way(store, milestone=Milestone.DELIVERED)

    assert forecast.learn_due(NOW) == 1
    assert forecast.learn_due(NOW + timedelta(hours=2)) == 0
    deliver(store, [6] * 40)
    assert forecast.learn_due(NOW + timedelta(hours=23)) == 1

    parcel.refresh_from_db()
    done.refresh_from_db()
    assert parcel.predicted_until == date(2026, 11, 22)
    assert [entry["until"] for entry in parcel.predictions] == ["2026-11-18", "2026-11-22"]
    assert done.predicted_until is None
    assert Learning.objects.get(store=store).transit_rows == 5


def test_a_thin_past_is_looked_at_again_within_the_hour(store):
    forecast.learn_due(NOW)

    assert forecast.learn_due(NOW + timedelta(minutes=30)) == 0
    assert forecast.learn_due(NOW + timedelta(minutes=61)) == 1


def test_the_command_learns_now_and_says_what(store, monkeypatch):
    monkeypatch.setattr("opsdesk.clock.now", lambda: NOW)
    deliver(store, [2] * 30)
    under_way(store)
    said = StringIO()

    call_command("learn_transit", store.slug, stdout=said)

    assert "5 transit times" in said.getvalue()
    assert "windows moved: 1" in said.getvalue()
    with pytest.raises(CommandError, match="no store"):
        call_command("learn_transit", "nobody")


def test_an_order_without_an_address_gets_no_window(store):
    deliver(store, [2] * 30)
    forecast.learn(store, NOW)
    parcel = under_way(store)
    parcel.order = make_order(store=store, country="", shipping_address={}, lines=0)

    assert forecast.predict(parcel, NOW) is False
