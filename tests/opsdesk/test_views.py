"""Sign in, error pages, personal switches, and what every page promises the browser."""

import pytest
from django.urls import reverse

from opsdesk.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_signing_in_leads_to_the_queue(client, agent):
    response = client.post(reverse("login"), {"username": agent.username, "password": PASSWORD})

    assert response.status_code == 302
    assert response["Location"] == "/"


def test_a_wrong_password_is_said_without_saying_which_part(client, agent):
    wrong = client.post(reverse("login"), {"username": agent.username, "password": "no"})
    unknown = client.post(reverse("login"), {"username": "nobody", "password": "no"})

    assert b"do not match" in wrong.content
    assert b"do not match" in unknown.content


def test_signing_out_is_a_post(agent_client):
    assert agent_client.get(reverse("logout")).status_code == 405
    assert agent_client.post(reverse("logout")).status_code == 302
    assert agent_client.get("/").status_code == 302


def test_a_lost_address_gets_a_page_of_ours(agent_client):
    response = agent_client.get("/nowhere/")

    assert response.status_code == 404
    assert b"There is nothing here" in response.content


def test_shortcuts_can_be_switched_off_per_person(agent_client, agent):
    response = agent_client.post(reverse("keyboard"), {"on": "0", "next": "/orders/"})

    assert response["Location"] == "/orders/"
    assert User.objects.get(pk=agent.pk).keyboard_shortcuts is False
    assert b"<body data-keys" not in agent_client.get("/").content


def test_nobody_is_led_off_the_desk(agent_client):
    response = agent_client.post(reverse("keyboard"), {"on": "1", "next": "https://evil.example/"})

    assert response["Location"] == "/"


def test_anonymous_people_have_no_switches(client):
    make_user()

    assert client.post(reverse("keyboard"), {"on": "0"}).status_code == 302


@pytest.mark.parametrize("path", ["/", "/orders/", "/wismo/", "/sign-in/"])
def test_no_page_needs_inline_script_or_style(agent_client, path):
    page = agent_client.get(path).content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert all("src=" in tag for tag in scripts(page))


def scripts(page):
    """Return the opening tags of executable scripts."""
    tags = [f"<script{rest.split('>')[0]}" for rest in page.split("<script")[1:]]
    return [tag for tag in tags if "application/json" not in tag]


@pytest.mark.parametrize(("cookie", "attribute"), [("dark", 'data-theme="dark"'), ("<b>", None)])
def test_the_theme_override_is_written_by_the_server(agent_client, cookie, attribute):
    agent_client.cookies["theme"] = cookie

    page = agent_client.get("/").content.decode()

    assert ('data-theme="' in page.split(">")[1]) is (attribute is not None)


def test_htmx_does_not_carry_style_attributes_over_which_our_policy_refuses(client):
    page = client.get(reverse("login")).content.decode()

    assert '"attributesToSettle":["class","width","height"]' in page
