from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exceptions.lifecycle import (
    IN_FLIGHT,
    TRANSITIONS,
    UNDECIDED,
    CaseMoved,
    IllegalTransition,
    advance,
    can_advance,
)
from exceptions.models import CLOSED, Case, Status
from tests.factories import make_case

NOW = datetime(2025, 11, 14, 12, tzinfo=UTC)


def test_every_status_has_a_row_in_the_table():
    assert set(TRANSITIONS) == set(Status)


def test_closed_cases_go_nowhere():
    assert all(not TRANSITIONS[Status(status)] for status in CLOSED)


@pytest.mark.parametrize("status", sorted(UNDECIDED))
def test_undecided_cases_can_be_dismissed_cleared_or_settled(status):
    assert {Status.DISMISSED, Status.CLEARED, Status.SETTLED_ELSEWHERE} <= TRANSITIONS[status]


@pytest.mark.parametrize("status", sorted(IN_FLIGHT))
def test_cases_in_flight_cannot_be_cleared_dismissed_or_snoozed(status):
    forbidden = {Status.CLEARED, Status.DISMISSED, Status.SNOOZED, Status.DRAFTING}

    assert not forbidden & TRANSITIONS[status]


def test_money_is_only_moved_by_approval():
    """Nothing but an approved case (or one in doubt about its own call) may start executing."""
    sources = {status for status, targets in TRANSITIONS.items() if Status.EXECUTING in targets}

    assert sources == {Status.APPROVED, Status.IN_DOUBT}
    assert {s for s, targets in TRANSITIONS.items() if Status.APPROVED in targets} == {
        Status.AWAITING_APPROVAL
    }


@given(was=st.sampled_from(list(Status)), to=st.sampled_from(list(Status)))
@settings(max_examples=300)
def test_illegal_moves_are_refused_before_the_database_is_asked(was, to):
    """Outside a database fixture: touching a row would fail this test by itself."""
    case = Case(number=1, status=was)
    if to in TRANSITIONS[was]:
        assert can_advance(case, to)
        return

    assert not can_advance(case, to)
    with pytest.raises(IllegalTransition):
        advance(case, to, now=NOW)
    assert case.status == was


@pytest.mark.django_db
@given(data=st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_walk_through_the_table_leaves_row_and_instance_agreeing(data):
    case = make_case(status=Status.OPEN)
    for _ in range(8):
        choices = sorted(TRANSITIONS[Status(case.status)])
        if not choices:
            break
        advance(case, data.draw(st.sampled_from(choices)), now=NOW)

    row = Case.objects.get(pk=case.pk)
    assert (row.status, row.status_at, row.closed_at) == (case.status, NOW, case.closed_at)
    assert row.is_closed == (row.closed_at is not None)


def test_advance_writes_the_changes_it_is_given(db):
    case = make_case(status=Status.OPEN)

    advance(case, Status.CLEARED, now=NOW, closed_because="Moved again.")

    case.refresh_from_db()
    assert case.status == Status.CLEARED
    assert case.closed_at == case.status_at == NOW
    assert case.closed_because == "Moved again."


def test_waking_up_forgets_the_alarm(db):
    case = make_case(status=Status.SNOOZED, snoozed_until=NOW)

    advance(case, Status.AWAITING_APPROVAL, now=NOW)

    case.refresh_from_db()
    assert case.snoozed_until is None


def test_the_slower_of_two_people_hears_that_the_case_moved(db):
    case = make_case(status=Status.AWAITING_APPROVAL)
    hers, his = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    advance(hers, Status.APPROVED, now=NOW)

    with pytest.raises(CaseMoved) as raised:
        advance(his, Status.DISMISSED, now=NOW)

    assert raised.value.status == 409
    assert his.status == Status.AWAITING_APPROVAL  # the loser's instance claims nothing
    case.refresh_from_db()
    assert case.status == Status.APPROVED
