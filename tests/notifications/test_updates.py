"""Which delivery updates a customer is owed."""

from datetime import timedelta
from unittest.mock import Mock

import pytest

from notifications import defaults, updates
from notifications.models import Message, MessageTemplate
from opsdesk.clock import now
from orders.attention import look_at_parcel
from tests.factories import make_shipment, make_store

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    """A store with the default texts."""
    store = make_store(credentials=False)
    defaults.create_for(store)
    return store


def parcel(store, **overrides):
    """Return a parcel whose label was made an hour ago."""
    made = now() - timedelta(hours=1)
    return make_shipment(
        store=store,
        **{
            "shipped_at": made,
            "milestone": "label_created",
            "milestone_at": made,
            "picked_up_at": None,
            **overrides,
        },
    )


def late_parcel(store, days=3, told_at=None, **overrides):
    """Return a parcel on its way that is now expected `days` later than at first."""
    today = now().astimezone(store.tz).date()
    shipment = parcel(
        store,
        **{
            "shipped_at": now() - timedelta(days=5),
            "milestone": "in_transit",
            "original_eta": today + timedelta(days=1),
            "current_eta": today + timedelta(days=1 + days),
            **overrides,
        },
    )
    shipment.eta_changes.create(
        old=shipment.original_eta,
        new=shipment.current_eta,
        source="easypost",
        at=told_at or now() - timedelta(minutes=5),
    )
    return shipment


def kinds(shipment):
    return [message.kind for message in updates.consider(shipment, now())]


def test_a_parcel_with_a_tracking_number_is_announced_when_its_label_is_made(store):
    shipment = parcel(store, order__name="#1001", tracking_number="1Z9")

    (message,) = updates.consider(shipment, now())

    assert message.kind == "shipped"
    assert message.recipient == shipment.order.email
    assert message.dedupe_key == f"shipment:{shipment.pk}:shipped"
    assert "#1001" in message.subject
    assert "Tracking number: 1Z9" in message.body


def test_the_announcement_says_on_its_way_only_once_the_carrier_has_it(store):
    (waiting,) = updates.consider(parcel(store), now())
    (moving,) = updates.consider(parcel(store, milestone="in_transit"), now())

    assert "way" not in waiting.body
    assert "On its way to you" in moving.body


def test_a_parcel_without_a_tracking_number_is_not_announced(store):
    assert kinds(parcel(store, tracking_number="")) == []


def test_out_for_delivery_and_delivered_are_told_when_they_happen(store):
    at = now() - timedelta(minutes=3)

    assert kinds(parcel(store, milestone="out_for_delivery", milestone_at=at)) == [
        "out_for_delivery"
    ]
    assert kinds(parcel(store, milestone="delivered", milestone_at=at, delivered_at=at)) == [
        "delivered"
    ]


def test_considering_twice_makes_one_message(store):
    shipment = parcel(store)

    assert kinds(shipment) == ["shipped"]
    assert kinds(shipment) == []


def test_history_makes_no_mail(store):
    old = now() - timedelta(hours=49)

    assert kinds(parcel(store, shipped_at=old)) == []
    assert kinds(parcel(store, milestone="delivered", milestone_at=old, delivered_at=old)) == []
    assert kinds(parcel(store, milestone="out_for_delivery", milestone_at=old)) == []
    assert kinds(late_parcel(store, told_at=old)) == []


def test_what_happened_before_the_store_was_connected_makes_no_mail(store):
    store.connected_at = now() - timedelta(minutes=30)
    store.save()

    assert kinds(parcel(store, shipped_at=now() - timedelta(hours=1))) == []
    assert kinds(parcel(store, shipped_at=now() - timedelta(minutes=10))) == ["shipped"]


def test_an_order_without_an_address_makes_no_mail(store):
    shipment = parcel(store)
    type(shipment.order).objects.update(email="")
    shipment.order.customer.email = ""
    shipment.order.customer.save()
    shipment.order.refresh_from_db()

    assert kinds(shipment) == []


def test_the_customers_address_is_used_when_the_order_has_none(store):
    shipment = parcel(store)
    type(shipment.order).objects.update(email="")

    (message,) = updates.consider(shipment, now())

    assert message.recipient == shipment.order.customer.email


def test_a_cancelled_order_or_parcel_makes_no_mail(store):
    assert kinds(parcel(store, order__cancelled_at=now())) == []
    assert kinds(parcel(store, fulfillment_status="cancelled")) == []
    assert kinds(parcel(store, milestone="cancelled")) == []


def test_a_slip_of_more_than_a_day_is_told_with_both_dates(store):
    shipment = late_parcel(store, days=3)

    (message,) = updates.consider(shipment, now())

    assert message.kind == "delayed"
    assert message.dedupe_key.endswith(f":delayed:{shipment.current_eta}")
    assert f"{shipment.current_eta:%B} {shipment.current_eta.day}" in message.body
    assert f"{shipment.original_eta:%B} {shipment.original_eta.day}" in message.body


def test_a_slip_of_one_day_is_not_told(store):
    assert kinds(late_parcel(store, days=1)) == []


def test_each_new_date_is_told_once(store):
    shipment = late_parcel(store, days=3)
    assert kinds(shipment) == ["delayed"]
    assert kinds(shipment) == []

    shipment.eta_changes.create(
        old=shipment.current_eta,
        new=shipment.current_eta + timedelta(days=1),
        source="easypost",
        at=now(),
    )
    shipment.current_eta += timedelta(days=1)
    shipment.save()

    assert kinds(shipment) == ["delayed"]
    assert Message.objects.filter(kind="delayed").count() == 2


def test_a_new_date_in_the_past_is_not_told(store):
    today = now().astimezone(store.tz).date()

    assert (
        kinds(
            late_parcel(
                store,
                original_eta=today - timedelta(days=9),
                current_eta=today - timedelta(days=1),
            )
        )
        == []
    )


@pytest.mark.parametrize("milestone", ["returning", "returned", "failed", "ready_for_pickup"])
def test_a_parcel_that_will_not_come_as_planned_is_not_called_late(store, milestone):
    assert kinds(late_parcel(store, milestone=milestone)) == []


def test_the_customers_language_is_used_when_there_is_a_text_in_it(store):
    german = parcel(store, order__customer__locale="de-AT")
    japanese = parcel(store, order__customer__locale="ja")

    assert updates.consider(german, now())[0].locale == "de"
    assert updates.consider(japanese, now())[0].locale == "en"


def test_a_kind_whose_texts_are_all_switched_off_is_not_sent(store):
    MessageTemplate.objects.filter(kind="shipped").update(is_active=False)

    assert kinds(parcel(store)) == []


def test_the_sweep_takes_what_changed_and_only_once(store):
    changed = [parcel(store), late_parcel(store)]
    parcel(store)  # nothing new about this one
    for shipment in changed:
        look_at_parcel(shipment.pk)

    assert updates.consider_news(now()) == 2
    assert updates.consider_news(now()) == 0
    assert set(Message.objects.values_list("shipment", flat=True)) == {row.pk for row in changed}


def test_the_mark_stays_when_the_messages_could_not_be_written(store, monkeypatch):
    look_at_parcel(parcel(store).pk)
    monkeypatch.setattr(updates, "consider", Mock(side_effect=RuntimeError))

    with pytest.raises(RuntimeError):
        updates.consider_news(now())

    monkeypatch.undo()
    assert updates.consider_news(now()) == 1


def test_a_text_that_cannot_be_used_holds_up_nobody_elses_news(store):
    MessageTemplate.objects.filter(kind="shipped", locale="en").update(body="{total}")
    for shipment in (parcel(store), late_parcel(store)):
        look_at_parcel(shipment.pk)

    assert updates.consider_news(now()) == 2
    assert Message.objects.get().kind == "delayed"
