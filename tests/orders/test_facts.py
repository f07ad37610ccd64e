from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from opsdesk.clock import now
from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from orders.facts import build_facts, build_facts_many
from orders.models import Shipment
from tests.factories import make_order, make_shipment


def test_facts_say_what_the_rows_say(store):
    shipment = make_shipment(
        store=store, reason=Reason.WEATHER, fault_owner=FaultOwner.FORCE_MAJEURE
    )

    facts = build_facts(shipment)

    assert facts.milestone is Milestone.IN_TRANSIT
    assert facts.reason is Reason.WEATHER
    assert facts.fault_owner is FaultOwner.FORCE_MAJEURE
    assert (facts.store_id, facts.order_id) == (store.pk, shipment.order_id)
    assert facts.last_moved_at == shipment.last_moved_at
    assert (facts.calendar.country, facts.calendar.tz) == (store.country, store.tz)


def test_nothing_wrong_is_none_not_an_empty_word(store):
    facts = build_facts(make_shipment(store=store))

    assert (facts.reason, facts.fault_owner) == (None, None)


def test_facts_cannot_be_changed(store):
    facts = build_facts(make_shipment(store=store))

    with pytest.raises(FrozenInstanceError):
        facts.carrier = "DHL"


@pytest.mark.parametrize(
    ("refunded", "fully"), [("0.00", False), ("95.99", False), ("96.00", True), ("97.00", True)]
)
def test_refunded_fully_is_everything_the_customer_paid(store, refunded, fully):
    order = make_order(store=store, total="96.00", refunded=refunded)

    assert build_facts(make_shipment(order=order)).is_refunded_fully is fully


def test_a_free_order_is_never_refunded(store):
    order = make_order(store=store, total="0.00", shipping_total=Decimal("0.00"), lines=0)

    assert build_facts(make_shipment(order=order)).is_refunded_fully is False


def test_cancelled_is_the_order_or_the_parcel(store):
    parcel = make_shipment(store=store, milestone=Milestone.CANCELLED)
    order = make_shipment(order=make_order(store=store, cancelled_at=now()))

    assert build_facts(parcel).is_cancelled
    assert build_facts(order).is_cancelled
    assert not build_facts(make_shipment(store=store)).is_cancelled


def test_many_facts_cost_two_queries(store, django_assert_num_queries):
    ids = [make_shipment(store=store).pk for _ in range(5)]

    with django_assert_num_queries(2):
        many = build_facts_many(ids)

    assert list(many) == ids
    assert many[ids[0]] == build_facts(Shipment.objects.get(pk=ids[0]))
