"""Messages on their way to the mail service, over real HTTP; its ledger is the judge."""

from datetime import timedelta
from threading import Barrier, Thread
from time import monotonic, sleep

import pytest
from django.db import connection

from notifications import defaults, delivery, outbox, updates
from notifications.models import Message, MessageReceipt
from opsdesk.clock import now
from opsdesk.models import Credential, VendorCall
from tests.factories import make_message, make_order, make_shipment, make_store

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

    (message,) = updates.consider_update(shipment.pk)
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


def test_being_asked_to_wait_queues_it_again_for_as_long(sandbox, reply):
    sandbox.faults.add("sendgrid", "status", "mail/send", status=429, retry_after=120)

    deliver(reply)

    assert sandbox.sendgrid.mails == []
    assert reply.status == Status.QUEUED
    assert timedelta(seconds=110) < reply.due_at - now() <= timedelta(seconds=120)
    assert reply.status_note.startswith("Not sent yet")

    Message.objects.update(due_at=now())
    assert deliver(reply).status == Status.SENT
    assert len(sandbox.sendgrid.mails) == 1


def test_an_unreachable_service_is_tried_again_with_growing_pauses(settings, store, reply):
    settings.SENDGRID_URL = "http://127.0.0.1:9"
    pauses = []
    for _ in range(3):
        Message.objects.update(due_at=now())
        deliver(reply)
        pauses.append(round((reply.due_at - now()).total_seconds()))

    assert reply.status == Status.QUEUED
    assert pauses == [10, 30, 60]


@pytest.mark.parametrize("kind", ["connection_cut", "done_but_answer_lost", "status"])
def test_a_lost_answer_leaves_the_message_in_doubt_and_is_never_sent_blindly(sandbox, reply, kind):
    sandbox.faults.add("sendgrid", kind, "mail/send")

    deliver(reply)
    for _ in range(5):
        delivery.deliver(reply.pk)
        delivery.send_due()

    assert reply.status == Status.UNKNOWN
    assert "may have been sent" in reply.status_note
    assert len(sandbox.sendgrid.mails) == (1 if kind == "done_but_answer_lost" else 0)


def test_a_slow_answer_counts_as_lost(sandbox, reply, settings):
    settings.VENDOR_TIMEOUT = 0.2
    sandbox.faults.add("sendgrid", "slow", "mail/send", seconds=0.5)

    assert deliver(reply).status == Status.UNKNOWN
    until = monotonic() + 5
    while not sandbox.sendgrid.mails and monotonic() < until:
        sleep(0.02)  # the sandbox takes the mail all the same
    assert len(sandbox.sendgrid.mails) == 1


def test_a_refusal_is_final_and_in_words(sandbox, reply):
    sandbox.faults.add("sendgrid", "status", "mail/send", status=400, message="Bad content.")

    deliver(reply)

    assert reply.status == Status.FAILED
    assert "Bad content." in reply.status_note


def test_a_wrong_key_keeps_the_message_until_it_is_corrected(sandbox, store, reply):
    key = Credential.objects.get(store=store, vendor="sendgrid", kind="api_key")
    key.secret = "SG.wrong"
    key.save()
    assert deliver(reply).status == Status.QUEUED
    assert "API key" in reply.status_note

    key.secret = "SG.sandbox"
    key.save()
    Message.objects.update(due_at=now())

    assert deliver(reply).status == Status.SENT


def test_a_store_without_a_key_keeps_its_messages(sandbox, db):
    message = make_message(order=make_order(store=make_store(credentials=False)), kind="case_reply")

    deliver(message)

    assert message.status == Status.QUEUED
    assert "has no SendGrid" in message.status_note
    assert sandbox.sendgrid.mails == []


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
    (message,) = updates.consider_update(shipment.pk)
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


def test_the_sweep_sends_what_is_due_and_survives_one_it_cannot_handle(
    sandbox, store, reply, monkeypatch
):
    broken = make_message(order=reply.order, kind="case_reply", due_at=now() - timedelta(hours=1))
    prepare = delivery.prepare

    def stumble(message):
        if message.pk == broken.pk:
            raise RuntimeError("no such font")
        return prepare(message)

    monkeypatch.setattr(delivery, "prepare", stumble)

    assert delivery.send_due() == 2

    broken.refresh_from_db()
    assert len(sandbox.sendgrid.mails) == 1
    assert broken.status == Status.QUEUED
    assert broken.due_at > now()
    assert "could not prepare" in broken.status_note


def test_an_attempt_whose_claim_is_no_longer_current_does_not_record(sandbox, store, reply):
    assert delivery.claim(reply, now())
    Message.objects.update(status=Status.DELIVERED)

    delivery._record(reply, Status.FAILED, "late")

    reply.refresh_from_db()
    assert reply.status == Status.DELIVERED


def test_the_lease_outlasts_the_longest_call(settings):
    for timeout in (1.0, 15.0, 60.0):
        settings.VENDOR_TIMEOUT = timeout
        assert delivery.lease() > timedelta(seconds=2 * timeout + 5)


def test_the_trace_of_the_call_names_no_person(sandbox, store, reply):
    deliver(reply)

    call = VendorCall.objects.get(reference=str(reply.code))
    assert "dana" not in call.request.lower()
