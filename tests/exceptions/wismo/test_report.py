"""Each figure counts exactly what its definition says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from exceptions import wismo
from exceptions.models import Case, Decision, Execution, Kind
from notifications.models import Message, MessageKind
from opsdesk.taxonomy import Milestone
from tests.exceptions.parcels import at, make_parcel
from tests.factories import make_case, make_message, make_refund, make_store

pytestmark = pytest.mark.django_db
START, END = date(2025, 11, 1), date(2025, 11, 30)
ONSET, DETECTED = at(18), at(18, 18)


@pytest.fixture
def store(db):
    return make_store(credentials=False, connected_at=at(1))


def figures(*stores, start=START, end=END):
    return wismo.report(stores, start, end)


def delivered(store, on, hour=17, **overrides):
    return make_parcel(store, milestone=Milestone.DELIVERED, delivered_at=at(on, hour), **overrides)


def case_of(parcel, *, onset=ONSET, detected=DETECTED, kind=Kind.NO_MOVEMENT, **overrides):
    return make_case(shipment=parcel, kind=kind, onset_at=onset, detected_at=detected, **overrides)


def decide(case, verdict, moment, actor, reason=""):
    return Decision.objects.create(
        case=case,
        verdict=verdict,
        reason_code=reason,
        actor=actor,
        actor_name=str(actor),
        actor_role="agent",
        at=moment,
    )


def tell(parcel, moment, kind=MessageKind.DELAYED, status=Message.Status.SENT):
    return make_message(
        order=parcel.order, shipment=parcel, kind=kind, status=status, sent_at=moment
    )


def test_an_empty_period_has_a_day_for_every_day_and_no_made_up_numbers(store):
    report = figures(store)

    assert len(report.days) == 30
    assert [report.days[0].day, report.days[-1].day] == [START, END]
    assert report.on_time.words == report.time_to_detect.words == "no data yet"
    assert report.refunds == ()


def test_on_time_compares_the_first_attempt_with_the_first_date(store):
    delivered(store, 20)  # expected on the 20th
    delivered(store, 21)
    delivered(store, 21, first_attempt_at=at(20))
    make_parcel(store)  # still under way
    delivered(store, 20, original_eta=None, current_eta=None)

    report = figures(store)

    assert (report.on_time.hits, report.on_time.n) == (2, 3)
    assert (report.eta_coverage.hits, report.eta_coverage.n) == (3, 4)


def test_the_day_of_delivery_is_the_stores_day(store):
    delivered(store, 21, hour=4)  # 23:00 on the 20th in New York

    assert figures(store).on_time.hits == 1


def test_the_exception_rate_counts_parcels_not_cases(store):
    troubled, healthy = make_parcel(store), make_parcel(store)
    case_of(troubled)
    case_of(troubled, kind=Kind.OVERDUE)
    make_parcel(store, tracking_number="")
    make_parcel(store, milestone=Milestone.CANCELLED)

    rate = figures(store).exception_rate

    assert (rate.hits, rate.n) == (1, 2)
    assert healthy.pk


def test_parcels_count_on_the_day_they_shipped_and_cases_on_the_day_we_noticed(store):
    case_of(delivered(store, 20))

    by_day = {day.day.day: day for day in figures(store).days}

    assert (by_day[12].shipped, by_day[12].with_case, by_day[12].on_time) == (1, 1, 1)
    assert (by_day[18].opened, by_day[18].shipped) == (1, 0)


def test_time_to_detect_leaves_out_what_began_before_we_were_there(store):
    parcel = make_parcel(store)
    case_of(parcel, onset=at(18), detected=at(18, 18))
    case_of(parcel, onset=at(18), detected=at(18, 20), kind=Kind.OVERDUE)
    case_of(parcel, onset=at(30, month=10), detected=at(18), kind=Kind.ETA_SLIP)

    figure = figures(store).time_to_detect

    assert (figure.n, figure.median) == (2, timedelta(hours=2))
    assert figure.p90 == timedelta(hours=2.8)
    assert figure.note == "1 case not counted: older than our connection."


def test_time_to_decide_ends_with_the_first_decision_and_a_snooze_is_none(store, agent):
    parcel = make_parcel(store)
    decided = case_of(parcel, detected=at(18))
    decide(decided, "snooze", at(18, 18), agent)
    decide(decided, "reject", at(18, 20), agent)
    decide(decided, "approve", at(18, 23), agent)
    case_of(parcel, kind=Kind.OVERDUE)

    figure = figures(store).time_to_decide

    assert (figure.n, figure.median) == (1, timedelta(hours=3))
    assert figure.note == "1 case without a decision so far."


@pytest.mark.parametrize(
    ("told", "asked", "covered"),
    [
        (at(18, 19), None, True),
        (at(18, 19), at(19), True),
        (at(19), at(18, 19), False),
        (at(17), None, False),  # about something else: before the trouble began
        (None, None, False),
    ],
)
def test_told_before_asked(store, told, asked, covered):
    parcel = make_parcel(store, reported_missing_at=asked)
    case_of(parcel)
    if told:
        tell(parcel, told)

    coverage = figures(store).proactive_coverage

    assert (coverage.hits, coverage.n) == (int(covered), 1)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (MessageKind.SHIPPED, Message.Status.SENT),
        (MessageKind.DELAYED, Message.Status.FAILED),
        (MessageKind.DELAYED, Message.Status.DROPPED),
    ],
)
def test_only_a_notice_that_left_counts(store, kind, status):
    parcel = make_parcel(store)
    case_of(parcel)
    tell(parcel, at(18, 19), kind, status)

    assert figures(store).proactive_coverage.hits == 0


def test_a_false_alarm_warranted_no_notice(store, agent):
    decide(case_of(make_parcel(store)), "dismiss", at(18, 19), agent, reason="false_alarm")

    assert figures(store).proactive_coverage.n == 0


def test_the_customer_who_was_first_is_named_beside_the_coverage(store):
    case_of(make_parcel(store, reported_missing_at=at(17)))

    assert figures(store).proactive_coverage.note == "1 case where the customer was first."


def execute(case, amount, actor, status="succeeded", remedy="full_refund"):
    return Execution.objects.create(
        decision=decide(case, "approve", at(19), actor),
        case=case,
        remedy=remedy,
        amount=amount,
        currency=case.currency,
        idempotency_key="5b1f1f3e-0000-4000-8000-000000000000",
        key_made_at=at(19),
        status=status,
        not_before=at(19),
        next_attempt_at=at(19),
        finished_at=at(19),
        created_at=at(19),
    )


def test_refunds_are_summed_by_remedy_and_currency_and_those_made_elsewhere(store, agent):
    parcel = make_parcel(store)
    execute(case_of(parcel), Decimal("20.00"), agent)
    execute(case_of(parcel, kind=Kind.OVERDUE), Decimal("5.50"), agent)
    execute(case_of(parcel, kind=Kind.ETA_SLIP), Decimal(9), agent, status="refused")
    execute(case_of(make_parcel(store)), Decimal(0), agent, remedy="reply_only")
    make_refund(order=parcel.order, amount=Decimal("7.00"), refunded_at=at(19))
    make_refund(order=parcel.order, amount=Decimal(20), refunded_at=at(19), reference="ours")

    rows = [(row.label, row.count, str(row.money)) for row in figures(store).refunds]

    assert rows == [("Full refund", 2, "$25.50"), ("Made outside OpsDesk", 1, "$7.00")]


def test_other_stores_and_other_days_are_not_counted(store, agent):
    other = make_store(credentials=False)
    foreign = delivered(other, 20)
    tell(foreign, at(18, 19))
    execute(case_of(foreign), Decimal("20.00"), agent)
    case_of(delivered(store, 20, shipped_on=date(2025, 12, 1), shipped_at=at(1, month=12)))
    Case.objects.filter(store=store).update(detected_at=at(1, month=12))

    report = figures(store)

    assert report.on_time.n == report.proactive_coverage.n == report.time_to_detect.n == 0
    assert report.refunds == ()
    assert not any(day.shipped or day.opened for day in report.days)


def test_two_stores_are_counted_together(store):
    other = make_store(credentials=False)
    delivered(store, 20)
    delivered(other, 20)

    assert figures(store, other).on_time.n == 2


@pytest.mark.parametrize("size", [1, 25])
def test_the_number_of_queries_does_not_grow(store, agent, size, django_assert_num_queries):
    for _ in range(size):
        parcel = delivered(store, 20)
        execute(case_of(parcel), Decimal("20.00"), agent)
        tell(parcel, at(18, 19))

    with django_assert_num_queries(4):
        figures(store)


@pytest.mark.parametrize(("start", "end"), [(END, START), (date(2020, 1, 1), END)])
def test_a_senseless_period_is_refused(store, start, end):
    with pytest.raises(ValueError, match="period"):
        figures(store, start=start, end=end)
