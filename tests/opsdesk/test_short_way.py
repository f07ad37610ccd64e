"""Webhooks skip what protects browsers; everything else does not."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_webhook_gets_no_cookie_and_no_page(client):
    answer = client.post("/hooks/shopify/nobody/", b"{}", content_type="application/json")

    assert answer.status_code == 404
    assert not answer.cookies
    assert "Content-Security-Policy" not in answer.headers


def test_an_address_below_hooks_that_is_none_is_not_found(client):
    assert client.post("/hooks/").status_code == 404


def test_a_page_keeps_its_rules(client):
    assert "Content-Security-Policy" in client.get("/sign-in/").headers
