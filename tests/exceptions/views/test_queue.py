"""The queue: three panes, saved views, a constant number of queries, quiet polls."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from exceptions.models import Case, Status
from opsdesk import clock
from tests.factories import make_case, make_member, make_store

pytestmark = pytest.mark.django_db
QUEUE = reverse("exceptions:queue")
HTMX = {"HX-Request": "true"}


def names(response):
    return re.findall(r'data-code="([0-9a-f-]+)"', response.content.decode())


def poll_url(response):
    found = re.search(r'id="queue-poll"[^>]*hx-get="([^"]+)"', response.content.decode())
    return found.group(1).replace("&amp;", "&")


def test_anonymous_people_are_sent_to_sign_in(client):
    response = client.get(QUEUE)

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('login')}?next=/"


def test_an_expired_session_sends_htmx_away_as_a_whole_page(client):
    here = {"HX-Current-URL": "http://testserver/?view=mine"}
    response = client.get(QUEUE, headers={**HTMX, **here})

    assert response.status_code == 401
    assert response["HX-Redirect"] == f"{reverse('login')}?next=%2F%3Fview%3Dmine"


def test_only_cases_of_my_stores_are_listed(agent_client, store):
    mine = make_case(store=store, amount="20.00")
    make_case(store=make_store(slug="other", credentials=False), amount="30.00")

    response = agent_client.get(QUEUE)

    assert names(response) == [str(mine.code)]


def test_gravest_first_then_longest_waiting(agent_client, store):
    now = clock.now()
    new = make_case(store=store, amount="1.00", severity="high", detected_at=now)
    old = make_case(
        store=store, amount="1.00", severity="high", detected_at=now - timedelta(hours=5)
    )
    low = make_case(store=store, amount="1.00", severity="low", detected_at=now - timedelta(days=5))

    response = agent_client.get(QUEUE)

    assert names(response) == [str(old.code), str(new.code), str(low.code)]


@pytest.mark.parametrize(
    ("view", "status"),
    [
        ("approval", Status.AWAITING_APPROVAL),
        ("approval", Status.NEEDS_PERSON),
        ("doubt", Status.IN_DOUBT),
        ("doubt", Status.EXECUTION_FAILED),
        ("progress", Status.APPROVED),
        ("snoozed", Status.SNOOZED),
        ("open", Status.DRAFTING),
        ("closed", Status.RESOLVED),
    ],
)
def test_every_view_shows_its_statuses_and_no_others(agent_client, store, view, status):
    wanted = make_case(store=store, status=status)
    if view != "open":
        other = Status.RESOLVED if view != "closed" else Status.OPEN
        make_case(store=store, status=other)

    response = agent_client.get(QUEUE, {"view": view})

    assert names(response) == [str(wanted.code)]


def test_mine_are_those_i_took(agent_client, agent, store):
    mine = make_case(store=store, assignee=agent)
    make_case(store=store)

    response = agent_client.get(QUEUE, {"view": "mine"})

    assert names(response) == [str(mine.code)]


def test_the_store_filter_narrows_list_and_counts(client, store):
    second = make_store(slug="second", credentials=False)
    agent = make_member(store, "agent")
    agent.memberships.create(store=second, role="agent")
    client.force_login(agent)
    make_case(store=store, amount="1.00")
    there = make_case(store=second, amount="1.00")

    response = client.get(QUEUE, {"store": "second"})

    assert names(response) == [str(there.code)]
    assert response.context["page"].total == 1


def test_unknown_view_store_and_cursor_mean_the_default(agent_client, store):
    case = make_case(store=store, amount="1.00")

    response = agent_client.get(
        QUEUE, {"view": "<x>", "store": "nope", "after": "a~b~c", "rows": "x"}
    )

    assert names(response) == [str(case.code)]


def test_show_more_continues_after_the_last_row(agent_client, store):
    for _ in range(53):
        make_case(store=store, status=Status.AWAITING_APPROVAL)

    first = agent_client.get(QUEUE)
    cursor = first.context["page"].next_cursor
    rest = agent_client.get(QUEUE, {"after": cursor}, headers=HTMX)

    assert len(names(first)) == 50
    assert len(names(rest)) == 3
    assert not set(names(first)) & set(names(rest))


def test_a_poll_is_silent_until_something_changes(agent_client, store):
    case = make_case(store=store, amount="1.00")
    url = poll_url(agent_client.get(QUEUE))

    silent = agent_client.get(url, headers=HTMX)
    Case.objects.filter(pk=case.pk).update(severity="low", severity_rank=2)
    loud = agent_client.get(url, headers=HTMX)

    assert silent.status_code == 204
    assert silent.content == b""
    assert loud.status_code == 200
    assert b"<html" not in loud.content


def test_number_of_queries_does_not_grow_with_the_rows(
    agent_client, agent, store, django_assert_num_queries
):
    def load():
        return agent_client.get(QUEUE)

    make_case(store=store, amount="1.00", assignee=agent)
    load()
    with django_assert_num_queries(9):
        load()
    for _ in range(30):
        make_case(store=store, amount="1.00", assignee=agent)
    with django_assert_num_queries(9):
        load()


def test_the_empty_queue_says_what_was_watched(agent_client, store):
    make_case(store=store, status=Status.CLEARED, status_at=clock.now())

    page = agent_client.get(QUEUE).content.decode()

    assert "Nothing waits for you" in page
    assert "Cleared by themselves in 24 h</dt><dd>1<" in page
    assert "Carriers last asked" in page


def test_stale_tracking_is_announced_in_red(agent_client, store):
    case = make_case(store=store, amount="1.00")
    quiet = agent_client.get(QUEUE).content

    type(case.shipment).objects.filter(pk=case.shipment_id).update(
        next_check_at=clock.now() - timedelta(hours=3)
    )
    loud = agent_client.get(QUEUE).content

    assert b"Tracking data is stale" not in quiet
    assert b"Tracking data is stale" in loud


def test_hostile_text_is_escaped_everywhere(agent_client, store):
    evil = "<script>alert(1)</script>"
    case = make_case(
        store=store,
        amount="1.00",
        because=evil,
        shipment__order__recipient_name=evil,
        shipment__order__name=evil[:20],
    )

    listed = agent_client.get(QUEUE).content
    opened = agent_client.get(reverse("exceptions:case", args=[case.code])).content

    assert b"<script>alert" not in listed
    assert b"<script>alert" not in opened
    assert b"&lt;script&gt;" in opened
