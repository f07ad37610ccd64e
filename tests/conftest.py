"""Fixtures every test may ask for."""

import pytest
from django.core.cache import cache

from tests.factories import make_member, make_store


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
