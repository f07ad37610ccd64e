"""A worker is woken once per burst, and what came in quietly is still found."""

import pytest

from opsdesk.intake import batches, wakeups
from tests.factories import make_delivery


@pytest.fixture
def published(monkeypatch):
    published = []
    monkeypatch.setattr(wakeups, "_last", 0.0)
    monkeypatch.setattr(wakeups, "publish", lambda event, **ids: published.append((event, ids)))
    return published


def test_every_delivery_wakes_when_nobody_keeps_quiet(published, settings):
    settings.INTAKE_WAKE_SECONDS = 0.0

    wakeups.announce(1)
    wakeups.announce(2)

    assert [ids["delivery_id"] for _, ids in published] == [1, 2]


def test_a_burst_wakes_once(published, settings):
    settings.INTAKE_WAKE_SECONDS = 60.0

    for number in range(10):
        wakeups.announce(number)

    assert len(published) == 1


def test_a_person_who_replays_is_not_kept_waiting(published, settings):
    settings.INTAKE_WAKE_SECONDS = 60.0

    wakeups.announce(1)
    wakeups.announce(2, at_once=True)

    assert len(published) == 2


@pytest.mark.django_db
def test_what_came_in_quietly_is_found_by_the_worker_that_lingers(
    handled, store, settings, monkeypatch
):
    settings.INTAKE_WAKE_SECONDS = 0.01
    late = []

    def arrive_late():
        if not late:
            late.append(make_delivery(store=store).delivery_id)
        return True

    monkeypatch.setattr(wakeups, "linger", arrive_late)

    assert batches.process_all() == 1
    assert handled == late
