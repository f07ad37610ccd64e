"""A fresh memory of senders, and ways to post a signed delivery."""

import json

import pytest

from opsdesk.intake import senders
from opsdesk.vendors.shopify import webhooks

SECRET = "sandbox-secret"  # the client secret the store's fixture has


@pytest.fixture(autouse=True)
def _forgetful():
    senders.forget()


@pytest.fixture
def post(client, store):
    """Post a Shopify delivery signed with `secret`; returns the answer."""

    def send(body=b'{"id": 1}', *, secret=SECRET, slug=store.slug, vendor="shopify", **headers):
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        given = {
            "X-Shopify-Hmac-Sha256": webhooks.sign(secret, body),
            "X-Shopify-Topic": "orders/create",
            "X-Shopify-Webhook-Id": "w-1",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return client.post(
            f"/hooks/{vendor}/{slug}/", body, content_type="application/json", headers=given
        )

    return send


@pytest.fixture
def handled(monkeypatch):
    """Let orders/create run `handled.run(delivery)` and remember what was handled."""
    handled = Handled()
    monkeypatch.setattr(
        "opsdesk.intake.services.INBOUND",
        {("shopify", "orders/create"): "tests.opsdesk.intake.conftest.call_handler"},
    )
    monkeypatch.setattr("tests.opsdesk.intake.conftest._current", handled)
    return handled


class Handled(list):
    """Deliveries handed over, by their delivery id."""

    def __init__(self):
        self.run = lambda delivery: None


_current = Handled()


def call_handler(delivery):
    """Stand in for a use case of an app above."""
    _current.append(delivery.delivery_id)
    _current.run(delivery)
