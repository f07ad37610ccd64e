from datetime import UTC, date, datetime

import pytest

from opsdesk.vendors.shopify.payloads import OrderPayload
from orders import ingest, promises
from orders.models import DeliveryPolicy, Order, Shipment
from orders.timeline import order_timeline
from tests.orders.bodies import at, delivery, fulfillment_body, order_body

pytestmark = pytest.mark.django_db
STANDARD = [{"title": "Standard", "code": "std"}]
# The order of the bodies is placed on Monday 2 November 2026, 12:00 UTC, and goes to Texas.


def policy(store, title="", country="", processing=1, transit=3, **more):
    return DeliveryPolicy.objects.create(
        store=store,
        shipping_title=title,
        country=country,
        processing_days=processing,
        transit_days=transit,
        **more,
    )


def receive(store, body):
    ingest.on_order(delivery(store, body, "orders/updated"))
    return Order.objects.get(store=store)


@pytest.mark.parametrize(
    ("name", "value", "day"),
    [
        ("Delivery Date", "2026-11-30", date(2026, 11, 30)),
        ("delivery-date", "2026/11/30", date(2026, 11, 30)),
        ("Estimated delivery", "Nov 27, 2026 - Nov 30, 2026", date(2026, 11, 30)),
        ("Arrives by", "30th November 2026", date(2026, 11, 30)),
        ("Lieferdatum", "30.11.2026", date(2026, 11, 30)),
        ("Delivery date", "11/12/2026", date(2026, 11, 12)),
        ("Delivery date", "30/11/2026", date(2026, 11, 30)),
        ("Delivery date", "2026-11-30T18:00:00-10:00", date(2026, 11, 30)),
        ("Delivery instructions", "2026-11-30", None),
        ("Gift date", "2026-11-30", None),
        ("Delivery Date", "as soon as possible", None),
        ("Delivery Date", "2031-01-01", None),
        ("Delivery Date", "2026-13-45", None),
        ("Delivery Date", {"odd": "thing"}, None),
    ],
)
def test_a_day_named_at_checkout_is_the_promise(store, name, value, day):
    order = receive(store, order_body(note_attributes=[{"name": name, "value": value}]))

    assert order.promised_on == day


def test_a_line_may_name_the_day_and_the_checkout_beats_the_policy(store):
    policy(store)
    body = order_body(shipping_lines=STANDARD)
    body["line_items"][0]["properties"] = [{"name": "Delivery date", "value": "2026-11-20"}]

    order = receive(store, body)

    assert order.promised_on == date(2026, 11, 20)
    assert [source for _, source in order.promise_readings.values()] == ["checkout"]


def test_the_policy_counts_working_days_of_both_ends(store):
    policy(store, processing=2, transit=6)

    order = receive(store, order_body(shipping_lines=STANDARD))

    # Mon + 2 = Wed 4; six working days on, without the weekend and Veterans Day.
    assert order.promised_on == date(2026, 11, 13)
    assert order.shipping_method == "Standard"


def test_a_policy_may_count_every_day(store):
    policy(store, processing=2, transit=6, every_day_counts=True)

    assert receive(store, order_body(shipping_lines=STANDARD)).promised_on == date(2026, 11, 10)


def test_the_closest_policy_decides(store):
    wanted = [
        policy(store, "standard", "US"),
        policy(store, "Standard"),
        policy(store, country="US"),
        policy(store),
    ]
    policy(store, "Express")
    policy(store, "Standard", "DE")
    rows = list(DeliveryPolicy.objects.filter(store=store))

    for best in wanted:
        assert promises.best_policy(rows, "Standard", "US") == best
        rows.remove(best)
    assert promises.best_policy(rows, "Standard", "US") is None


def test_a_changed_policy_leaves_old_promises_alone(store):
    row = policy(store, every_day_counts=True)
    order = receive(store, order_body(shipping_lines=STANDARD))
    row.transit_days = 30
    row.save()

    for hour in (0, 50):
        same = receive(store, order_body(hour, shipping_lines=STANDARD))
        assert same.promised_on == order.promised_on == date(2026, 11, 6)


def test_every_change_of_the_promise_is_kept_in_whatever_order_it_arrives(store):
    bodies = [
        order_body(hour, note_attributes=[{"name": "Delivery Date", "value": day}])
        for hour, day in ((0, "2026-11-10"), (5, "2026-11-10"), (9, "2026-11-14"))
    ]

    for body in (bodies[2], bodies[0], bodies[1], bodies[0]):
        order = receive(store, body)

    told = promises.derive_promises(order.promise_readings)
    assert [(each.on, each.source) for each in told] == [
        (date(2026, 11, 10), "checkout"),
        (date(2026, 11, 14), "checkout"),
    ]
    assert told[1].said_at == datetime.fromisoformat(at(9).replace("Z", "+00:00"))
    assert order.promised_on == date(2026, 11, 14)
    texts = [
        (entry.text, entry.detail) for entry in order_timeline(order) if "Promise" in entry.text
    ]
    assert texts == [
        ("Promised Tue, Nov 10", "named at checkout"),
        ("Promise later: Tue, Nov 10 → Sat, Nov 14", "named at checkout"),
    ]


def test_parcels_know_the_promise_and_the_destination_s_clock(store):
    note = [{"name": "Delivery Date", "value": "2026-11-10"}]
    receive(store, order_body(note_attributes=note))
    ingest.on_fulfillment(delivery(store, fulfillment_body(), "fulfillments/create"))
    parcel = Shipment.objects.get(store=store)
    assert (parcel.promised_on, parcel.timezone) == (date(2026, 11, 10), "America/Chicago")

    address = {**order_body()["shipping_address"], "province_code": "HI"}
    note = [{"name": "Delivery Date", "value": "2026-11-12"}]
    receive(store, order_body(30, shipping_address=address, note_attributes=note))

    parcel.refresh_from_db()
    assert (parcel.promised_on, parcel.timezone) == (date(2026, 11, 12), "Pacific/Honolulu")


def test_a_body_that_does_not_say_how_it_ships_promises_nothing(store):
    policy(store)
    body = OrderPayload.model_validate(order_body())

    assert promises.read_promise(store, body, {}) is None
    assert body.created_at == datetime(2026, 11, 2, 12, tzinfo=UTC)
