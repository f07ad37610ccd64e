"""The edit form: a person's own words, a remedy from the menu, mistakes shown where they are."""

import pytest
from django.urls import reverse

from exceptions.models import Proposal, Status
from tests.factories import make_case, make_member

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def edit_url(case):
    return reverse("exceptions:case-edit", args=[case.code])


def test_the_form_opens_with_the_draft_in_it(agent_client, case):
    proposal = Proposal.objects.get(case=case)

    pane = agent_client.get(edit_url(case), headers=HTMX).content.decode()
    page = agent_client.get(edit_url(case)).content.decode()

    assert proposal.subject in pane
    assert proposal.message.splitlines()[0] in pane
    assert "<html" not in pane
    assert "<html" in page
    assert 'id="edit-message"' in page


def test_without_a_proposal_the_menu_comes_from_our_own_books(agent_client, limited):
    case = make_case(store=limited, status=Status.NEEDS_PERSON)

    pane = agent_client.get(edit_url(case), headers=HTMX).content.decode()

    assert "Reply only: no money moves" in pane


def test_a_version_of_ones_own_becomes_the_proposal(
    agent_client, agent, sandbox, limited, transactional_db
):
    case = make_case(store=limited, amount="90.00")
    words = {"option_id": "reply_only", "subject": "Your parcel", "message": "Hi, we are on it."}

    response = agent_client.post(edit_url(case), words, headers=HTMX)

    proposal = Proposal.objects.filter(case=case).latest("version")
    assert response.status_code == 200
    assert (proposal.version, proposal.author, proposal.remedy) == (2, agent, "reply_only")
    assert f"Edited by {agent}" in response.content.decode()
    assert "Approve and send reply" in response.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"message": ""}, "This field is required"),
        ({"subject": "x" * 201}, "at most 200 characters"),
        ({"option_id": "make_me_rich"}, "not one of the available choices"),
    ],
)
def test_a_mistake_is_shown_and_what_was_typed_stays(agent_client, case, change, words):
    data = {"option_id": "reply_only", "subject": "Kept subject", "message": "Kept words", **change}

    response = agent_client.post(edit_url(case), data, headers=HTMX)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Kept" in response.content.decode()
    assert Proposal.objects.filter(case=case).count() == 1


def test_a_case_in_flight_cannot_be_edited(agent_client, case, post, digest):
    post(case, "approve", digest(case))
    data = {"option_id": "reply_only", "subject": "Late", "message": "Too late"}

    response = agent_client.post(edit_url(case), data, headers=HTMX)

    assert response.status_code == 409
    assert "cannot be edited now" in response.content.decode()


def test_a_viewer_may_not_open_the_form(client, case, store):
    client.force_login(make_member(store, "viewer"))

    assert client.get(edit_url(case), headers=HTMX).status_code == 403
