"""One parcel that cannot be judged is put off and counted; the others are looked at."""

import pytest

from exceptions import cases, detection
from exceptions.models import Case
from opsdesk import clock
from orders.models import Shipment
from tests.factories import make_rule, make_shipment

pytestmark = pytest.mark.django_db


def returned(store):
    return make_shipment(
        store=store,
        milestone="returning",
        milestone_at=clock.now(),
        attention_at=clock.now(),
    )


@pytest.fixture
def one_is_bad(store, monkeypatch):
    make_rule(store=store, kind="returned_to_sender")
    bad, good = returned(store), returned(store)
    usual = cases.open_case

    def open_case(*, shipment, **details):
        if shipment.pk == bad.pk:
            raise RuntimeError("this parcel makes no sense")
        return usual(shipment=shipment, **details)

    monkeypatch.setattr(cases, "open_case", open_case)
    return bad, good


def test_the_others_get_their_cases(one_is_bad):
    bad, good = one_is_bad

    assert detection.sweep() == 2

    assert [case.shipment_id for case in Case.objects.all()] == [good.pk]
    bad.refresh_from_db()
    assert bad.attention_failures == 1
    assert bad.attention_at > clock.now()


def test_the_count_ends_when_it_can_be_judged_again(one_is_bad, monkeypatch):
    bad, _good = one_is_bad
    detection.sweep()
    monkeypatch.undo()
    Shipment.objects.filter(pk=bad.pk).update(attention_at=clock.now())

    detection.sweep()

    bad.refresh_from_db()
    assert bad.attention_failures == 0
    assert Case.objects.filter(shipment=bad).count() == 1
