"""Fixtures every test may ask for."""

import pgtrigger
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

from tests.factories import make_member, make_store

SHOPS = ("alder", "birch")  # the shops the sandbox knows, by slug


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _emptying_between_tests_passes_append_only_triggers():
    """The audit log refuses TRUNCATE, which is how a transactional test cleans up."""
    usual = TransactionTestCase._fixture_teardown

    def teardown(case):
        with pgtrigger.ignore():
            usual(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(scope="session")
def sandbox_server():
    """The vendors' stand-ins over real HTTP, started once."""
    from opsdesk.sandbox.config import ShopConfig
    from opsdesk.sandbox.sandbox import Sandbox

    shops = [ShopConfig(slug=slug, domain=f"{slug}.myshopify.com") for slug in SHOPS]
    with Sandbox(shops) as server:
        yield server


@pytest.fixture
def sandbox(sandbox_server, settings):
    """The sandbox, empty, with the product pointed at it."""
    sandbox_server.reset()
    settings.SHOPIFY_URL = f"{sandbox_server.url}/shopify/{{shop}}"
    settings.EASYPOST_URL = f"{sandbox_server.url}/easypost/v2"
    settings.AFTERSHIP_URL = f"{sandbox_server.url}/aftership/2026-07"
    settings.SENDGRID_URL = f"{sandbox_server.url}/sendgrid"
    settings.OPENAI_URL = f"{sandbox_server.url}/openai/v1"
    yield sandbox_server
    sandbox_server.faults.clear()


@pytest.fixture
def store(db):
    """A store whose credentials the sandbox accepts."""
    return make_store(slug=SHOPS[0])


@pytest.fixture
def connected_store(transactional_db, sandbox, live_server, settings):
    """A store the sandbox sends its webhooks to, over real HTTP."""
    from opsdesk import stores

    settings.PUBLIC_URL = live_server.url
    store = make_store(slug=SHOPS[0])
    stores.connect(store, None, live_server.url)
    return store


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
