"""Executor, webhooks and rules at work on one order at once: nobody is ended by a deadlock."""

import logging
from threading import Thread

from django.db import connection

from exceptions import detection, execution
from exceptions.models import Execution, Kind, Status
from opsdesk.intake import batches
from opsdesk.models import InboundDelivery
from orders.models import Order, Shipment


def test_recording_ingesting_and_evaluating_do_not_deadlock(desk, caplog):
    caplog.set_level(logging.WARNING)
    stories = [desk.tell("returned_to_sender") for _ in range(3)]
    for story in stories:
        desk.approve(desk.case(story, Kind.RETURNED_TO_SENDER))
    parcels = list(Shipment.objects.values_list("pk", flat=True))
    errors = []

    def run(act, times):
        try:
            for _ in range(times):
                act()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    def deliver_again():
        stored = InboundDelivery.objects.filter(vendor="shopify")
        stored.update(state="stored", next_attempt_at=desk.store.connected_at)
        batches.process_all()

    threads = [
        Thread(target=run, args=(execution.run_due, 6)),
        Thread(target=run, args=(deliver_again, 4)),
        Thread(target=run, args=(deliver_again, 4)),
        Thread(target=run, args=(lambda: detection.evaluate_many(parcels), 12)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.settle()

    assert errors == []
    assert "OperationalError" not in caplog.text
    assert {row.status for row in Execution.objects.all()} == {Execution.Status.SUCCEEDED}
    assert {desk.case(story, Kind.RETURNED_TO_SENDER).status for story in stories} == {
        Status.RESOLVED
    }
    assert len(desk.refunds()) == 3
    assert not Order.objects.filter(reserved__gt=0).exists()
