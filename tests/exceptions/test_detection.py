from datetime import date, timedelta

import pytest

from exceptions import detection
from exceptions.models import Case, Kind, Rule, Status
from opsdesk.models import AuditEntry
from opsdesk.taxonomy import Milestone
from orders.models import Order
from tests.exceptions.parcels import SILENT, at, make_parcel, make_ruled_store, move
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(db):
    return make_ruled_store()


@pytest.fixture
def parcel(store):
    return make_parcel(store)


def open_kinds(parcel):
    return set(Case.objects.open().filter(shipment=parcel).values_list("kind", flat=True))


def test_a_silent_parcel_gets_a_case_that_says_why(parcel):
    detection.evaluate_many([parcel.pk], SILENT)

    case = Case.objects.get()
    assert (case.kind, case.status) == (Kind.NO_MOVEMENT, Status.OPEN)
    assert case.because == "No movement since 14 Nov in Memphis, TN."
    assert case.onset_at == at(18)
    assert case.detected_at == SILENT


def test_before_its_time_nothing_is_opened_and_the_parcel_knows_when_to_look_again(parcel):
    detection.evaluate_many([parcel.pk], at(17))

    parcel.refresh_from_db()
    assert not Case.objects.exists()
    assert parcel.attention_at == at(18)


def test_evaluating_again_changes_nothing(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    before = Case.objects.values().get(), AuditEntry.objects.count()

    detection.evaluate_many([parcel.pk], SILENT + timedelta(hours=1))

    assert (Case.objects.values().get(), AuditEntry.objects.count()) == before


def test_a_later_scan_clears_the_case_by_itself(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    move(parcel, last_moved_at=at(19), last_scan_at=at(19), last_scan_place="Dallas, TX")

    detection.evaluate_many([parcel.pk], at(19, 18))

    case = Case.objects.get()
    assert case.status == Status.CLEARED
    assert case.closed_because == "Moved again on 19 Nov: Departed from facility in Dallas, TX."


def test_delivery_clears_everything_that_is_open(parcel):
    detection.evaluate_many([parcel.pk], at(24))
    assert open_kinds(parcel) == {Kind.NO_MOVEMENT, Kind.OVERDUE}
    move(parcel, milestone=Milestone.DELIVERED, milestone_at=at(24), delivered_at=at(24))

    detection.evaluate_many([parcel.pk], at(24, 18))

    reasons = set(Case.objects.values_list("status", "closed_because"))
    assert reasons == {(Status.CLEARED, "Delivered on 24 Nov.")}
    parcel.refresh_from_db()
    assert parcel.attention_at is None


@pytest.mark.parametrize("status", [Status.APPROVED, Status.EXECUTING, Status.IN_DOUBT])
def test_a_case_in_flight_is_never_touched(parcel, status):
    case = make_case(shipment=parcel, kind=Kind.NO_MOVEMENT, status=status, because="Old words.")
    move(parcel, milestone=Milestone.DELIVERED, delivered_at=at(19))

    detection.evaluate_many([parcel.pk], at(20))

    case.refresh_from_db()
    assert (case.status, case.because) == (status, "Old words.")


def test_a_failed_execution_waits_for_a_person_even_when_the_parcel_arrives(parcel):
    case = make_case(shipment=parcel, kind=Kind.NO_MOVEMENT, status=Status.EXECUTION_FAILED)
    move(parcel, milestone=Milestone.DELIVERED, delivered_at=at(19))

    detection.evaluate_many([parcel.pk], at(20))

    case.refresh_from_db()
    assert case.status == Status.EXECUTION_FAILED


@pytest.mark.parametrize("status", [Status.DISMISSED, Status.RESOLVED, Status.SETTLED_ELSEWHERE])
def test_what_was_dealt_with_is_not_opened_again_for_the_same_silence(parcel, status):
    detection.evaluate_many([parcel.pk], SILENT)
    Case.objects.update(status=status, closed_at=SILENT)

    detection.evaluate_many([parcel.pk], at(20))

    assert open_kinds(parcel) == set()


def test_a_looser_rule_does_not_bring_a_dismissed_case_back(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    Case.objects.update(status=Status.DISMISSED, closed_at=SILENT)
    Rule.objects.filter(kind=Kind.NO_MOVEMENT).update(thresholds={"hours": 60})

    detection.evaluate_many([parcel.pk], at(20))

    assert open_kinds(parcel) == set()


def test_new_silence_after_a_dismissal_is_a_new_case(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    Case.objects.update(status=Status.DISMISSED, closed_at=SILENT)
    move(parcel, last_moved_at=at(19), last_scan_at=at(19), current_eta=date(2025, 12, 30))
    Rule.objects.exclude(kind=Kind.NO_MOVEMENT).update(enabled=False)

    detection.evaluate_many([parcel.pk], at(24))

    assert open_kinds(parcel) == {Kind.NO_MOVEMENT}
    assert Case.objects.count() == 2


def test_a_return_that_was_dealt_with_is_not_news_when_it_arrives(parcel):
    move(parcel, milestone=Milestone.RETURNING, milestone_at=at(17))
    detection.evaluate_many([parcel.pk], at(18))
    Case.objects.update(status=Status.RESOLVED, closed_at=at(18))
    move(parcel, milestone=Milestone.RETURNED, milestone_at=at(20))

    detection.evaluate_many([parcel.pk], at(21))

    assert open_kinds(parcel) == set()


def test_a_cleared_case_opens_again_when_it_is_true_again(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    Case.objects.update(status=Status.CLEARED, closed_at=SILENT)

    detection.evaluate_many([parcel.pk], at(20))

    assert open_kinds(parcel) == {Kind.NO_MOVEMENT}


def test_an_order_refunded_in_full_settles_its_cases(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    Order.objects.filter(pk=parcel.order_id).update(refunded=parcel.order.total)

    detection.evaluate_many([parcel.pk], at(20))

    case = Case.objects.get()
    assert case.status == Status.SETTLED_ELSEWHERE
    assert case.closed_because == "The order has been refunded in full."
