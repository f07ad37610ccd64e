import pytest

from opsdesk.taxonomy import Milestone
from orders import ingest
from orders.models import Shipment, TrackingEvent
from tests.factories import make_shipment, make_store
from tests.orders.bodies import NUMBER, START, delivery, tracker_body

pytestmark = pytest.mark.usefixtures("november")


def parcel(store, **overrides):
    facts = {
        "tracking_number": NUMBER,
        "provider_tracker_id": "trk_1",
        "shipped_at": START,
        "shipped_on": START.date(),
        **overrides,
    }
    return make_shipment(store=store, **facts)


def take(store, body, **overrides):
    ingest.on_tracker(delivery(store, body, "tracker.updated", **overrides))


def test_what_the_carrier_said_reaches_its_parcel(store):
    shipment = parcel(store)

    take(store, tracker_body())

    shipment.refresh_from_db()
    assert shipment.milestone == Milestone.DELIVERED
    assert shipment.events.count() == 7


def test_a_parcel_not_registered_yet_is_found_by_its_number(store):
    shipment = parcel(store, provider_tracker_id="")

    take(store, tracker_body(2))

    shipment.refresh_from_db()
    assert (shipment.provider_tracker_id, shipment.milestone) == ("trk_1", Milestone.PICKED_UP)


def test_a_number_the_provider_writes_differently_is_still_its_parcel(store):
    shipment = parcel(store, tracking_number=NUMBER.lower())

    take(store, tracker_body())

    assert shipment.events.count() == 7


def test_two_fulfillments_in_one_box_are_both_told(store):
    parcels = [parcel(store), parcel(store, provider_tracker_id="")]

    take(store, tracker_body())

    assert {row.milestone for row in Shipment.objects.filter(pk__in=[p.pk for p in parcels])} == {
        Milestone.DELIVERED
    }


def test_a_number_the_carrier_used_before_does_not_stir_the_old_parcel(store):
    from datetime import timedelta

    old = parcel(store, provider_tracker_id="trk_0", shipped_at=START - timedelta(days=200))
    never_followed = parcel(store, provider_tracker_id="", shipped_at=START - timedelta(days=200))
    new = parcel(store)

    take(store, tracker_body())

    assert TrackingEvent.objects.filter(shipment__in=[old, never_followed]).count() == 0
    assert new.events.count() == 7


def test_another_carriers_parcel_with_the_same_number_is_not_meant(store):
    shipment = parcel(store, provider_tracker_id="", carrier="FedEx")

    with pytest.raises(ingest.NotYet):
        take(store, tracker_body())

    assert shipment.events.count() == 0


def test_another_stores_parcel_is_never_touched(store):
    shipment = parcel(make_store(credentials=False))

    with pytest.raises(ingest.NotYet):
        take(store, tracker_body())

    assert shipment.events.count() == 0


def test_a_number_nobody_knows_is_waited_for_and_then_let_go(store):
    with pytest.raises(ingest.NotYet):
        take(store, tracker_body(), attempts=0)

    take(store, tracker_body(), attempts=ingest.PATIENCE)  # processed, without an effect

    assert not TrackingEvent.objects.exists()
