"""What people may decide, once, about exactly what they saw."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pgtrigger
import pytest
from django.db import connection
from django.http import Http404

from exceptions import decisions, proposals
from exceptions.errors import (
    AlreadyDecided,
    FactsMoved,
    LimitExceeded,
    NotRefundable,
    ProposalChanged,
    TooLateToUndo,
)
from exceptions.models import Case, Decision, Execution, Proposal, Status
from opsdesk import audit, clock
from opsdesk.errors import Invalid, NotAllowed
from opsdesk.models import AuditEntry
from orders.models import Order, Shipment
from tests.factories import make_case, make_limit, make_member, make_proposal, make_store

pytestmark = pytest.mark.django_db


@pytest.fixture
def limited(store):
    make_limit(store=store)
    make_limit(store=store, role="lead", per_action="900.00", per_day="2000.00")
    return store


@pytest.fixture
def case(limited):
    return make_case(store=limited, amount="90.00")


def digest_of(case):
    return proposals.current(case).digest


def approve(case, actor, digest=None):
    return decisions.approve(code=case.code, digest=digest or digest_of(case), actor=actor)


def assert_nothing_happened(case):
    case.refresh_from_db()
    case.order.refresh_from_db()
    assert case.status == Status.AWAITING_APPROVAL
    assert case.order.reserved == 0
    assert not Execution.objects.exists()
    assert not Decision.objects.filter(verdict="approve").exists()


def test_approving_binds_reserves_schedules_and_audits(case, agent):
    approve(case, agent)

    case.refresh_from_db()
    case.order.refresh_from_db()
    execution = Execution.objects.get()
    entry = AuditEntry.objects.get(action="case.approved")
    assert case.status == Status.APPROVED
    assert case.order.reserved == Decimal("90.00")
    assert execution.decision.digest == digest_of(case)
    assert execution.not_before > clock.now()
    assert "$90.00" in entry.sentence
    assert str(agent) in entry.sentence
    assert audit.first_broken(case.store) is None


def test_another_digest_than_the_one_on_record_approves_nothing(case, agent):
    with pytest.raises(ProposalChanged):
        approve(case, agent, digest="0" * 64)

    assert_nothing_happened(case)


def test_a_newer_version_makes_the_older_screen_useless(case, agent):
    seen = digest_of(case)
    make_proposal(case=case, amount="91.00")

    with pytest.raises(ProposalChanged):
        approve(case, agent, digest=seen)

    assert_nothing_happened(case)


def test_a_row_changed_behind_our_back_cannot_be_approved(case, agent):
    with pgtrigger.ignore("exceptions.Proposal:immutable"):
        Proposal.objects.update(recipient="thief@example.org")

    with pytest.raises(ProposalChanged):
        approve(case, agent)

    assert_nothing_happened(case)


def test_a_parcel_delivered_since_the_draft_needs_another_look(case, agent):
    Shipment.objects.filter(pk=case.shipment_id).update(milestone="delivered")

    with pytest.raises(FactsMoved, match="delivered"):
        approve(case, agent)

    assert_nothing_happened(case)


def test_above_the_limit_nothing_is_approved(limited, agent):
    case = make_case(store=limited, amount="400.00")

    with pytest.raises(LimitExceeded):
        approve(case, agent)

    assert_nothing_happened(case)


def test_more_than_the_order_has_left_cannot_be_approved(case, agent):
    Order.objects.filter(pk=case.order_id).update(reserved=Decimal("50.00"))

    with pytest.raises(NotRefundable):
        approve(case, agent)

    case.refresh_from_db()
    assert case.status == Status.AWAITING_APPROVAL


def test_the_second_approver_learns_who_was_first(case, agent, lead):
    seen = digest_of(case)
    approve(case, agent)

    with pytest.raises(AlreadyDecided, match=rf"Approved \d+ s ago by {agent}"):
        approve(case, lead, digest=seen)

    assert Execution.objects.count() == 1


def test_a_case_of_another_store_does_not_exist(case):
    stranger = make_member(make_store(), "admin")

    with pytest.raises(Http404):
        approve(case, stranger)


@pytest.mark.parametrize(
    "act",
    [
        lambda case, who: approve(case, who),
        lambda case, who: decisions.reject(code=case.code, actor=who, reason_code="other"),
        lambda case, who: decisions.dismiss(code=case.code, actor=who, reason_code="other"),
        lambda case, who: decisions.snooze(
            code=case.code, actor=who, until=clock.now() + timedelta(hours=1)
        ),
        lambda case, who: decisions.take(code=case.code, actor=who),
        lambda case, who: decisions.redraft(code=case.code, actor=who),
        lambda case, who: decisions.undo(code=case.code, actor=who),
    ],
    ids=["approve", "reject", "dismiss", "snooze", "take", "redraft", "undo"],
)
def test_a_viewer_decides_nothing(case, limited, act):
    with pytest.raises(NotAllowed):
        act(case, make_member(limited, "viewer"))

    assert_nothing_happened(case)


def test_undo_gives_everything_back(case, agent, lead):
    approve(case, agent)

    decisions.undo(code=case.code, actor=lead)

    case.refresh_from_db()
    case.order.refresh_from_db()
    assert case.status == Status.AWAITING_APPROVAL
    assert case.order.reserved == 0
    assert Execution.objects.get().status == Execution.Status.UNDONE


def test_undo_comes_too_late_when_the_window_is_over(case, agent, settings):
    settings.UNDO_REFUND_SECONDS = 0
    approve(case, agent)

    with pytest.raises(TooLateToUndo):
        decisions.undo(code=case.code, actor=agent)

    case.refresh_from_db()
    assert case.status == Status.APPROVED


def test_after_an_undo_it_can_be_approved_again(case, agent):
    approve(case, agent)
    decisions.undo(code=case.code, actor=agent)

    approve(case, agent)

    assert Execution.objects.filter(status=Execution.Status.PENDING).count() == 1
    assert Order.objects.get(pk=case.order_id).reserved == Decimal("90.00")


def test_a_rejected_proposal_waits_for_a_person(case, agent):
    decisions.reject(code=case.code, actor=agent, reason_code="wrong_amount", note="Too much")

    case.refresh_from_db()
    decision = Decision.objects.get()
    assert case.status == Status.NEEDS_PERSON
    assert (decision.reason_code, decision.note) == ("wrong_amount", "Too much")


@pytest.mark.parametrize("code", ["", "made_up"])
def test_a_rejection_needs_a_reason_from_the_list(case, agent, code):
    with pytest.raises(Invalid, match="reason"):
        decisions.reject(code=case.code, actor=agent, reason_code=code)

    assert_nothing_happened(case)


def test_dismissing_closes_with_name_and_reason(case, agent):
    decisions.dismiss(code=case.code, actor=agent, reason_code="false_alarm")

    case.refresh_from_db()
    assert case.status == Status.DISMISSED
    assert case.closed_because == f"Dismissed by {agent}: false alarm"


@pytest.mark.parametrize("hours", [-1, 0, 24 * 61])
def test_snoozing_needs_a_time_within_sixty_days(case, agent, hours):
    with pytest.raises(Invalid, match="60 days"):
        decisions.snooze(code=case.code, actor=agent, until=clock.now() + timedelta(hours=hours))


def test_snoozing_puts_it_away(case, agent):
    until = clock.now() + timedelta(hours=4)

    decisions.snooze(code=case.code, actor=agent, until=until)

    case.refresh_from_db()
    assert (case.status, case.snoozed_until) == (Status.SNOOZED, until)


def test_taking_names_the_first_who_touched_it(case, agent):
    decisions.take(code=case.code, actor=agent)

    case.refresh_from_db()
    assert case.assignee == agent
    assert case.first_touch_at is not None


def test_a_redraft_is_claimable_at_once_and_keeps_the_wish(case, agent):
    decisions.redraft(code=case.code, actor=agent, instruction="  Shorter, please. ")

    case.refresh_from_db()
    assert case.status == Status.DRAFTING
    assert case.draft_instruction == "Shorter, please."
    assert case.draft_lease_until <= clock.now()


@pytest.mark.django_db(transaction=True)
def test_ten_approvers_at_once_make_one_approval(limited):
    case = make_case(store=limited, amount="90.00")
    people = [make_member(limited, "agent") for _ in range(10)]
    seen, start, outcomes = digest_of(case), Barrier(10), []

    def act(person):
        start.wait()
        try:
            approve(case, person, digest=seen)
            outcomes.append("approved")
        except AlreadyDecided as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=act, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("approved") == 1
    assert all("ago by" in words for words in outcomes if words != "approved")
    assert Execution.objects.count() == 1
    assert Order.objects.get(pk=case.order_id).reserved == Decimal("90.00")
    assert Case.objects.get(pk=case.pk).status == Status.APPROVED
