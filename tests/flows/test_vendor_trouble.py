"""Whatever Shopify does while a refund is made: never two, never none, never a wrong state."""

import time

import pytest

from exceptions.models import Execution, Kind, Status
from opsdesk.models import VendorCall
from orders.models import Order

TROUBLE = {
    "throttled by status": {"kind": "status", "status": 429, "retry_after": 0.1},
    "server error before anything happened": {"kind": "status", "status": 500},
    "done but the answer was lost": {"kind": "done_but_answer_lost"},
    "cut before anything happened": {"kind": "connection_cut"},
    "answer broke off": {"kind": "truncated"},
    "throttled in GraphQL": {"kind": "throttled"},
}


@pytest.fixture
def approved(desk):
    """An approved refund of a returned parcel, not yet carried out."""
    story = desk.tell("returned_to_sender")
    case = desk.case(story, Kind.RETURNED_TO_SENDER)
    desk.approve(case)
    return case


@pytest.mark.parametrize("operation", ["refundCreate", "*"])
@pytest.mark.parametrize("trouble", TROUBLE, ids=str)
def test_trouble_ends_with_exactly_one_refund(desk, approved, trouble, operation):
    desk.sandbox.faults.add("shopify", operation=operation, times=2, **TROUBLE[trouble])

    desk.settle()

    approved.refresh_from_db()
    order = Order.objects.get(pk=approved.order_id)
    assert len(desk.refunds()) == 1
    assert approved.status == Status.RESOLVED
    assert order.reserved == 0
    assert order.refunded == Execution.objects.get(case=approved).amount


def test_an_answer_lost_is_settled_by_looking_not_by_asking_again(desk, approved):
    desk.sandbox.faults.add("shopify", "done_but_answer_lost", "refundCreate")

    desk.settle()

    asked = VendorCall.objects.filter(operation="create_refund").count()
    assert asked == 1
    assert len(desk.refunds()) == 1
    approved.refresh_from_db()
    assert approved.status == Status.RESOLVED


def test_a_vendor_slower_than_our_patience_is_asked_under_the_same_key(desk, approved):
    desk.sandbox.faults.add("shopify", "slow", "refundCreate", seconds=5)

    desk.settle(rounds=1)
    approved.refresh_from_db()
    assert approved.status == Status.IN_DOUBT
    deadline = time.monotonic() + 15
    while not desk.refunds() and time.monotonic() < deadline:
        desk.settle(rounds=1)  # Shopify says it is still at work
        time.sleep(0.3)
    desk.settle()

    approved.refresh_from_db()
    assert len(desk.refunds()) == 1
    assert approved.status == Status.RESOLVED


def test_a_refusal_frees_the_money_and_asks_a_person(desk, approved):
    desk.sandbox.faults.add(
        "shopify", "user_errors", "refundCreate", message="Refund is not allowed", times=None
    )

    desk.settle()

    approved.refresh_from_db()
    execution = Execution.objects.get(case=approved)
    assert desk.refunds() == []
    assert execution.status == Execution.Status.REFUSED
    assert "not allowed" in execution.answer
    assert approved.status == Status.EXECUTION_FAILED
    assert Order.objects.get(pk=approved.order_id).reserved == 0
    assert not [mail for mail in desk.mails() if "refund" in mail["subject"].lower()]


def test_a_payment_that_is_pending_is_not_called_done(desk, approved):
    desk.sandbox.faults.add("shopify", "pending", "refundCreate")

    desk.settle()

    approved.refresh_from_db()
    execution = Execution.objects.get(case=approved)
    assert len(desk.refunds()) == 1
    assert execution.status == Execution.Status.UNKNOWN
    assert "has yet to confirm" in execution.answer
    assert approved.status == Status.IN_DOUBT


def test_the_kill_switch_holds_money_back_and_lets_it_go_again(desk, approved):
    desk.store.money_enabled = False
    desk.store.save()
    desk.settle()
    assert desk.refunds() == []

    desk.store.money_enabled = True
    desk.store.save()
    desk.settle()

    assert len(desk.refunds()) == 1
