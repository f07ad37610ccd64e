from datetime import UTC, date, datetime, timedelta

import pytest

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from opsdesk.vendors.tracking.base import Scan, TrackerUpdate
from orders.models import TrackingEvent
from orders.tracking import apply_update
from tests.factories import make_shipment
from tests.orders.bodies import START

pytestmark = pytest.mark.usefixtures("november")


def scan(hours, code="in_transit", detail="departed_facility", text="Departed", **place):
    return Scan(
        code=code,
        detail=detail,
        text=text,
        occurred_at=START + timedelta(hours=hours),
        **(place or {"city": "Memphis", "region": "TN", "country": "US"}),
    )


def update(*scans, status="in_transit", eta=None, at=100):
    return TrackerUpdate(
        tracker_id="trk_1",
        provider="easypost",
        carrier="UPS",
        tracking_number="1Z",
        status=status,
        estimated_delivery=eta,
        scans=scans,
        updated_at=START + timedelta(hours=at),
    )


@pytest.fixture
def parcel(store):
    return make_shipment(
        store=store,
        shipped_at=START,
        milestone=Milestone.LABEL_CREATED,
        original_eta=None,
        current_eta=None,
        provider_tracker_id="",
        check_failures=3,
        check_error="EasyPost could not be reached.",
    )


@pytest.fixture
def heard(monkeypatch):
    events = []
    monkeypatch.setattr(
        "orders.tracking.updates.publish", lambda event, **ids: events.append((event, ids))
    )
    return events


def apply(parcel, *updates):
    for one in updates:
        changed = apply_update(parcel, one, datetime.now(UTC))
    parcel.refresh_from_db()
    return changed


def test_news_become_scans_and_the_parcels_state(parcel, heard):
    assert apply(parcel, update(scan(10), eta=date(2026, 11, 6)))

    event = parcel.events.get()
    assert (event.milestone, event.place, event.raw_detail) == (
        Milestone.IN_TRANSIT,
        "Memphis, TN",
        "departed_facility",
    )
    assert parcel.milestone == Milestone.IN_TRANSIT
    assert parcel.picked_up_at == parcel.last_moved_at == event.occurred_at
    assert parcel.last_scan_place == "Memphis, TN"
    assert parcel.current_eta == date(2026, 11, 6)
    assert parcel.provider_tracker_id == "trk_1"
    assert heard == [("shipment.changed", {"shipment_id": parcel.pk})]


def test_an_answer_ends_the_trouble_of_not_getting_one(parcel):
    apply(parcel, update(scan(10)))

    assert (parcel.check_failures, parcel.check_error) == (0, "")
    assert parcel.last_checked_at is not None
    assert parcel.next_check_at is not None


def test_the_same_again_is_no_change(parcel, heard):
    apply(parcel, update(scan(10), eta=date(2026, 11, 6)))
    heard.clear()

    assert not apply(parcel, update(scan(10), eta=date(2026, 11, 6)))

    assert parcel.events.count() == 1
    assert heard == []


def test_a_scan_the_carrier_takes_back_stays_a_scan(parcel):
    apply(parcel, update(scan(10), scan(12)), update(scan(10), at=101))

    assert parcel.events.count() == 2


def test_why_and_whose_fault_are_kept(parcel):
    apply(parcel, update(scan(10), scan(20, detail="weather_delay", text="Snow")))

    assert (parcel.reason, parcel.fault_owner) == (Reason.WEATHER, FaultOwner.FORCE_MAJEURE)
    assert parcel.last_moved_at < parcel.last_scan_at


def test_an_unknown_code_is_kept_and_hides_nothing(parcel):
    apply(parcel, update(scan(10), scan(20, code="teleported", detail="beamed", text="Zap")))

    assert parcel.milestone == Milestone.IN_TRANSIT
    assert parcel.events.get(raw_code="teleported").milestone == Milestone.UNKNOWN


def test_before_any_scan_there_is_a_label(parcel):
    apply(parcel, update(status="unknown"))

    assert (parcel.milestone, parcel.milestone_at) == (Milestone.LABEL_CREATED, parcel.shipped_at)
    assert parcel.picked_up_at is None


def test_scans_from_long_before_the_label_belong_to_another_parcel(parcel):
    apply(parcel, update(scan(-24 * 60, code="delivered"), scan(10), status="in_transit"))

    assert parcel.events.count() == 1
    assert parcel.milestone == Milestone.IN_TRANSIT


def test_a_tracker_that_is_delivered_without_a_scan_that_says_so(parcel):
    apply(parcel, update(scan(10), status="delivered", at=30))

    assert parcel.milestone == Milestone.DELIVERED
    assert parcel.delivered_at == START + timedelta(hours=30)


def test_the_original_date_stays_while_the_current_one_moves(parcel):
    for hour, day in ((10, 6), (20, 7), (30, 7), (40, 9)):
        apply(parcel, update(scan(hour), eta=date(2026, 11, day), at=hour))

    assert (parcel.original_eta, parcel.current_eta) == (date(2026, 11, 6), date(2026, 11, 9))
    changes = [(row.old and row.old.day, row.new.day) for row in parcel.eta_changes.all()]
    assert changes == [(None, 6), (6, 7), (7, 9)]
    assert parcel.eta_changes.last().at == START + timedelta(hours=40)


def test_a_late_reading_finds_its_place_between_the_others(parcel):
    early, middle, late = (
        update(scan(hour), eta=date(2026, 11, day), at=hour)
        for hour, day in ((10, 6), (20, 8), (30, 7))
    )

    apply(parcel, late, early, middle)

    assert [row.new.day for row in parcel.eta_changes.all()] == [6, 8, 7]
    assert (parcel.original_eta.day, parcel.current_eta.day) == (6, 7)


def test_no_date_is_no_news_about_the_date(parcel):
    apply(parcel, update(scan(10), eta=date(2026, 11, 6)), update(scan(11), eta=None, at=101))

    assert parcel.current_eta == date(2026, 11, 6)


@pytest.mark.parametrize("status", ["cancelled", "failure", "error", "replaced"])
def test_what_the_shop_cancelled_stays_cancelled(parcel, status):
    parcel.fulfillment_status = status
    parcel.save()

    apply(parcel, update(scan(10)))

    assert parcel.milestone == Milestone.CANCELLED
    assert parcel.next_check_at is None
    assert TrackingEvent.objects.filter(shipment=parcel).exists()


def test_queries_do_not_grow_with_the_history(parcel, django_assert_num_queries):
    scans = [scan(hour, text=f"Scan {hour}") for hour in range(60)]
    apply(parcel, update(*scans))

    with django_assert_num_queries(6):  # savepoint, lock, known scans, scans, save, release
        apply_update(parcel, update(*scans), datetime.now(UTC))
