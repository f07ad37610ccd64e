"""Stored deliveries reach their handler: once, in order, and without one stopping the rest."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import DataError, connection, transaction

from opsdesk import clock
from opsdesk.errors import Invalid
from opsdesk.intake import batches, services
from opsdesk.models import AuditEntry, InboundDelivery
from tests.factories import make_delivery

State = InboundDelivery.State
pytestmark = pytest.mark.django_db


def test_handled_once_and_marked(handled, store):
    delivery = make_delivery(store=store)

    assert services.process_delivery(delivery.pk) == State.PROCESSED
    assert services.process_delivery(delivery.pk) is None

    delivery.refresh_from_db()
    assert handled == [delivery.delivery_id]
    assert delivery.processed_at
    assert delivery.attempts == 1


def test_oldest_first(handled, store):
    made = [make_delivery(store=store) for _ in range(3)]

    assert batches.process_all() == 3
    assert handled == [delivery.delivery_id for delivery in made]


def test_a_body_nobody_can_use_is_quarantined_at_once(handled, store):
    def refuse(delivery):
        raise Invalid("line_items.0.id: Field required")

    handled.run = refuse
    delivery = make_delivery(store=store)

    batches.process_all()

    delivery.refresh_from_db()
    assert delivery.state == State.QUARANTINED
    assert delivery.error == "line_items.0.id: Field required"


def test_other_trouble_is_tried_five_times_further_and_further_apart(handled, store):
    def fail(delivery):
        raise RuntimeError("not yet")

    handled.run = fail
    delivery = make_delivery(store=store)
    waits = []
    with time_machine.travel(clock.now(), tick=False) as traveller:
        while services.process_delivery(delivery.pk) == State.STORED:
            delivery.refresh_from_db()
            waits.append((delivery.next_attempt_at - clock.now()).total_seconds())
            traveller.move_to(delivery.next_attempt_at)

    delivery.refresh_from_db()
    assert delivery.state == State.QUARANTINED
    assert delivery.attempts == 5
    assert waits == sorted(waits)
    assert "RuntimeError: not yet" in delivery.error


def test_a_postponed_delivery_waits_its_time(handled, store):
    delivery = make_delivery(store=store, next_attempt_at=clock.now() + timedelta(minutes=1))

    assert batches.process_all() == 0
    assert services.process_delivery(delivery.pk) is None
    assert handled == []


def test_one_poisoned_delivery_does_not_stop_the_rest(handled, store):
    made = [make_delivery(store=store) for _ in range(3)]

    def fail_second(delivery):
        if delivery.pk == made[1].pk:
            with connection.cursor() as cursor:  # leaves its transaction broken
                cursor.execute("SELECT 1/0")

    handled.run = fail_second

    batches.process_all()

    states = list(InboundDelivery.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.PROCESSED, State.STORED, State.PROCESSED]


def test_what_a_failing_handler_wrote_is_gone(handled, store):
    def write_then_fail(delivery):
        store.name = "Half done"
        store.save()
        raise DataError("value too long")

    handled.run = write_then_fail
    make_delivery(store=store)

    batches.process_all()

    store.refresh_from_db()
    assert store.name != "Half done"


def test_a_topic_nobody_handles_any_more_is_quarantined(handled, store):
    delivery = make_delivery(store=store, topic="carts/update")

    assert services.process_delivery(delivery.pk) == State.QUARANTINED


def test_a_nul_in_an_error_message_is_no_second_error(handled, store):
    def fail(delivery):
        raise RuntimeError("bad \x00 byte")

    handled.run = fail
    delivery = make_delivery(store=store)

    assert services.process_delivery(delivery.pk) == State.STORED


def test_arrival_is_enough_to_be_processed(post, handled, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post()

    assert handled == ["w-1"]


def test_replay_starts_over(handled, store, django_capture_on_commit_callbacks):
    delivery = make_delivery(store=store, state=State.QUARANTINED, attempts=5, error="x")

    with django_capture_on_commit_callbacks(execute=True):
        assert services.replay([delivery.pk]) == 1

    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (State.PROCESSED, "")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_handle_each_delivery_once(handled, store):
    made = [make_delivery(store=store) for _ in range(30)]
    barrier = threading.Barrier(3)

    def work():
        barrier.wait()
        batches.process_all()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(handled) == sorted(delivery.delivery_id for delivery in made)
    assert not InboundDelivery.objects.exclude(state=State.PROCESSED).exists()


@pytest.mark.django_db(transaction=True)
def test_a_delivery_another_worker_holds_is_left_alone(handled, store):
    held, free = make_delivery(store=store), make_delivery(store=store)
    finished = threading.Event()

    def work():
        batches.process_all()
        connection.close()
        finished.set()

    with transaction.atomic():
        InboundDelivery.objects.select_for_update().get(pk=held.pk)
        threading.Thread(target=work).start()
        assert finished.wait(10)

    assert handled == [free.delivery_id]
    assert batches.process_all() == 1
    assert AuditEntry.objects.count() == 0
