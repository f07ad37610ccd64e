from datetime import timedelta
from decimal import Decimal

import pytest

from exceptions import cases, tasks
from exceptions.models import Case, Decision, Execution, Kind, Rule, Status
from exceptions.rules import Finding
from opsdesk.models import AuditEntry
from opsdesk.taxonomy import Milestone
from orders.models import ShipmentLine
from tests.exceptions.parcels import SILENT, at, make_parcel, make_ruled_store, move
from tests.factories import make_case, make_line, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel(db):
    return make_parcel(make_ruled_store())


def open_case(parcel, kind=Kind.NO_MOVEMENT, because="No movement since 14 Nov."):
    rule = Rule.objects.get(store=parcel.store, kind=kind)
    finding = Finding(kind, because, onset_at=at(18))
    return cases.open_case(shipment=parcel, rule=rule, finding=finding, now=SILENT)


def test_a_case_carries_number_severity_value_and_sentence(parcel):
    case = open_case(parcel, Kind.RETURNED_TO_SENDER)

    case.refresh_from_db()
    assert str(case) == "C-1001"
    assert (case.severity, case.severity_rank) == ("high", 0)
    assert (case.value_at_risk, case.currency) == (parcel.order.total, parcel.order.currency)
    entry = AuditEntry.objects.get()
    assert entry.sentence == f"C-1001 was opened: {Kind.RETURNED_TO_SENDER.label.lower()}."
    assert (entry.actor_name, entry.store) == ("OpsDesk", parcel.store)


def test_opening_a_case_wakes_the_drafter_once(parcel, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        open_case(parcel)

    assert len(callbacks) == 1


def test_numbers_count_up_per_store(parcel):
    elsewhere = make_parcel(make_ruled_store())

    numbers = [
        open_case(parcel).number,
        open_case(elsewhere).number,
        open_case(parcel, Kind.OVERDUE).number,
    ]

    assert numbers == [1001, 1001, 1002]


def test_a_second_case_of_a_kind_is_not_opened_and_uses_no_number(parcel):
    open_case(parcel)

    assert open_case(parcel) is None

    parcel.store.refresh_from_db()
    assert parcel.store.next_case_number == 1002
    assert AuditEntry.objects.count() == 1


def test_a_very_long_sentence_is_cut_to_its_column(parcel):
    case = open_case(parcel, because="x" * 400)

    case.refresh_from_db()
    assert len(case.because) == 300


def test_one_parcel_of_two_risks_only_what_is_in_it(parcel):
    order = parcel.order
    shirt = make_line(order, title="Socks", quantity=4, unit_price=Decimal("5.00"))
    order.subtotal, order.shipping_total = Decimal("110.00"), Decimal("6.00")
    order.total = Decimal("126.00")  # taxes on top
    order.save()
    shirt.tax, shirt.discount = Decimal("2.00"), Decimal("1.00")
    shirt.save()
    second = make_parcel(parcel.store, order=order)
    ShipmentLine.objects.filter(shipment=second).delete()
    ShipmentLine.objects.create(shipment=second, order_line=shirt, quantity=2)

    assert cases.value_of(second).amount == Decimal("10.50")  # 2 × 5.00 + half of (2.00 − 1.00)


def test_clearing_and_settling_say_why_and_are_audited(parcel):
    moved, refunded = open_case(parcel), open_case(parcel, Kind.OVERDUE)

    cases.clear_case(moved, "Moved again on 19 Nov.", SILENT)
    cases.settle_elsewhere(refunded, "The order was refunded in full in Shopify.", SILENT)

    rows = Case.objects.order_by("pk").values_list("status", "closed_because", "closed_at")
    assert list(rows) == [
        (Status.CLEARED, "Moved again on 19 Nov.", SILENT),
        (Status.SETTLED_ELSEWHERE, "The order was refunded in full in Shopify.", SILENT),
    ]
    assert list(AuditEntry.objects.order_by("pk").values_list("sentence", flat=True))[2:] == [
        "C-1001 cleared itself: Moved again on 19 Nov.",
        "C-1002 was settled elsewhere: The order was refunded in full in Shopify.",
    ]


def test_snoozed_cases_wake_when_their_time_is_up(parcel):
    due = make_case(shipment=parcel, status=Status.SNOOZED, snoozed_until=at(18))
    later = make_case(
        shipment=parcel, status=Status.SNOOZED, snoozed_until=at(20), kind=Kind.OVERDUE
    )

    assert cases.wake_snoozed(SILENT) == [parcel.pk]

    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.status, due.snoozed_until) == (Status.OPEN, None)
    assert later.status == Status.SNOOZED


def make_decision(case, verdict, actor):
    proposal = case.proposals.order_by("-version").first()
    return Decision.objects.create(
        case=case,
        proposal=proposal,
        verdict=verdict,
        actor=actor,
        actor_name=str(actor),
        actor_role="agent",
        at=SILENT - timedelta(hours=1),
    )


def make_execution(decision, status):
    return Execution.objects.create(
        decision=decision,
        case=decision.case,
        remedy="full_refund",
        amount=1,
        currency="USD",
        idempotency_key="5b1f1f3e-0000-4000-8000-000000000000",
        key_made_at=SILENT,
        status=status,
        not_before=SILENT,
        next_attempt_at=SILENT,
        created_at=SILENT,
    )


@pytest.mark.parametrize(
    ("verdict", "execution", "status"),
    [
        (None, None, Status.AWAITING_APPROVAL),
        ("reject", None, Status.NEEDS_PERSON),
        ("approve", Execution.Status.REFUSED, Status.EXECUTION_FAILED),
        ("approve", Execution.Status.UNDONE, Status.AWAITING_APPROVAL),
        ("approve", Execution.Status.STALE, Status.AWAITING_APPROVAL),
    ],
)
def test_a_case_wakes_up_where_it_was_put_away(parcel, agent, verdict, execution, status):
    case = make_case(shipment=parcel, status=Status.SNOOZED, snoozed_until=at(18))
    make_proposal(case=case)
    if verdict:
        decision = make_decision(case, verdict, agent)
        if execution:
            make_execution(decision, execution)
    make_decision(case, "snooze", agent)

    cases.wake_snoozed(SILENT)

    case.refresh_from_db()
    assert case.status == status


def test_a_new_proposal_after_a_rejection_is_what_counts(parcel, agent):
    case = make_case(shipment=parcel, status=Status.SNOOZED, snoozed_until=at(18))
    make_proposal(case=case)
    make_decision(case, "reject", agent)
    make_proposal(case=case)

    cases.wake_snoozed(SILENT)

    case.refresh_from_db()
    assert case.status == Status.AWAITING_APPROVAL


def test_a_woken_case_whose_parcel_arrived_meanwhile_is_cleared(parcel):
    case = make_case(shipment=parcel, status=Status.SNOOZED, snoozed_until=at(18))
    move(parcel, milestone=Milestone.DELIVERED, delivered_at=at(17))

    tasks.wake_snoozed()

    case.refresh_from_db()
    assert (case.status, case.closed_because) == (Status.CLEARED, "Delivered on 17 Nov.")
