"""Who may approve how much."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from exceptions import approval, proposals
from exceptions.errors import LimitExceeded
from exceptions.models import Decision, Execution
from opsdesk import clock
from opsdesk.errors import NotAllowed
from opsdesk.models import Role
from tests.factories import make_case, make_limit, make_member, make_proposal, make_store, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def limited(store):
    make_limit(store=store, role="agent", per_action="100.00", per_day="150.00")
    make_limit(store=store, role="lead", per_action="500.00", per_day="2000.00")
    return store


def approved(store, actor, amount, status=Execution.Status.SUCCEEDED):
    case = make_case(store=store, amount=amount)
    decision = Decision.objects.create(
        case=case,
        proposal=proposals.current(case),
        verdict=Decision.Verdict.APPROVE,
        actor=actor,
        actor_name=str(actor),
        actor_role="agent",
        amount=amount,
        currency="USD",
        at=clock.now(),
    )
    return Execution.objects.create(
        decision=decision,
        case=case,
        remedy="full_refund",
        amount=amount,
        currency="USD",
        idempotency_key="5cf7ae2a-0b55-4d2a-9c6e-0f2a6d1f2a11",
        key_made_at=clock.now(),
        status=status,
        not_before=clock.now(),
        next_attempt_at=clock.now(),
        created_at=clock.now(),
    )


def check(case, actor):
    return approval.check(proposals.current(case), actor, clock.now())


def test_an_agent_approves_up_to_the_limit(limited, agent):
    assert check(make_case(store=limited, amount="100.00"), agent) == Role.AGENT


def test_a_cent_above_the_limit_is_refused_and_names_both_amounts(limited, agent):
    with pytest.raises(LimitExceeded, match=r"\$100\.01 is above your limit of \$100\.00"):
        check(make_case(store=limited, amount="100.01"), agent)


def test_a_lead_approves_what_an_agent_may_not(limited, lead):
    assert check(make_case(store=limited, amount="400.00"), lead) == Role.LEAD


def test_the_day_counts_what_was_approved_before(limited, agent):
    approved(limited, agent, "90.00")

    with pytest.raises(LimitExceeded, match="daily limit"):
        check(make_case(store=limited, amount="60.01"), agent)
    assert check(make_case(store=limited, amount="60.00"), agent)


@pytest.mark.parametrize("status", approval.NOT_SPENT)
def test_what_never_happened_spends_nothing_of_the_day(limited, agent, status):
    approved(limited, agent, "90.00", status)

    assert check(make_case(store=limited, amount="100.00"), agent)


def test_the_day_begins_at_midnight_in_the_stores_time_zone(agent, limited):
    evening = datetime(2026, 11, 18, 23, 30, tzinfo=limited.tz)
    with time_machine.travel(evening, tick=False):
        approved(limited, agent, "100.00")
    with time_machine.travel(datetime(2026, 11, 19, 5, 30, tzinfo=UTC), tick=False):  # 00:30 there
        assert check(make_case(store=limited, amount="100.00"), agent)


def test_a_role_without_a_limit_approves_no_money(store, agent):
    with pytest.raises(LimitExceeded, match="No limit in USD is set"):
        check(make_case(store=store, amount="1.00"), agent)


def test_a_reply_needs_no_limit(store, agent):
    case = make_case(store=store, status="awaiting_approval")
    make_proposal(case=case, remedy="reply_only", amount="0")

    assert check(case, agent) == Role.AGENT


def test_a_viewer_approves_nothing(limited):
    case = make_case(store=limited, status="awaiting_approval")
    make_proposal(case=case, remedy="reply_only", amount="0")

    with pytest.raises(NotAllowed):
        check(case, make_member(limited, "viewer"))


@pytest.mark.parametrize("other", ["member of another store", "nobody"])
def test_who_does_not_work_here_approves_nothing(limited, other):
    stranger = make_member(make_store(), "admin") if other.startswith("member") else make_user()

    with pytest.raises(NotAllowed, match="do not work for this store"):
        check(make_case(store=limited, amount="1.00"), stranger)


def test_the_screen_says_the_same_as_the_check(limited, agent):
    def words(amount):
        proposal = proposals.current(make_case(store=limited, amount=amount))
        return approval.describe_limit(proposal, Role.AGENT, agent)

    assert "Within your limit" in words("100")
    assert "Above your limit" in words("101")
    approved(limited, agent, "90.00")
    assert "left of your $150.00 for today" in words("61")


def test_a_day_below_one_action_is_refused_in_words(store):
    limit = make_limit(store=store, per_action="500", per_day="1")

    with pytest.raises(ValidationError, match="at least what one action"):
        limit.full_clean()
