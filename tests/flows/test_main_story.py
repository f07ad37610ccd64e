"""The main job, end to end: a parcel goes wrong, a person approves, money and mail leave once."""

from decimal import Decimal

from exceptions.models import Case, Execution, Kind, Proposal, Status
from notifications.models import Message
from opsdesk import audit
from orders.models import Order, Refund


def test_a_returned_parcel_is_refunded_and_the_customer_told(desk):
    story = desk.tell("returned_to_sender")
    case = desk.case(story, Kind.RETURNED_TO_SENDER)
    assert case.status == Status.AWAITING_APPROVAL
    proposal = Proposal.objects.get(case=case)
    assert proposal.author_kind == Proposal.Author.MODEL
    assert desk.refunds() == []

    desk.approve(case)
    desk.settle()

    case.refresh_from_db()
    order = Order.objects.get(pk=case.order_id)
    refund = Refund.objects.get(order=order)
    [ledger] = desk.refunds()
    replies = [mail for mail in desk.mails() if mail["subject"] == proposal.subject]
    assert case.status == Status.RESOLVED
    assert ledger["order_id"] == story.order_gid
    assert Decimal(ledger["amount"]) == refund.amount == proposal.amount
    assert (order.refunded, order.reserved) == (proposal.amount, 0)
    assert refund.reference == str(Execution.objects.get(case=case).code)
    assert [mail["to"] for mail in replies] == [[story.email]]
    assert audit.first_broken(desk.store) is None


def test_the_mail_waits_until_the_refund_is_known_to_be_done(desk, sandbox):
    story = desk.tell("returned_to_sender")
    case = desk.case(story, Kind.RETURNED_TO_SENDER)
    sandbox.faults.add("shopify", "status", "refundCreate", status=500, times=None)

    desk.approve(case)
    desk.settle()

    assert not Message.objects.filter(kind="case_reply").exists()
    case.refresh_from_db()
    assert case.status == Status.IN_DOUBT

    sandbox.faults.clear()
    desk.settle()

    assert len(desk.refunds()) == 1
    assert Message.objects.filter(kind="case_reply").count() == 1


def test_a_silent_parcel_that_moves_again_clears_its_own_case(desk):
    story = desk.tell("gone_silent")
    case = desk.case(story, Kind.NO_MOVEMENT)

    story.advance("destination")
    desk.beat(2)

    case.refresh_from_db()
    assert case.status == Status.CLEARED
    assert case.closed_because


def test_a_parcel_that_moves_between_approval_and_execution_goes_back_to_the_queue(desk):
    story = desk.tell("returned_to_sender")
    case = desk.case(story, Kind.RETURNED_TO_SENDER)
    desk.approve(case)

    story.refund_by_hand("1.00")
    desk.sandbox.drain()
    desk.settle()

    case.refresh_from_db()
    assert desk.refunds() == []
    assert Execution.objects.filter(case=case).latest("pk").status == Execution.Status.STALE
    assert case.status in (Status.AWAITING_APPROVAL, Status.DRAFTING)
    assert Order.objects.get(pk=case.order_id).reserved == 0


def test_refunded_by_hand_in_full_settles_the_case_elsewhere(desk):
    story = desk.tell("returned_to_sender")
    case = desk.case(story, Kind.RETURNED_TO_SENDER)

    story.refund_by_hand()
    desk.beat(2)

    case.refresh_from_db()
    assert case.status == Status.SETTLED_ELSEWHERE


def test_a_healthy_parcel_opens_no_case(desk):
    story = desk.tell("healthy")

    assert not Case.objects.filter(order__shopify_id=story.order_id).exists()
