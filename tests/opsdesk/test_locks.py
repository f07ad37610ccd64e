"""Only one at a time, and nobody waits for a lock that can be left alone."""

from threading import Thread

import pytest
from django.db import connection

from opsdesk.locks import try_lock

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(name):
    """Try the lock in another connection."""
    found = []

    def look():
        with try_lock(name) as held:
            found.append(held)
        connection.close()

    thread = Thread(target=look)
    thread.start()
    thread.join()
    return found[0]


def test_a_held_lock_is_refused_at_once_and_free_again_afterwards():
    with try_lock("token:1") as held:
        assert held
        assert not elsewhere("token:1")
        assert elsewhere("token:2")

    assert elsewhere("token:1")


def test_an_error_inside_frees_the_lock():
    with pytest.raises(ZeroDivisionError), try_lock("token:1"):
        raise ZeroDivisionError

    assert elsewhere("token:1")
