"""The verbs of a case as posts: what happens, what is refused, and what the person then sees."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from exceptions import decisions
from exceptions.models import Case, Decision, Execution, Proposal, Status
from opsdesk import clock
from tests.factories import make_case, make_member, make_proposal, make_store

pytestmark = pytest.mark.django_db
VERBS = ["approve", "reject", "snooze", "dismiss", "undo", "take", "redraft"]


def status_of(case):
    return Case.objects.get(pk=case.pk).status


def test_approving_moves_on_to_the_next_case_and_offers_undo(post, case, limited, digest):
    following = make_case(store=limited, amount="10.00")

    response = post(case, "approve", digest(case))
    page = response.content.decode()

    assert response.status_code == 200
    assert status_of(case) == Status.APPROVED
    assert response["HX-Push-Url"] == reverse("exceptions:case", args=[following.code])
    assert f'data-code="{following.code}"' in page
    assert 'id="queue" hx-swap-oob' in page
    assert f"/cases/{case.code}/undo/" in page
    assert re.search(r'data-seconds="1[12]\d"', page)


def test_approving_the_last_case_shows_the_overview(post, case, digest):
    response = post(case, "approve", digest(case))

    assert response["HX-Push-Url"] == reverse("exceptions:queue")
    assert "All quiet" in response.content.decode()


def test_without_htmx_a_decision_is_a_post_and_a_redirect(post, case, digest):
    response = post(case, "approve", digest(case), htmx=False)

    assert response.status_code == 302
    assert response["Location"] == reverse("exceptions:queue")
    assert status_of(case) == Status.APPROVED


def test_a_stale_digest_is_a_conflict_that_shows_the_new_version(post, case, digest):
    seen = digest(case)
    make_proposal(case=case, amount="80.00", based_on=Proposal.objects.get(case=case))

    response = post(case, "approve", seen)

    assert response.status_code == 409
    assert "changed while you were reading" in response.content.decode()
    assert "$80.00" in response.content.decode()
    assert status_of(case) == Status.AWAITING_APPROVAL


def test_the_second_approver_sees_who_was_first(post, case, lead, digest, limited):
    seen = digest(case)
    limited.limits.create(role="lead", currency="USD", per_action=500, per_day=500)
    decisions.approve(code=case.code, digest=seen["digest"], actor=lead)

    response = post(case, "approve", seen)

    assert response.status_code == 409
    assert f"by {lead}" in response.content.decode()
    assert Execution.objects.count() == 1


def test_above_the_limit_is_refused_and_nothing_is_approved(post, limited, digest):
    case = make_case(store=limited, amount="400.00")

    response = post(case, "approve", digest(case))

    assert response.status_code == 403
    assert "above your limit" in response.content.decode()
    assert status_of(case) == Status.AWAITING_APPROVAL
    assert not Execution.objects.exists()


@pytest.mark.parametrize("digest", ["", "short", "G" * 64])
def test_a_broken_digest_is_unprocessable(post, case, digest):
    response = post(case, "approve", {"digest": digest})

    assert response.status_code == 422
    assert status_of(case) == Status.AWAITING_APPROVAL


def test_rejecting_stays_on_the_case_with_the_reason(post, case):
    response = post(case, "reject", {"reason_code": "wrong_amount", "note": "Shipping only"})

    assert response.status_code == 200
    assert status_of(case) == Status.NEEDS_PERSON
    assert "rejected the draft" in response.content.decode()
    assert "Shipping only" in response.content.decode()


def test_rejecting_without_a_reason_is_unprocessable(post, case):
    response = post(case, "reject", {"reason_code": ""})

    assert response.status_code == 422
    assert not Decision.objects.exists()


def test_dismissing_closes_the_case(post, case):
    response = post(case, "dismiss", {"reason_code": "false_alarm", "note": ""})

    assert response.status_code == 200
    assert status_of(case) == Status.DISMISSED


@pytest.mark.parametrize("until", ["1h", "tomorrow", "2d"])
def test_snoozing_puts_the_case_away(post, case, until):
    response = post(case, "snooze", {"until": until})

    assert response.status_code == 200
    assert status_of(case) == Status.SNOOZED


def test_a_snooze_of_ones_own_is_in_the_time_of_the_store(post, case, store):
    wanted = (clock.now() + timedelta(days=3)).date()

    post(case, "snooze", {"until": "custom", "at": f"{wanted}T09:30"})

    until = Case.objects.get(pk=case.pk).snoozed_until.astimezone(store.tz)
    assert f"{until:%Y-%m-%d %H:%M}" == f"{wanted} 09:30"


@pytest.mark.parametrize("at", ["", "nonsense", "2001-01-01T00:00"])
def test_a_snooze_that_makes_no_sense_is_unprocessable(post, case, at):
    response = post(case, "snooze", {"until": "custom", "at": at})

    assert response.status_code == 422
    assert status_of(case) == Status.AWAITING_APPROVAL


def test_undo_brings_the_case_back(post, case, digest):
    post(case, "approve", digest(case))

    response = post(case, "undo")

    assert response.status_code == 200
    assert status_of(case) == Status.AWAITING_APPROVAL
    assert "Approve and refund" in response.content.decode()


def test_undo_of_nothing_is_a_conflict(post, case):
    assert post(case, "undo").status_code == 409


def test_taking_shows_whose_it_is(post, case, agent):
    response = post(case, "take")

    assert response.status_code == 200
    assert Case.objects.get(pk=case.pk).assignee == agent
    assert str(agent) in response.content.decode()


def test_asking_for_a_new_draft_shows_the_wish(post, case):
    response = post(case, "redraft", {"instruction": "Shorter, please"})

    assert response.status_code == 200
    assert status_of(case) == Status.DRAFTING
    assert "Shorter, please" in response.content.decode()


@pytest.mark.parametrize("verb", VERBS)
def test_a_viewer_is_refused_every_verb(post, client, case, store, verb, digest):
    client.force_login(make_member(store, "viewer"))
    data = {**digest(case), "reason_code": "other", "until": "1h"}

    response = post(case, verb, data, client=client)

    assert response.status_code == 403
    assert status_of(case) == Status.AWAITING_APPROVAL
    assert not Decision.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_finds_nothing(post, client, case, verb, digest):
    client.force_login(make_member(make_store(slug="other", credentials=False), "admin"))
    data = {**digest(case), "reason_code": "other", "until": "1h"}

    assert post(case, verb, data, client=client).status_code == 404
    assert status_of(case) == Status.AWAITING_APPROVAL


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_decided_by_a_get(agent_client, case, verb):
    url = reverse(f"exceptions:case-{verb}", args=[case.code])

    assert agent_client.get(url).status_code == 405


def test_a_post_without_a_csrf_token_is_refused(agent, case, digest):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(agent)

    url = reverse("exceptions:case-approve", args=[case.code])
    response = strict.post(url, digest(case), headers={"HX-Request": "true"})

    assert response.status_code == 403
    assert b"nothing was done" in response.content
    assert b"<html" not in response.content
    assert status_of(case) == Status.AWAITING_APPROVAL


@pytest.mark.parametrize("verb", ["approve", "reject", "snooze", "dismiss", "redraft"])
@pytest.mark.parametrize("status", Status.values)
def test_a_button_is_shown_exactly_when_the_verb_would_be_accepted(
    post, agent_client, limited, digest, status, verb
):
    case = make_case(store=limited, amount="90.00", status=status)
    url = reverse(f"exceptions:case-{verb}", args=[case.code])
    data = {**digest(case), "reason_code": "other", "until": "1h"}

    pane = agent_client.get(reverse("exceptions:case", args=[case.code])).content.decode()
    answer = post(case, verb, data)

    assert (f'action="{url}"' in pane) == (answer.status_code == 200)
    assert answer.status_code in (200, 409)
