"""The audit log can be added to and never changed; a change made behind our back is found."""

from threading import Thread

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from opsdesk import audit
from opsdesk.models import AuditEntry
from tests.factories import make_store

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(store, agent):
    with transaction.atomic():
        return [
            audit.record(agent, "store.tested", store, f"Sentence {number}.", number=number)
            for number in range(4)
        ]


def test_an_entry_freezes_the_names_of_its_moment(entries, agent, store):
    agent.first_name, store.name = "Renamed", "Renamed"
    agent.save()
    store.save()

    entry = AuditEntry.objects.get(pk=entries[0].pk)
    assert "Renamed" not in f"{entry.actor_name} {entry.target_name}"
    assert (entry.actor_id, entry.data) == (agent.pk, {"number": 0})


def test_an_entry_about_a_store_is_in_that_stores_chain(entries, store):
    assert {entry.store for entry in entries} == {store}


def test_what_nobody_did_is_signed_by_the_desk(store):
    assert audit.record(None, "store.tested", store, "It happened.").actor_name == "OpsDesk"


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.update(sentence="Never happened."),
        lambda: AuditEntry.objects.all().delete(),
    ],
    ids=["update", "delete"],
)
def test_the_database_refuses_changes(entries, change):
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        change()


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_empty_the_log(entries):
    with pytest.raises(DatabaseError, match="cannot be truncated"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE opsdesk_auditentry")


def test_a_whole_chain_has_no_break(entries, store):
    assert audit.first_broken(store) is None


@pytest.mark.parametrize("field", ["sentence", "actor_name", "action", "hash", "previous_hash"])
def test_an_altered_entry_is_found(entries, store, field):
    with pgtrigger.ignore("opsdesk.AuditEntry:append_only"):
        AuditEntry.objects.filter(pk=entries[1].pk).update(**{field: "altered"})

    assert audit.first_broken(store).pk in (entries[1].pk, entries[2].pk)


def test_a_removed_entry_is_found(entries, store):
    with pgtrigger.ignore("opsdesk.AuditEntry:append_only"):
        AuditEntry.objects.filter(pk=entries[1].pk).delete()

    assert audit.first_broken(store).pk == entries[2].pk


def test_each_store_has_a_chain_of_its_own(entries, store):
    other = make_store(credentials=False)

    first = audit.record(None, "store.tested", other, "The first of another chain.")

    assert first.previous_hash == audit.GENESIS
    assert audit.first_broken(store) is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_a_mistake(store):
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record(None, "store.tested", store, "Alone.")


@pytest.mark.django_db(transaction=True)
def test_entries_written_at_once_form_one_chain(store):
    def write():
        for number in range(5):
            with transaction.atomic():
                audit.record(None, "store.tested", store, f"Sentence {number}.")
        connection.close()

    threads = [Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert AuditEntry.objects.filter(store=store).count() == 30
    assert audit.first_broken(store) is None
