"""When the mail service is in trouble: nothing is sent twice, nothing is lost, all is visible."""

from datetime import timedelta
from time import monotonic, sleep

import pytest

from notifications import delivery
from notifications.models import Message
from opsdesk.clock import now
from opsdesk.models import Credential, VendorCall
from tests.factories import make_message, make_order, make_store

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
