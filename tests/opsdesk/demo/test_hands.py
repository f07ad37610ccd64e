"""The demo's agent works through the pages, so this test is also one of them."""

import pytest

from exceptions.models import Case, Decision, Kind
from opsdesk.demo import hands, history, plan
from opsdesk.models import AuditEntry
from orders import tasks as orders_tasks
from orders.models import Shipment
from tests.factories import make_limit, make_member, make_rule


@pytest.fixture
def agent(connected_store):
    """The demo's agent at the connected store."""
    make_limit(store=connected_store, per_action="500.00", per_day="5000.00")
    return make_member(
        connected_store, "agent", username=plan.PEOPLE[0].username, password=plan.PASSWORD
    )


def tell(sandbox, name):
    story = sandbox.story(name, "alder")
    assert sandbox.drain()
    orders_tasks.register_pending()
    assert sandbox.drain()
    return story


def test_parcels_whose_story_says_so_are_reported_missing(
    agent, connected_store, sandbox, live_server
):
    make_rule(store=connected_store, kind=Kind.DELIVERED_NOT_RECEIVED)
    missing, healthy = tell(sandbox, "delivered_but_missing"), tell(sandbox, "healthy")

    with hands.Hands(live_server.url) as worker:
        reported = worker.report_missing()

    assert reported == 1
    found = Shipment.objects.exclude(reported_missing_at=None).get()
    assert found.tracking_number == missing.tracking_number != healthy.tracking_number
    assert found.reported_missing_by == agent


def test_drafts_are_approved_by_the_digest_on_the_page(
    agent, connected_store, sandbox, live_server, monkeypatch
):
    monkeypatch.setattr(hands, "DRAFTED_WITHIN", 3.0)
    make_rule(store=connected_store, kind=Kind.RETURNED_TO_SENDER)
    tell(sandbox, "returned_to_sender")
    case = Case.objects.get()

    with hands.Hands(live_server.url) as worker:
        approved = worker.approve_some()

    assert approved == 1
    decision = Decision.objects.get()
    assert (decision.case, decision.actor) == (case, agent)
    assert AuditEntry.objects.filter(actor_id=agent.pk).exists()


def test_waiting_ends_when_everything_has_come_in(connected_store, sandbox, monkeypatch):
    monkeypatch.setattr(history.time, "sleep", lambda _seconds: None)
    tell(sandbox, "healthy")

    history.wait_for_sandbox()

    assert history.wait_until_in(lambda _line: None) == 1
