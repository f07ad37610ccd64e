"""Listeners are woken after commit; a sweep is rung once per burst, and once more after it."""

import time

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from opsdesk import events
from opsdesk.wiring import LISTENERS, SWEEPS

SWEEP = "exceptions.tasks.sweep_attention"


class Task:
    """Stands for a Celery task; counts what it was asked to do."""

    def __init__(self, error=None):
        self.calls, self.error = [], error

    def delay(self, **ids):
        self.calls.append(ids)
        if self.error:
            raise self.error


@pytest.fixture
def task(monkeypatch):
    task = Task()
    monkeypatch.setattr(events, "import_string", lambda path: task)
    monkeypatch.setattr(events, "_bells", {})
    return task


def test_an_event_nobody_declared_is_a_mistake():
    with pytest.raises(KeyError):
        events.publish("shipment.exploded")


def test_every_sweep_listens_to_something():
    assert {path for paths in LISTENERS.values() for path in paths} >= SWEEPS


@pytest.mark.django_db(transaction=True)
def test_listeners_hear_after_commit_and_nothing_after_a_rollback(task):
    with transaction.atomic():
        events.publish("case.opened", case_id=7)
        assert task.calls == []
    assert task.calls == [{"case_id": 7}]

    with transaction.atomic():
        events.publish("case.opened", case_id=8)
        transaction.set_rollback(True)
    assert task.calls == [{"case_id": 7}]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_undo_what_was_committed(task):
    task.error = OperationalError("nobody listens")

    events.publish("case.opened", case_id=7)

    assert len(task.calls) == 1


def test_a_burst_rings_a_sweep_twice_first_and_last(task, settings):
    settings.WAKE_QUIET_SECONDS = 0.2
    bell = events.Bell(SWEEP)

    for _ in range(50):
        bell.ring()
    assert len(task.calls) == 1

    deadline = time.monotonic() + 5
    while len(task.calls) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert task.calls == [{}, {}]


def test_without_quiet_every_event_rings(task, settings):
    settings.WAKE_QUIET_SECONDS = 0.0
    bell = events.Bell(SWEEP)

    for _ in range(3):
        bell.ring()

    assert len(task.calls) == 3
