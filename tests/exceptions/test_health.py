"""What the doctor hears of this app."""

from datetime import timedelta

import pytest

from exceptions import decisions, health, proposals
from exceptions.models import Execution
from opsdesk import clock
from orders.models import Shipment
from tests.factories import make_case, make_limit, make_shipment

pytestmark = pytest.mark.django_db


def unwell():
    return [name for name, ok, _, _ in health.examine() if not ok]


def test_a_quiet_desk_is_well(store):
    make_shipment(store=store, attention_at=clock.now())

    assert unwell() == []


def test_parcels_nobody_looks_at_are_told(store):
    make_shipment(store=store, attention_at=clock.now() - timedelta(hours=1))

    assert unwell() == ["parcels the rules should have looked at"]


def test_parcels_that_cannot_be_judged_are_told(store):
    shipment = make_shipment(store=store, attention_at=clock.now())
    Shipment.objects.filter(pk=shipment.pk).update(attention_failures=2)

    assert unwell() == ["parcels the rules cannot judge"]


def test_an_approval_nobody_carries_out_is_told(store, agent):
    make_limit(store=store)
    case = make_case(store=store, amount="9.00")
    decisions.approve(code=case.code, digest=proposals.current(case).digest, actor=agent)
    assert unwell() == []

    Execution.objects.update(next_attempt_at=clock.now() - timedelta(hours=1))

    assert unwell() == ["approved actions"]
