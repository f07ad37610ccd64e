"""The hourly re-check finds what must never be."""

from datetime import timedelta
from decimal import Decimal

import pgtrigger
import pytest

from exceptions import decisions, invariants, proposals
from exceptions.models import Case, Decision, Execution, Proposal, Status
from opsdesk import clock
from opsdesk.models import AuditEntry
from orders.models import Order
from tests.factories import make_case, make_delivery, make_limit

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(store, agent):
    make_limit(store=store)
    case = make_case(store=store, amount="90.00")
    decisions.approve(code=case.code, digest=proposals.current(case).digest, actor=agent)
    return case


def numbers():
    return [violation.number for violation in invariants.check_all()]


def test_an_ordinary_approval_violates_nothing(approved):
    assert numbers() == []


def test_a_proposal_changed_after_approval_is_found(approved):
    with pgtrigger.ignore("exceptions.Proposal:immutable"):
        Proposal.objects.update(amount=Decimal("91.00"))

    assert numbers() == [1]


def test_an_approval_by_a_viewer_is_found(approved):
    with pgtrigger.ignore("exceptions.Decision:immutable"):
        Decision.objects.update(actor_role="viewer")

    assert numbers() == [2]


def test_an_approved_case_nobody_carries_out_is_found(approved):
    Execution.objects.update(status=Execution.Status.REFUSED)
    Order.objects.update(reserved=0)

    assert numbers() == [4]


def test_two_live_executions_of_one_case_are_found(approved, store, agent):
    other = make_case(store=store, amount="10.00")
    decisions.approve(code=other.code, digest=proposals.current(other).digest, actor=agent)
    Execution.objects.update(case=approved)
    Case.objects.filter(pk=other.pk).update(status=Status.DISMISSED)

    assert 3 in numbers()


def test_a_reservation_without_anything_in_flight_is_found(approved):
    Order.objects.update(reserved=Decimal("12.00"))

    assert numbers() == [6]


def test_an_acknowledged_delivery_that_nobody_processes_is_found(store):
    make_delivery(store=store, received_at=clock.now() - timedelta(hours=2))

    assert numbers() == [8]


def test_an_altered_audit_entry_is_found(approved):
    with pgtrigger.ignore("opsdesk.AuditEntry:append_only"):
        AuditEntry.objects.filter(action="case.approved").update(sentence="Nobody approved it.")

    assert numbers() == [12]


def test_a_removed_audit_entry_is_found(approved, agent):
    decisions.undo(code=approved.code, actor=agent)
    with pgtrigger.ignore("opsdesk.AuditEntry:append_only"):
        AuditEntry.objects.order_by("pk").first().delete()

    assert 12 in numbers()
