import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from exceptions import detection
from exceptions.models import Case, Kind, Rule, Status
from opsdesk.models import AuditEntry
from opsdesk.taxonomy import Milestone
from orders.models import Order
from tests.exceptions.parcels import SILENT, at, make_parcel, make_ruled_store, move
from tests.factories import make_case, make_proposal, make_rule

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


def test_an_open_case_keeps_up_with_the_facts(parcel):
    move(parcel, current_eta=date(2025, 11, 24), eta_readings={at(15).isoformat(): "2025-11-24"})
    detection.evaluate_many([parcel.pk], at(17))
    assert Case.objects.get().onset_at == at(15)
    move(parcel, current_eta=date(2025, 11, 26))

    detection.evaluate_many([parcel.pk], at(17, 18))

    case = Case.objects.get()
    assert case.because.startswith("Now expected on 26 Nov, 6 days later")
    assert case.onset_at == at(15)  # the trouble began when it began


def test_a_draft_that_no_longer_fits_is_renewed(parcel):
    case = make_case(shipment=parcel, kind=Kind.NO_MOVEMENT, status=Status.AWAITING_APPROVAL)
    known = {"milestone": "in_transit", "last_scan_at": at(14).isoformat()}
    make_proposal(case=case, evidence={"facts": known})
    detection.evaluate_many([parcel.pk], SILENT)
    case.refresh_from_db()
    assert case.status == Status.AWAITING_APPROVAL
    move(parcel, last_scan_at=at(18), last_scan_text="Delay reported", last_scan_place="")

    detection.evaluate_many([parcel.pk], SILENT)

    case.refresh_from_db()
    assert case.status == Status.DRAFTING
    assert AuditEntry.objects.filter(action="case.redraft_asked").count() == 1


def test_what_a_person_wrote_is_never_drafted_over(parcel, django_user_model):
    author = django_user_model.objects.create(username="ed")
    case = make_case(shipment=parcel, kind=Kind.NO_MOVEMENT, status=Status.AWAITING_APPROVAL)
    known = {"milestone": "picked_up"}
    make_proposal(case=case, author_kind="person", author=author, evidence={"facts": known})

    detection.evaluate_many([parcel.pk], SILENT)

    case.refresh_from_db()
    assert case.status == Status.AWAITING_APPROVAL


def test_news_wakes_a_snoozed_case_early(parcel):
    case = make_case(
        shipment=parcel,
        kind=Kind.NO_MOVEMENT,
        status=Status.SNOOZED,
        snoozed_until=at(30),
        because="No movement since 14 Nov in Memphis, TN.",
    )
    detection.evaluate_many([parcel.pk], SILENT)
    case.refresh_from_db()
    assert case.status == Status.SNOOZED
    move(parcel, last_scan_at=at(18), last_scan_text="Delay reported", last_scan_place="")

    detection.evaluate_many([parcel.pk], SILENT)

    case.refresh_from_db()
    assert (case.status, case.snoozed_until) == (Status.OPEN, None)


def test_a_disabled_rule_opens_nothing_but_its_cases_still_clear(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    Rule.objects.update(enabled=False)
    other = make_parcel(parcel.store)

    detection.evaluate_many([parcel.pk, other.pk], SILENT)
    assert open_kinds(parcel) == {Kind.NO_MOVEMENT}
    assert open_kinds(other) == set()

    move(parcel, milestone=Milestone.DELIVERED, delivered_at=at(19))
    detection.evaluate_many([parcel.pk], at(20))
    assert open_kinds(parcel) == set()


def test_a_looser_rule_clears_in_honest_words(parcel):
    detection.evaluate_many([parcel.pk], SILENT)
    Rule.objects.filter(kind=Kind.NO_MOVEMENT).update(thresholds={"hours": 480})

    detection.evaluate_many([parcel.pk], SILENT)

    case = Case.objects.get()
    assert case.status == Status.CLEARED
    assert case.closed_because == "By today's rule this is no exception any more."


def test_of_two_rules_of_a_kind_the_gravest_opens_one_case(parcel):
    grave = make_rule(store=parcel.store, kind=Kind.NO_MOVEMENT, severity="high")

    detection.evaluate_many([parcel.pk], SILENT)

    case = Case.objects.get()
    assert (case.rule, case.severity, case.severity_rank) == (grave, "high", 0)


def test_a_rule_spoilt_by_hand_does_not_stop_the_others(parcel):
    Rule.objects.filter(kind=Kind.OVERDUE).update(thresholds={"days": "soon"})

    detection.evaluate_many([parcel.pk], at(24))

    assert open_kinds(parcel) == {Kind.NO_MOVEMENT}


def test_another_stores_rules_do_not_apply(parcel):
    stranger = make_parcel(make_ruled_store(), order__name="#9")
    Rule.objects.filter(store=stranger.store).delete()

    detection.evaluate_many([parcel.pk, stranger.pk], SILENT)

    assert open_kinds(stranger) == set()
    assert open_kinds(parcel) == {Kind.NO_MOVEMENT}


def test_the_sweep_takes_only_what_is_due_and_comes_to_an_end(parcel):
    later = make_parcel(parcel.store, last_moved_at=at(18), attention_at=at(20))
    move(parcel, attention_at=at(18))

    assert detection.sweep(SILENT) == 1
    assert detection.sweep(SILENT) == 0

    assert open_kinds(parcel) == {Kind.NO_MOVEMENT}
    parcel.refresh_from_db()
    later.refresh_from_db()
    assert parcel.attention_at == at(21, 5)  # overdue at midnight in New York
    assert later.attention_at == at(20)


def test_the_sweep_works_in_batches(store):
    for _ in range(3):
        make_parcel(store, attention_at=at(18))

    assert [detection.sweep(SILENT, limit=2) for _ in range(3)] == [2, 1, 0]


def test_a_batch_costs_a_fixed_number_of_queries(store, django_assert_num_queries):
    few = [make_parcel(store).pk for _ in range(2)]
    many = [make_parcel(store).pk for _ in range(30)]
    for ids in (few, many):
        detection.evaluate_many(ids, SILENT)  # opens the cases, sets attention_at

    for ids in (few, many):
        with django_assert_num_queries(6):  # savepoint and release; parcels, facts, rules, cases
            detection.evaluate_many(ids, SILENT)


def test_changed_rules_make_the_sweep_look_at_what_is_under_way(parcel):
    gone = make_parcel(parcel.store, milestone=Milestone.DELIVERED, delivered_at=at(15))

    detection.look_again(parcel.store, SILENT)

    parcel.refresh_from_db()
    gone.refresh_from_db()
    assert parcel.attention_at == SILENT
    assert gone.attention_at is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_one_case(monkeypatch):
    monkeypatch.setattr("opsdesk.events.LISTENERS", {"case.opened": ()})
    parcel = make_parcel(make_ruled_store())
    start = threading.Barrier(4)

    def work():
        try:
            start.wait()
            detection.evaluate_many([parcel.pk], SILENT)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Case.objects.count() == 1
    assert AuditEntry.objects.filter(action="case.opened").count() == 1
