"""A worker that was away too long has nothing more to say, and calls nobody."""

from datetime import timedelta

import pytest

from exceptions import decisions, execution, outcomes, proposals
from exceptions.executors import EXECUTORS, Executor
from exceptions.executors.base import Outcome
from exceptions.models import Execution, Status
from opsdesk import clock
from orders.models import Order
from tests.factories import make_case, make_limit, make_proposal, make_refund

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch):
    made = []

    def act(row, proposal):
        made.append(row.idempotency_key)
        return Outcome("", "Done.")

    monkeypatch.setitem(EXECUTORS, "full_refund", Executor(lambda row, proposal: None, act))
    return made


@pytest.fixture
def claimed(store, agent, settings):
    settings.UNDO_REFUND_SECONDS = 0
    make_limit(store=store)
    case = make_case(store=store, status="awaiting_approval")
    make_proposal(case=case, amount="9.00", evidence={"facts": {"refunded": "0"}})
    decisions.approve(code=case.code, digest=proposals.current(case).digest, actor=agent)
    return execution.claim(case.executions.get().pk, Execution.Status.PENDING)


def test_a_forgotten_key_is_replaced_and_stored_before_the_call(claimed, calls):
    row = claimed.execution
    row.key_made_at = clock.now() - execution.KEY_LIFE - timedelta(minutes=1)
    old = row.idempotency_key

    execution.attempt(claimed)

    stored = Execution.objects.get(pk=row.pk)
    assert calls == [stored.idempotency_key]
    assert stored.idempotency_key != old


def test_who_lost_the_lease_does_not_call_under_a_key_nobody_stored(claimed, calls):
    row = claimed.execution
    row.key_made_at = clock.now() - execution.KEY_LIFE - timedelta(minutes=1)
    Execution.objects.filter(pk=row.pk).update(fence=row.fence + 1)

    execution.attempt(claimed)

    assert calls == []


def test_a_late_record_changes_nothing(claimed):
    row = claimed.execution
    Execution.objects.filter(pk=row.pk).update(fence=row.fence + 1)

    outcomes.record_success(row, claimed.proposal, Outcome("", "Done."))
    outcomes.record_refused(row, "No.")

    stored = Execution.objects.get(pk=row.pk)
    stored.case.refresh_from_db()
    assert stored.status == Execution.Status.SENT
    assert stored.case.status == Status.EXECUTING


def test_our_own_refund_appearing_after_the_look_is_not_somebody_elses(claimed, calls):
    row = claimed.execution
    make_refund(order=row.case.order, amount="9.00", reference=str(row.code))
    Order.objects.filter(pk=row.case.order_id).update(refunded="9.00")

    execution.attempt(claimed)

    stored = Execution.objects.get(pk=row.pk)
    assert calls == []
    assert stored.status == Execution.Status.UNKNOWN
    assert Order.objects.get(pk=row.case.order_id).reserved == 9


def test_somebody_elses_refund_sends_it_back_to_the_queue(claimed, calls):
    row = claimed.execution
    make_refund(order=row.case.order, amount="9.00")
    Order.objects.filter(pk=row.case.order_id).update(refunded="9.00")

    execution.attempt(claimed)

    stored = Execution.objects.get(pk=row.pk)
    assert calls == []
    assert stored.status == Execution.Status.STALE
    assert Order.objects.get(pk=row.case.order_id).reserved == 0
