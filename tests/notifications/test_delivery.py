"""Messages on their way to the mail service, over real HTTP; its ledger is the judge."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from notifications import defaults, delivery, outbox, updates
from notifications.models import Message, MessageReceipt
from opsdesk.clock import now
from tests.factories import make_message, make_order, make_shipment

Status = Message.Status


@pytest.fixture
def reply(store):
    """An approved reply that is due."""
    return make_message(
        order=make_order(store=store, email="dana@mail.example"),
        kind="case_reply",
        subject="About your order",
        body="Hi Dana,\n\nwe have refunded your order.",
    )


def deliver(message):
    delivery.deliver(message.pk)
    message.refresh_from_db()
    return message


def test_a_reply_is_sent_as_it_was_approved(sandbox, store, reply):
    deliver(reply)

    (mail,) = sandbox.sendgrid.mails
    assert mail["to"] == ["dana@mail.example"]
    assert mail["subject"] == "About your order"
    assert mail["sender"] == {"email": store.from_email, "name": store.from_name}
    assert mail["reply_to"]["email"] == store.reply_to
    assert mail["custom_args"] == {"message_code": str(reply.code)}
    text, html = (part["value"] for part in mail["content"])
    assert "we have refunded your order." in text
    assert "we have refunded your order." in html
    assert reply.status == Status.SENT
    assert reply.sent_at is not None
    assert reply.provider_message_id == mail["message_id"]
    assert reply.lease_until is None


@pytest.mark.parametrize(
    ("kind", "state", "subject"),
    [
        ("shipped", {"milestone": "label_created"}, "Tracking number for your order #1"),
        ("out_for_delivery", {"milestone": "out_for_delivery"}, "Out for delivery: your order #1"),
        ("delivered", {"milestone": "delivered"}, "Your order #1 was delivered"),
        ("delayed", {"milestone": "in_transit"}, "Your order #1 will arrive later than planned"),
    ],
)
def test_every_update_reaches_the_customer(sandbox, store, kind, state, subject):
    defaults.create_for(store)
    at, today = now() - timedelta(minutes=5), now().date()
    shipment = make_shipment(
        store=store,
        order__name="#1",
        shipped_at=at if kind == "shipped" else at - timedelta(days=4),
        milestone_at=at,
        delivered_at=at if kind == "delivered" else None,
        original_eta=today,
        current_eta=today + timedelta(days=4),
        **state,
    )
    if kind == "delayed":
        shipment.eta_changes.create(old=today, new=shipment.current_eta, source="easypost", at=at)

    (message,) = updates.consider(shipment, now())
    deliver(message)

    (mail,) = sandbox.sendgrid.mails
    assert message.status == Status.SENT
    assert mail["subject"] == subject
    assert mail["to"] == [shipment.order.email]


def test_the_same_task_ten_times_sends_one_mail(sandbox, reply):
    for _ in range(10):
        delivery.deliver(reply.pk)

    assert len(sandbox.sendgrid.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail(sandbox, store, reply):
    together = Barrier(2)

    def work():
        try:
            together.wait(timeout=5)
            delivery.deliver(reply.pk)
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=10)

    assert len(sandbox.sendgrid.mails) == 1
    reply.refresh_from_db()
    assert reply.status == Status.SENT


def test_a_message_whose_time_has_not_come_stays(sandbox, reply):
    Message.objects.update(due_at=now() + timedelta(seconds=30))

    deliver(reply)

    assert sandbox.sendgrid.mails == []
    assert reply.status == Status.QUEUED


def test_the_kill_switch_stops_at_once_and_releases_later(sandbox, store, reply):
    type(store).objects.update(sending_enabled=False)
    deliver(reply)
    assert (reply.status, sandbox.sendgrid.mails) == (Status.QUEUED, [])
    assert "switched off" in reply.status_note
    assert reply.due_at > now()

    type(store).objects.update(sending_enabled=True)
    Message.objects.update(due_at=now())
    delivery.send_due()

    assert len(sandbox.sendgrid.mails) == 1


def test_a_delay_notice_about_a_delivered_parcel_is_dropped(sandbox, store):
    shipment = make_shipment(store=store, milestone="delivered")
    message = make_message(
        order=shipment.order,
        shipment=shipment,
        kind="delayed",
        dedupe_key=outbox.update_key("delayed", shipment),
    )

    deliver(message)

    assert message.status == Status.DROPPED
    assert message.status_note == "The parcel is not late any more."
    assert sandbox.sendgrid.mails == []


def test_an_update_goes_to_the_corrected_address_and_a_reply_to_the_approved_one(
    sandbox, store, reply
):
    shipment = make_shipment(store=store, milestone="in_transit")
    update = make_message(
        order=shipment.order, shipment=shipment, kind="shipped", recipient="old@x.io"
    )
    type(reply.order).objects.update(email="new@mail.example")

    deliver(update)
    deliver(reply)

    assert [mail["to"] for mail in sandbox.sendgrid.mails] == [
        ["new@mail.example"],
        ["dana@mail.example"],
    ]
    assert update.recipient == "new@mail.example"


def test_an_update_says_how_things_are_when_it_leaves(sandbox, store):
    defaults.create_for(store)
    shipment = make_shipment(store=store, milestone="label_created", shipped_at=now())
    (message,) = updates.consider(shipment, now())
    type(shipment).objects.update(milestone="in_transit")

    deliver(message)

    assert "On its way to you" in message.body
    assert "On its way to you" in sandbox.sendgrid.mails[0]["content"][0]["value"]


def test_a_bounced_address_gets_nothing_more(sandbox, store, reply):
    MessageReceipt.objects.create(
        message=make_message(order=reply.order), event_id="e1", event="bounce", at=now()
    )

    deliver(reply)

    assert reply.status == Status.DROPPED
    assert sandbox.sendgrid.mails == []
