"""What the desk's view tests share."""

import pytest
from django.urls import reverse

from exceptions import proposals
from tests.factories import make_case, make_limit

HTMX = {"HX-Request": "true"}


@pytest.fixture
def limited(store):
    """A store whose agents may refund up to 200."""
    make_limit(store=store)
    return store


@pytest.fixture
def case(limited):
    """A case that awaits approval of a refund of 90."""
    return make_case(store=limited, amount="90.00")


@pytest.fixture
def post(agent_client):
    """Post a verb of a case as the agent, from htmx unless told otherwise."""

    def send(case, verb, data=None, *, client=agent_client, htmx=True):
        url = reverse(f"exceptions:case-{verb}", args=[case.code])
        return client.post(url, data or {}, headers=HTMX if htmx else {})

    return send


@pytest.fixture
def digest():
    """Return the digest of what the screen would show of a case."""
    return lambda case: {"digest": proposals.current(case).digest}
