"""What the mail service reports back."""

import json
from itertools import permutations
from time import monotonic, sleep

import pytest

from notifications import delivery, receipts
from notifications.models import Message, MessageReceipt
from opsdesk.errors import Invalid
from opsdesk.models import InboundDelivery
from tests.factories import make_delivery, make_message, make_order

Status = Message.Status


def event(message, name, number=1, **details):
    """Return an event as SendGrid sends it."""
    return {
        "event": name,
        "sg_event_id": f"{name}-{number}",
        "timestamp": 1_790_000_000 + number,
        "message_code": str(message.code),
        "email": message.recipient,
        **details,
    }


def arrive(message, *events, store=None):
    """Let a batch arrive for the message's store; return the message."""
    batch = make_delivery(
        store=store or message.store,
        vendor="sendgrid",
        topic="events",
        body=json.dumps(list(events)).encode(),
    )
    receipts.on_events(batch)
    message.refresh_from_db()
    return message


@pytest.fixture
def sent(db):
    return make_message(status=Status.SENT)


def test_a_delivered_mail_is_delivered(sent):
    arrive(sent, event(sent, "processed", 1), event(sent, "delivered", 2))

    assert sent.status == Status.DELIVERED
    assert [receipt.event for receipt in sent.receipts.all()] == ["processed", "delivered"]


@pytest.mark.parametrize("order", list(permutations(["processed", "deferred", "delivered"])))
def test_any_order_ends_the_same(sent, order):
    for name in order:
        arrive(sent, event(sent, name, ["processed", "deferred", "delivered"].index(name)))

    assert sent.status == Status.DELIVERED


@pytest.mark.parametrize("order", list(permutations(["processed", "delivered", "bounce"])))
def test_a_mail_that_came_back_has_failed_whatever_came_first(sent, order):
    for number, name in enumerate(order):
        arrive(sent, event(sent, name, number, reason="550 no such user"))

    assert sent.status == Status.FAILED
    assert "550 no such user" in sent.status_note


def test_a_dropped_mail_has_failed_in_words(sent):
    arrive(sent, event(sent, "dropped", reason="Bounced Address"))

    assert sent.status == Status.FAILED
    assert sent.status_note == "The mail service did not deliver it: Bounced Address"


def test_the_same_event_many_times_is_one_receipt(sent):
    for _ in range(10):
        arrive(sent, event(sent, "delivered"), event(sent, "delivered"))

    assert sent.receipts.count() == 1


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.SENDING, Status.QUEUED])
def test_a_receipt_proves_that_a_mail_left_whatever_we_believed(db, status):
    message = make_message(status=status)

    arrive(message, event(message, "processed"))

    assert message.status == Status.SENT
    assert message.sent_at is not None


def test_a_code_nobody_knows_is_ignored(sent):
    arrive(
        sent,
        {**event(sent, "delivered", 1), "message_code": "c0ffee"},
        {**event(sent, "delivered", 2), "message_code": "7d444840-9dc0-11d1-b245-5ffdce74fad2"},
        {**event(sent, "delivered", 3), "message_code": None},
        event(sent, "an_event_of_the_future", 4),
    )

    assert sent.status == Status.SENT
    assert sent.receipts.count() == 1


def test_another_stores_batch_says_nothing_about_our_message(sent):
    arrive(sent, event(sent, "bounce"), store=make_order().store)

    assert sent.status == Status.SENT
    assert not sent.receipts.exists()


def test_an_event_without_its_own_id_is_not_counted_twice(sent):
    arrive(sent, {**event(sent, "delivered"), "sg_event_id": ""})

    assert not sent.receipts.exists()


def test_a_batch_that_is_no_batch_is_refused(sent):
    with pytest.raises(Invalid):
        receipts.on_events(make_delivery(store=sent.store, body=b'{"not": "a list"}'))


def test_a_spam_report_is_seen_on_the_message(sent):
    arrive(sent, event(sent, "delivered", 1), event(sent, "spamreport", 2))

    assert sent.status == Status.DELIVERED
    assert "spam" in sent.status_note


def test_signed_receipts_come_back_over_http(connected_store, sandbox):
    message = send_one(connected_store, "dana@mail.example")

    sandbox.drain()

    assert settled(message) == Status.DELIVERED
    assert set(message.receipts.values_list("event", flat=True)) == {"processed", "delivered"}


def test_a_bounce_comes_back_over_http_and_the_next_message_is_dropped(connected_store, sandbox):
    message = send_one(connected_store, "bounce@mail.example")
    sandbox.drain()
    assert settled(message) == Status.FAILED
    assert "account does not exist" in message.status_note

    second = send_one(connected_store, "bounce@mail.example")

    assert second.status == Status.DROPPED
    assert len(sandbox.sendgrid.mails) == 1


def test_forged_receipts_are_not_believed(connected_store, sandbox, client):
    message = send_one(connected_store, "dana@mail.example")
    sandbox.drain()
    settled(message)

    answer = client.post(
        f"/hooks/sendgrid/{connected_store.slug}/",
        json.dumps([event(message, "bounce", 99)]),
        content_type="application/json",
        headers={
            "X-Twilio-Email-Event-Webhook-Signature": "MEUCIQ==",
            "X-Twilio-Email-Event-Webhook-Timestamp": "1790000000",
        },
    )

    message.refresh_from_db()
    assert answer.status_code == 401
    assert message.status == Status.DELIVERED


def test_duplicated_and_shuffled_receipts_over_http_end_the_same(connected_store, sandbox):
    sandbox.faults.add("sendgrid", "duplicate", "webhook", times=2)
    sandbox.faults.add("sendgrid", "out_of_order", "webhook", times=1)
    message = send_one(connected_store, "dana@mail.example")

    sandbox.drain()

    assert settled(message) == Status.DELIVERED
    assert MessageReceipt.objects.count() == 2
    assert not InboundDelivery.objects.quarantined().exists()


def send_one(store, recipient):
    message = make_message(order=make_order(store=store), kind="case_reply", recipient=recipient)
    delivery.deliver(message.pk)
    message.refresh_from_db()
    return message


def settled(message, timeout=5):
    """Wait until the receipts that arrive over HTTP have all been processed."""
    until = monotonic() + timeout
    while monotonic() < until:
        message.refresh_from_db()
        if message.status in (Status.DELIVERED, Status.FAILED):
            break
        sleep(0.05)
    return message.status
