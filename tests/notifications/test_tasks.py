"""From a change of a parcel to the customer's mailbox, through the tasks."""

from datetime import timedelta

import pytest
from django.db import transaction

from notifications import defaults, tasks
from notifications.models import Message
from opsdesk.clock import now
from opsdesk.events import publish
from orders.attention import look_at_parcel
from tests.factories import make_message, make_shipment


@pytest.fixture
def store(connected_store):
    """A connected store with the default texts."""
    defaults.create_for(connected_store)
    return connected_store


def out_for_delivery(store):
    at = now() - timedelta(minutes=2)
    return make_shipment(store=store, milestone="out_for_delivery", milestone_at=at)


def test_a_change_of_a_parcel_becomes_a_mail_and_its_receipt(store, sandbox):
    shipment = out_for_delivery(store)

    with transaction.atomic():
        look_at_parcel(shipment.pk)
        publish("shipment.changed", shipment_id=shipment.pk)
    sandbox.drain()

    (mail,) = sandbox.sendgrid.mails
    assert mail["to"] == [shipment.order.email]
    assert mail["subject"].startswith("Out for delivery")
    assert Message.objects.get().status == Message.Status.DELIVERED


def test_the_same_change_told_ten_times_is_one_mail(store, sandbox):
    shipment = out_for_delivery(store)

    for _ in range(10):
        with transaction.atomic():
            look_at_parcel(shipment.pk)
            publish("shipment.changed", shipment_id=shipment.pk)
    sandbox.drain()

    assert len(sandbox.sendgrid.mails) == 1


def test_a_lost_wake_up_is_found_by_the_sweeps(store, sandbox):
    look_at_parcel(out_for_delivery(store).pk)
    make_message(order=make_shipment(store=store).order, kind="case_reply")

    tasks.consider_news()
    tasks.send_due()
    tasks.settle_doubtful()
    sandbox.drain()

    assert len(sandbox.sendgrid.mails) == 2
