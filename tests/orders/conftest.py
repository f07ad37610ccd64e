"""What tests of the mirror share."""

from datetime import timedelta

import pytest
from hypothesis import settings

from tests.orders.bodies import START

# A slow machine is no bug.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")


@pytest.fixture
def november(monkeypatch):
    """The weeks in which the webhook bodies of `bodies.py` happen."""
    monkeypatch.setattr("opsdesk.clock.now", lambda: START + timedelta(days=10))
