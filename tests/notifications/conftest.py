"""The mail service over real HTTP, for the tests that send."""

import pytest

from opsdesk.sandbox import Sandbox


@pytest.fixture(scope="session")
def _mail_service():
    with Sandbox() as running:
        yield running


@pytest.fixture
def sandbox(_mail_service, settings):
    """The sandbox, empty; its ledger says which mails were really taken."""
    _mail_service.reset()
    settings.SENDGRID_URL = f"{_mail_service.url}/sendgrid"
    return _mail_service
