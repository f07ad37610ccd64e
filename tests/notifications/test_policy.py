"""May this message leave now?"""

from datetime import timedelta

import pytest

from notifications import outbox, policy
from notifications.models import MessageReceipt
from opsdesk.clock import now
from tests.factories import make_message, make_order, make_shipment

pytestmark = pytest.mark.django_db


def about(kind, **shipment):
    """Return a message of `kind` about a parcel in that state."""
    parcel = make_shipment(**{"milestone_at": now() - timedelta(minutes=5), **shipment})
    return make_message(
        order=parcel.order,
        shipment=parcel,
        kind=kind,
        dedupe_key=outbox.update_key(kind, parcel),
    )


def reply(**overrides):
    return make_message(kind="case_reply", **overrides)


def late(**overrides):
    today = now().date()
    return {
        "original_eta": today,
        "current_eta": today + timedelta(days=4),
        "milestone": "in_transit",
        **overrides,
    }


@pytest.mark.parametrize(
    ("kind", "shipment"),
    [
        ("shipped", {"milestone": "label_created"}),
        ("out_for_delivery", {"milestone": "out_for_delivery"}),
        ("delayed", late()),
        ("delivered", {"milestone": "delivered"}),
    ],
)
def test_what_is_true_may_leave(kind, shipment):
    assert policy.may_send(about(kind, **shipment), now()).ok


@pytest.mark.parametrize(
    ("kind", "shipment", "words"),
    [
        ("shipped", {"milestone": "delivered"}, "past that"),
        ("shipped", {"milestone": "returning"}, "past that"),
        ("out_for_delivery", {"milestone": "delivered"}, "no longer out"),
        ("delayed", late(milestone="delivered"), "not late"),
        ("delayed", late(current_eta=now().date()), "not late"),
        ("delivered", {"milestone": "in_transit"}, "does not count"),
        ("delivered", {"milestone": "delivered", "reported_missing_at": now()}, "did not arrive"),
        ("shipped", {"order__cancelled_at": now()}, "order was cancelled"),
        ("shipped", {"fulfillment_status": "cancelled"}, "shipment was cancelled"),
    ],
)
def test_what_is_no_longer_true_is_dropped(kind, shipment, words):
    verdict = policy.may_send(about(kind, **shipment), now())

    assert not verdict.ok
    assert verdict.ask_again_in is None
    assert words in verdict.reason


def test_a_delay_notice_with_a_date_that_changed_again_is_dropped():
    message = about("delayed", **late())
    message.shipment.current_eta += timedelta(days=1)

    assert "changed again" in policy.may_send(message, now()).reason


def test_out_for_delivery_is_not_told_in_the_night():
    message = about(
        "out_for_delivery",
        milestone="out_for_delivery",
        milestone_at=now() - timedelta(hours=13),
    )

    assert not policy.may_send(message, now()).ok


@pytest.mark.parametrize(
    ("switch", "words"),
    [
        ({"sending_enabled": False}, "switched off for this store"),
        ({"is_active": False}, "not active"),
        ({"from_email": ""}, "no sender address"),
    ],
)
def test_a_switch_of_the_store_keeps_the_message(switch, words):
    message = reply(order=make_order(**{f"store__{name}": value for name, value in switch.items()}))

    verdict = policy.may_send(message, now())

    assert not verdict.ok
    assert verdict.ask_again_in == policy.ASK_AGAIN
    assert words in verdict.reason


def test_the_global_switch_keeps_every_message(settings):
    settings.SENDING_PAUSED = True

    assert "whole installation" in policy.may_send(reply(), now()).reason


def test_an_automatic_message_older_than_a_day_expires_and_a_reply_does_not(settings):
    settings.SENDING_PAUSED = True
    old = now() - timedelta(hours=25)
    update = make_message(kind="shipped", created_at=old)

    assert policy.may_send(update, now()).ask_again_in is None
    assert policy.may_send(reply(created_at=old), now()).ask_again_in == policy.ASK_AGAIN


def test_a_reply_goes_out_though_the_order_was_cancelled():
    assert policy.may_send(reply(order=make_order(cancelled_at=now())), now()).ok


@pytest.mark.parametrize("recipient", ["", "nobody", "a b@mail.example", "x@y\n.example"])
def test_what_is_no_address_gets_nothing(recipient):
    assert "not an e-mail address" in policy.may_send(reply(recipient=recipient), now()).reason


@pytest.mark.parametrize("event", ["bounce", "dropped", "spamreport"])
def test_an_address_that_refused_us_lately_gets_nothing(event):
    message = refused(event, days=5)

    verdict = policy.may_send(message, now())

    assert not verdict.ok
    assert verdict.ask_again_in is None


def test_an_old_refusal_an_arrival_or_another_stores_trouble_does_not_count():
    assert policy.may_send(refused("bounce", days=31), now()).ok
    assert policy.may_send(refused("delivered", days=1), now()).ok
    elsewhere = refused("bounce", days=1)
    elsewhere.store = make_order().store
    assert policy.may_send(elsewhere, now()).ok


def refused(event, days):
    """Return a reply to an address that answered an earlier message with `event`."""
    earlier = make_message(recipient="gone@mail.example")
    MessageReceipt.objects.create(
        message=earlier, event_id="e1" + event + str(days), event=event, at=now() - timedelta(days)
    )
    return reply(order=earlier.order, recipient="gone@mail.example")
