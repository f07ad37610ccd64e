"""Messages in doubt: settled by looking, never by sending again on a guess."""

from datetime import timedelta

import pytest
import time_machine

from notifications import delivery, settling
from notifications.models import Message, MessageReceipt
from opsdesk.clock import now
from tests.factories import make_message, make_order

Status = Message.Status


@pytest.fixture
def reply(store):
    return make_message(order=make_order(store=store), kind="case_reply")


def in_doubt(message, minutes_ago):
    """Put `message` into doubt since an attempt that long ago."""
    message.status, message.attempts = Status.UNKNOWN, 1
    message.attempted_at = now() - timedelta(minutes=minutes_ago)
    message.save()
    return message


def receipt_for_a_message_tried(minutes_ago, store):
    """Let a receipt arrive for a message of `store` that was sent that long ago."""
    other = make_message(
        order=make_order(store=store),
        status=Status.SENT,
        attempted_at=now() - timedelta(minutes=minutes_ago),
    )
    MessageReceipt.objects.create(
        message=other, event_id=f"processed {other.pk}", event="processed", at=now()
    )


def settled(message):
    settling.settle_doubtful()
    message.refresh_from_db()
    return message.status


def test_a_receipt_settles_the_doubt(reply):
    in_doubt(reply, minutes_ago=1)
    MessageReceipt.objects.create(message=reply, event_id="e", event="delivered", at=now())

    assert settled(reply) == Status.DELIVERED


def test_receipts_of_a_later_message_prove_that_it_never_left(sandbox, reply):
    in_doubt(reply, minutes_ago=4)
    receipt_for_a_message_tried(2, reply.store)

    assert settled(reply) == Status.QUEUED
    delivery.send_due()

    reply.refresh_from_db()
    assert reply.status == Status.SENT
    assert len(sandbox.sendgrid.mails) == 1


@pytest.mark.parametrize(
    ("tried", "other"),
    [(2, 1), (4, 5)],
    ids=["receipts may still be on their way", "the stream is silent since"],
)
def test_without_proof_it_stays_in_doubt(reply, tried, other):
    in_doubt(reply, minutes_ago=tried)
    receipt_for_a_message_tried(other, reply.store)

    assert settled(reply) == Status.UNKNOWN


def test_another_stores_receipts_prove_nothing(reply):
    in_doubt(reply, minutes_ago=4)
    receipt_for_a_message_tried(2, make_order().store)

    assert settled(reply) == Status.UNKNOWN


def test_it_is_sent_again_only_once(sandbox, reply):
    in_doubt(reply, minutes_ago=4)
    receipt_for_a_message_tried(2, reply.store)
    assert settled(reply) == Status.QUEUED
    sandbox.faults.add("sendgrid", "connection_cut", "mail/send")
    delivery.send_due()

    with time_machine.travel(now() + timedelta(minutes=10)):
        receipt_for_a_message_tried(1, reply.store)
        assert settled(reply) == Status.UNKNOWN


def test_a_worker_that_stopped_leaves_a_doubt_when_its_lease_is_over(reply):
    assert delivery.claim(reply, now())
    assert settled(reply) == Status.SENDING

    with time_machine.travel(now() + delivery.lease() + timedelta(seconds=1)):
        assert settled(reply) == Status.UNKNOWN

    assert "may have been sent" in reply.status_note


def test_a_receipt_that_comes_after_the_second_try_was_queued_stops_it(sandbox, reply):
    in_doubt(reply, minutes_ago=4)
    receipt_for_a_message_tried(2, reply.store)
    assert settled(reply) == Status.QUEUED

    MessageReceipt.objects.create(message=reply, event_id="late", event="processed", at=now())
    from notifications import receipts

    receipts.apply(Message.objects.get(pk=reply.pk))
    delivery.send_due()

    assert sandbox.sendgrid.mails == []


def test_done_but_answer_lost_is_settled_by_the_receipt_over_http(connected_store, sandbox):
    message = make_message(order=make_order(store=connected_store), kind="case_reply")
    sandbox.faults.add("sendgrid", "done_but_answer_lost", "mail/send")

    delivery.deliver(message.pk)
    sandbox.drain()
    settling.settle_doubtful()

    message.refresh_from_db()
    assert message.status == Status.DELIVERED
    assert len(sandbox.sendgrid.mails) == 1


def test_a_connection_cut_before_the_mail_was_taken_is_made_good(connected_store, sandbox):
    lost = make_message(order=make_order(store=connected_store), kind="case_reply")
    sandbox.faults.add("sendgrid", "connection_cut", "mail/send")
    delivery.deliver(lost.pk)
    later = make_message(order=make_order(store=connected_store), kind="case_reply")
    delivery.deliver(later.pk)
    sandbox.drain()

    with time_machine.travel(now() + settling.RECEIPTS_TAKE + timedelta(seconds=5)):
        settling.settle_doubtful()
        delivery.send_due()
    sandbox.drain()

    codes = [mail["custom_args"]["message_code"] for mail in sandbox.sendgrid.mails]
    assert sorted(codes) == sorted([str(lost.code), str(later.code)])
