"""The sweep: only what is due, in batches, with several workers at once."""

import threading

import pytest
from django.db import connection

from exceptions import detection
from exceptions.models import Case, Kind
from opsdesk.models import AuditEntry
from opsdesk.taxonomy import Milestone
from tests.exceptions.parcels import SILENT, at, make_parcel, make_ruled_store, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(db):
    return make_ruled_store()


@pytest.fixture
def parcel(store):
    return make_parcel(store)


def open_kinds(parcel):
    return set(Case.objects.open().filter(shipment=parcel).values_list("kind", flat=True))


def test_the_sweep_takes_only_what_is_due_and_comes_to_an_end(parcel):
    later = make_parcel(parcel.store, last_moved_at=at(18), attention_at=at(20))
    move(parcel, attention_at=at(18))

    assert detection.sweep(SILENT) == 1
    assert detection.sweep(SILENT) == 0

    assert open_kinds(parcel) == {Kind.NO_MOVEMENT}
    parcel.refresh_from_db()
    later.refresh_from_db()
    assert parcel.attention_at == at(21, 5)  # overdue at midnight in New York
    assert later.attention_at == at(20)


def test_the_sweep_works_in_batches(store):
    for _ in range(3):
        make_parcel(store, attention_at=at(18))

    assert [detection.sweep(SILENT, limit=2) for _ in range(3)] == [2, 1, 0]


def test_a_batch_costs_a_fixed_number_of_queries(store, django_assert_num_queries):
    few = [make_parcel(store).pk for _ in range(2)]
    many = [make_parcel(store).pk for _ in range(30)]
    for ids in (few, many):
        detection.evaluate_many(ids, SILENT)  # opens the cases, sets attention_at

    for ids in (few, many):
        with django_assert_num_queries(
            7
        ):  # savepoint, release; parcels, facts, silences, rules, cases
            detection.evaluate_many(ids, SILENT)


def test_changed_rules_make_the_sweep_look_at_what_is_under_way(parcel):
    gone = make_parcel(parcel.store, milestone=Milestone.DELIVERED, delivered_at=at(15))

    detection.look_again(parcel.store, SILENT)

    parcel.refresh_from_db()
    gone.refresh_from_db()
    assert parcel.attention_at == SILENT
    assert gone.attention_at is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_one_case(monkeypatch):
    monkeypatch.setattr("opsdesk.events.LISTENERS", {"case.opened": ()})
    parcel = make_parcel(make_ruled_store())
    start = threading.Barrier(4)

    def work():
        try:
            start.wait()
            detection.evaluate_many([parcel.pk], SILENT)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Case.objects.count() == 1
    assert AuditEntry.objects.filter(action="case.opened").count() == 1
