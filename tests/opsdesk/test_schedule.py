import pytest
from django.core.management import call_command
from django.utils.module_loading import import_string
from django_celery_beat.models import PeriodicTask

from opsdesk import schedule
from opsdesk.schedule import ENTRIES, OURS, Entry

pytestmark = pytest.mark.django_db


def ours():
    return PeriodicTask.objects.filter(name__startswith=OURS)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=[entry.task for entry in ENTRIES.values()])
def test_every_entry_names_a_task_that_exists_and_needs_no_arguments(entry):
    task = import_string(entry.task)

    assert task.name == entry.task, "beat sends the name; the worker must know it by that name"
    task.__header__()  # raises TypeError when an argument is required


def test_syncing_twice_is_syncing_once():
    schedule.sync()
    first = list(ours().order_by("name").values_list("name", "task", "interval__every"))

    call_command("sync_schedule", verbosity=0)

    assert first == list(ours().order_by("name").values_list("name", "task", "interval__every"))
    assert len(first) == len(ENTRIES)


def test_what_vanished_from_the_code_vanishes_and_foreign_rows_stay(monkeypatch):
    schedule.sync()
    interval = ours().first().interval
    PeriodicTask.objects.create(name="somebody's own", task="their.task", interval=interval)
    monkeypatch.delitem(ENTRIES, "forget old traces")

    written, removed = schedule.sync()

    assert (written, removed) == (len(ENTRIES), 1)
    assert PeriodicTask.objects.filter(name="somebody's own").exists()


def test_an_entry_an_admin_switched_off_stays_off(monkeypatch):
    schedule.sync()
    ours().filter(task="opsdesk.tasks.prune").update(enabled=False)
    monkeypatch.setitem(ENTRIES, "forget old traces", Entry("opsdesk.tasks.prune", 7200))

    schedule.sync()

    row = ours().get(task="opsdesk.tasks.prune")
    assert row.interval.every == 7200
    assert not row.enabled


def test_a_worker_that_was_away_does_not_meet_a_pile():
    schedule.sync()

    for row in ours():
        assert row.expire_seconds, row.name
        assert row.expire_seconds <= max(row.interval.every * 3, 10), row.name
