"""The outbox: one message per cause, in the transaction of the cause."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from notifications import outbox
from notifications.models import Message
from tests.factories import make_order, make_shipment


def queue(order, **overrides):
    return outbox.queue_message(
        **{
            "store": order.store,
            "order": order,
            "kind": "case_reply",
            "subject": "About your order",
            "body": "We have refunded it.",
            "recipient": "dana@mail.example",
            "dedupe_key": "execution:1",
            **overrides,
        }
    )


@pytest.mark.django_db
def test_the_same_cause_makes_one_message():
    order = make_order()

    first, second = queue(order), queue(order, body="Other words")

    assert first is not None
    assert second is None
    assert Message.objects.get().body == "We have refunded it."


@pytest.mark.django_db
def test_another_store_may_use_the_same_key():
    assert queue(make_order()) is not None
    assert queue(make_order()) is not None


@pytest.mark.django_db(transaction=True)
def test_a_message_outside_its_causes_transaction_is_refused():
    with pytest.raises(RuntimeError, match="transaction"):
        queue(make_order())


@pytest.mark.django_db(transaction=True)
def test_a_cause_that_is_rolled_back_leaves_no_message():
    order = make_order()

    with transaction.atomic():
        queue(order)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_cause_make_one_message(monkeypatch):
    monkeypatch.setattr(outbox, "publish", lambda *_args, **_ids: None)
    order, together, made = make_order(), Barrier(2), []

    def work():
        try:
            with transaction.atomic():
                together.wait(timeout=5)
                made.append(queue(order))
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=10)

    assert len(made) == 2
    assert [message for message in made if message] == [Message.objects.get()]


@pytest.mark.django_db
def test_a_subject_with_line_breaks_becomes_one_line():
    assert queue(make_order(), subject="Hi\r\nBcc: x@y.example").subject == "Hi Bcc: x@y.example"


@pytest.mark.django_db
def test_a_new_message_wakes_a_worker_after_commit(django_capture_on_commit_callbacks, monkeypatch):
    woken = []
    monkeypatch.setattr(
        "notifications.tasks.deliver_message.delay", lambda **ids: woken.append(ids)
    )

    with django_capture_on_commit_callbacks(execute=True):
        message = queue(make_order())

    assert woken == [{"message_id": message.pk}]


@pytest.mark.django_db
def test_a_delay_has_a_key_per_new_date_and_the_others_one_per_parcel():
    parcel = make_shipment(current_eta=date(2026, 11, 24))

    assert outbox.update_key("delayed", parcel) == f"shipment:{parcel.pk}:delayed:2026-11-24"
    assert outbox.update_key("shipped", parcel) == f"shipment:{parcel.pk}:shipped"
