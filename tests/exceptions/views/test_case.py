"""The case pane: what is shown, to whom, and how it stays current without surprising anyone."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from exceptions.models import Case, Decision, Execution, Proposal, Status
from opsdesk import clock
from tests.factories import (
    make_case,
    make_member,
    make_message,
    make_proposal,
    make_refund,
    make_scan,
    make_store,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def show(client, case, **headers):
    return client.get(reverse("exceptions:case", args=[case.code]), headers=headers)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_same_address_is_a_page_for_a_browser_and_a_pane_for_htmx(agent_client, case):
    page = show(agent_client, case)
    pane = show(agent_client, case, **HTMX)

    assert b"<html" in page.content
    assert b'id="queue"' in page.content
    assert b"<html" not in pane.content
    assert b"<article" in pane.content
    assert "HX-Request" in pane["Vary"]


def test_a_case_of_another_store_does_not_exist(agent_client):
    foreign = make_case(store=make_store(slug="other", credentials=False), amount="5.00")

    assert show(agent_client, foreign).status_code == 404
    assert show(agent_client, foreign, **HTMX).status_code == 404


def test_the_buttons_name_the_effect(agent_client, case, limited):
    reply = make_case(store=limited, status=Status.AWAITING_APPROVAL)
    make_proposal(case=reply, remedy="reply_only", option_id="reply_only")

    assert "Approve and refund $90.00" in text(show(agent_client, case))
    assert "Approve and send reply" in text(show(agent_client, reply))


def test_a_viewer_sees_everything_and_no_button(client, case, store):
    client.force_login(make_member(store, "viewer"))

    page = show(client, case)

    assert case.because in text(page)
    assert b"case-take" not in page.content
    assert f"/cases/{case.code}/approve/".encode() not in page.content
    assert b'id="decide"' not in page.content


def test_above_the_limit_the_button_is_off_and_says_why(agent_client, limited):
    case = make_case(store=limited, amount="400.00")

    page = show(agent_client, case)

    assert "Above your limit of $200.00" in text(page)
    assert re.search(r'data-key="a"[^>]*disabled', page.content.decode())


def test_the_digest_of_what_is_shown_goes_back_with_the_form(agent_client, case, digest):
    page = show(agent_client, case).content.decode()

    assert f'name="digest" value="{digest(case)["digest"]}"' in page


def test_doubts_stand_next_to_their_sentences(agent_client, limited):
    case = make_case(store=limited, status=Status.AWAITING_APPROVAL)
    make_proposal(
        case=case,
        message="Hi.\n\nIt arrives on Friday. Bye.",
        findings=[
            {"severity": "doubt", "sentence": "It arrives on Friday.", "text": "No such date."}
        ],
    )

    page = show(agent_client, case).content.decode()

    assert "<mark>It arrives on Friday.</mark>" in page
    assert "No such date." in page


def test_an_edit_shows_words_and_money_apart(agent_client, case, limited):
    first = Proposal.objects.get(case=case)
    make_proposal(
        case=case,
        remedy="reply_only",
        option_id="reply_only",
        message=first.message.replace("sorry", "very sorry"),
        author_kind="person",
        author_name="Robin Bell",
        based_on=first,
    )

    page = show(agent_client, case)

    assert re.search(r"<ins>\s*very\s*</ins>", page.content.decode())
    assert "Edited by Robin Bell" in text(page)
    assert "Remedy changed: Full refund $90.00" in text(page)


def test_news_the_draft_does_not_know_turn_the_button_into_a_re_check(agent_client, limited):
    case = make_case(store=limited, status=Status.AWAITING_APPROVAL)
    make_proposal(case=case, evidence={"facts": {"milestone": "in_transit"}})
    type(case.shipment).objects.filter(pk=case.shipment_id).update(milestone="delivered")

    page = show(agent_client, case)

    assert "The parcel was delivered." in text(page)
    assert "Re-check: ask for a new draft" in text(page)
    assert f"/cases/{case.code}/approve/" not in page.content.decode()


def test_a_standard_draft_says_why(agent_client, limited):
    case = make_case(store=limited, status=Status.AWAITING_APPROVAL)
    make_proposal(case=case, fallback_because="The model took too long.")

    assert "Standard text because the model took too long." in text(show(agent_client, case))


def test_the_timeline_merges_scans_money_and_messages(agent_client, case):
    make_scan(case.shipment, raw_text="ZX-77 RAW", raw_detail="zx_internal")
    make_refund(order=case.order, amount="6.00")
    make_message(order=case.order, subject="Your order is on its way", status="delivered")

    page = show(agent_client, case)

    assert "$6.00 refunded" in text(page)
    assert "Mail: Your order is on its way" in text(page)
    assert re.search(r'<details class="raw">.*?ZX-77 RAW', page.content.decode(), re.S)


def test_the_undo_countdown_is_there_for_everyone_who_may_act(agent_client, case, lead):
    approve(case, lead, not_before=clock.now() + timedelta(seconds=90))

    page = show(agent_client, case)

    assert re.search(r'data-seconds="(8[5-9]|90)"', page.content.decode())
    assert f"/cases/{case.code}/undo/" in page.content.decode()
    assert f"Approved by {lead}" in text(page)


def test_a_paused_store_says_that_the_refund_waits(agent_client, case, lead, store):
    store.money_enabled = False
    store.save()
    approve(case, lead, not_before=clock.now() - timedelta(seconds=5))

    assert "refunds are paused for this store" in text(show(agent_client, case))


@pytest.mark.parametrize(
    ("status", "execution", "words"),
    [
        (Status.EXECUTING, "sent", "With Shopify since"),
        (Status.IN_DOUBT, "unknown", "In doubt since"),
        (Status.EXECUTION_FAILED, "refused", "Nothing was refunded"),
    ],
)
def test_execution_states_are_said_in_words(agent_client, case, lead, status, execution, words):
    approve(case, lead, not_before=clock.now(), status=execution)
    Case.objects.filter(pk=case.pk).update(status=status)

    assert words in text(show(agent_client, case))


def test_polling_is_silent_when_nothing_changed_and_careful_when_somebody_may_decide(
    agent_client, case
):
    pane = show(agent_client, case, **HTMX).content.decode()
    poll = re.search(r'id="case-poll"[^>]*hx-get="([^"]+)"', pane).group(1).replace("&amp;", "&")
    silent = agent_client.get(poll, headers=HTMX)

    make_refund(order=case.order, amount="6.00")
    news = agent_client.get(poll, headers=HTMX)

    assert silent.status_code == 204
    assert 'hx-target="#case-news"' in pane
    assert b"This changed since you opened it" in news.content
    assert b"<article" not in news.content


def test_number_of_queries_does_not_grow_with_the_history(
    agent_client, case, django_assert_max_num_queries
):
    show(agent_client, case, **HTMX)
    with django_assert_max_num_queries(24) as few:
        show(agent_client, case, **HTMX)
    for _ in range(25):
        make_scan(case.shipment)
        make_message(order=case.order)
        make_refund(order=case.order, amount="0.10")
    with django_assert_max_num_queries(24) as many:
        show(agent_client, case, **HTMX)

    assert len(few) == len(many)


def approve(case, actor, *, not_before, status="pending"):
    proposal = Proposal.objects.filter(case=case).latest("version")
    now = clock.now()
    decision = Decision.objects.create(
        case=case,
        proposal=proposal,
        digest=proposal.digest,
        verdict="approve",
        actor=actor,
        actor_name=str(actor),
        actor_role="lead",
        amount=proposal.amount,
        currency=proposal.currency,
        at=now,
    )
    Case.objects.filter(pk=case.pk).update(status=Status.APPROVED)
    return Execution.objects.create(
        decision=decision,
        case=case,
        remedy=proposal.remedy,
        amount=proposal.amount,
        currency=proposal.currency,
        idempotency_key=case.code,
        key_made_at=now,
        status=status,
        not_before=not_before,
        next_attempt_at=not_before,
        created_at=now,
    )
