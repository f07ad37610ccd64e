from datetime import date

import pytest

from opsdesk.taxonomy import Milestone
from orders import ingest
from orders.models import Order, Shipment
from tests.factories import make_scan
from tests.orders.bodies import NUMBER, at, delivery, fulfillment_body, line_body, order_body

pytestmark = pytest.mark.usefixtures("november")

SECOND = "1Z999AA10123450002"


@pytest.fixture
def heard(monkeypatch):
    events = []
    monkeypatch.setattr(
        "orders.ingest.fulfillments.publish", lambda event, **ids: events.append(event)
    )
    return events


@pytest.fixture
def order(store):
    ingest.on_order(delivery(store, order_body()))
    return Order.objects.get(store=store)


def take(order, body):
    ingest.on_fulfillment(delivery(order.store, body, "fulfillments/create"))
    return list(Shipment.objects.filter(order=order).order_by("pk"))


def test_a_fulfillment_becomes_a_parcel_that_waits_to_be_registered(order, heard):
    [parcel] = take(order, fulfillment_body())

    assert (parcel.carrier, parcel.tracking_number) == ("UPS", NUMBER)
    assert parcel.tracking_url.startswith("https://www.ups.com/")
    assert (parcel.milestone, parcel.milestone_at) == (Milestone.LABEL_CREATED, parcel.shipped_at)
    assert parcel.next_check_at is not None
    assert parcel.lines.get().quantity == 2
    assert sorted(heard) == ["shipment.changed", "shipment.registered"]


def test_the_shipped_day_is_the_stores_day(order):
    [parcel] = take(order, fulfillment_body(created_at="2026-11-04T03:00:00Z"))

    assert parcel.shipped_on == date(2026, 11, 3)  # the evening before in New York


def test_before_its_order_it_has_to_wait(store):
    with pytest.raises(ingest.NotYet):
        ingest.on_fulfillment(delivery(store, fulfillment_body(), "fulfillments/create"))


def test_before_its_order_line_it_has_to_wait(order):
    with pytest.raises(ingest.NotYet, match="line"):
        take(order, fulfillment_body(line_items=[line_body(9999)]))


def test_every_number_is_a_parcel_of_its_own(order):
    first, second = take(order, fulfillment_body(numbers=(NUMBER, SECOND)))

    assert [first.tracking_number, second.tracking_number] == [NUMBER, SECOND]
    # Nobody says what is in which box, so we do not say so either.
    assert first.lines.count() == second.lines.count() == 0


def test_a_number_that_comes_later_fills_in_the_parcel_that_had_none(order, heard):
    [blank] = take(order, fulfillment_body(24, numbers=()))
    assert (blank.tracking_number, blank.next_check_at) == ("", None)
    heard.clear()

    [parcel] = take(order, fulfillment_body(25))

    assert (parcel.pk, parcel.tracking_number) == (blank.pk, NUMBER)
    assert heard == ["shipment.registered"]


def test_a_corrected_number_cancels_the_wrong_one(order, heard):
    [wrong] = take(order, fulfillment_body(24, numbers=(SECOND,)))
    heard.clear()

    old, new = take(order, fulfillment_body(25))

    assert (old.pk, old.milestone, old.next_check_at) == (wrong.pk, Milestone.CANCELLED, None)
    assert old.lines.count() == 0
    assert (new.tracking_number, new.milestone) == (NUMBER, Milestone.LABEL_CREATED)
    assert new.lines.get().quantity == 2
    assert sorted(heard) == ["shipment.changed", "shipment.changed", "shipment.registered"]


def test_a_cancelled_fulfillment_cancels_its_parcel_whatever_was_scanned(order, heard):
    [parcel] = take(order, fulfillment_body())
    make_scan(parcel, milestone=Milestone.OUT_FOR_DELIVERY)
    heard.clear()

    [parcel] = take(order, fulfillment_body(26, status="cancelled"))

    assert parcel.milestone == Milestone.CANCELLED
    assert parcel.next_check_at is None
    assert heard == ["shipment.changed"]


def test_an_older_or_repeated_body_changes_nothing(order, heard):
    take(order, fulfillment_body(26, status="cancelled"))
    heard.clear()

    take(order, fulfillment_body(26, status="cancelled"))
    [parcel] = take(order, fulfillment_body(25))

    assert parcel.fulfillment_status == "cancelled"
    assert heard == []


def test_another_carrier_for_the_same_number_registers_it_again(order, heard):
    [parcel] = take(order, fulfillment_body(tracking_company="FedEx"))
    Shipment.objects.filter(pk=parcel.pk).update(provider_tracker_id="trk_old", next_check_at=None)
    heard.clear()

    [parcel] = take(order, fulfillment_body(25))

    assert (parcel.carrier, parcel.provider_tracker_id) == ("UPS", "")
    assert heard == ["shipment.registered"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " ", "ftp://a"])
def test_only_web_addresses_are_kept_as_links(order, url):
    [parcel] = take(order, fulfillment_body(tracking_urls=[url]))

    assert parcel.tracking_url == ""


def test_spaces_in_a_number_are_how_people_type_not_part_of_it(order):
    [parcel] = take(order, fulfillment_body(numbers=("1Z 999 AA1 0123456784", NUMBER)))

    assert parcel.tracking_number == NUMBER


def test_two_fulfillments_of_one_order_are_two_parcels(order):
    take(order, fulfillment_body())

    parcels = take(order, fulfillment_body(id=4002, created_at=at(30), updated_at=at(30)))

    assert [parcel.fulfillment_id for parcel in parcels] == [4001, 4002]


def test_a_parcel_of_last_year_is_mirrored_but_not_followed(order, heard):
    long_ago = at(-24 * 365)

    [parcel] = take(order, fulfillment_body(created_at=long_ago))

    assert parcel.next_check_at is None
    assert heard == ["shipment.changed"]
