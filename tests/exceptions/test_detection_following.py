"""How an open case follows the facts, its draft and its rule."""

from datetime import date

import pytest

from exceptions import detection
from exceptions.models import Case, Kind, Rule, Status
from opsdesk.models import AuditEntry
from opsdesk.taxonomy import Milestone
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


def test_an_open_case_keeps_up_with_the_facts(parcel):
    move(
        parcel,
        current_eta=date(2025, 11, 24),
        eta_readings={at(15).isoformat(): ["2025-11-24", at(15).isoformat()]},
    )
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
