"""Fixtures every test may ask for."""

import pgtrigger
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

from tests.factories import make_member, make_store


_flush = TransactionTestCase._fixture_teardown


def _flush_past_the_audit_trigger(case):
    """Empty the tables after a transactional test; only here may the audit log be truncated."""
    with pgtrigger.ignore("opsdesk.AuditEntry:no_truncate"):
        _flush(case)


TransactionTestCase._fixture_teardown = _flush_past_the_audit_trigger


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def store(db):
    """A connected store."""
    return make_store()


@pytest.fixture
def agent(store):
    """An agent of `store`."""
    return make_member(store, "agent")


@pytest.fixture
def lead(store):
    """A lead of `store`."""
    return make_member(store, "lead")


@pytest.fixture
def agent_client(client, agent):
    """A browser signed in as `agent`."""
    client.force_login(agent)
    return client
