from datetime import timedelta

import pytest

from opsdesk import clock
from opsdesk.models import InboundDelivery, VendorCall
from opsdesk.tasks import prune
from tests.factories import make_delivery

pytestmark = pytest.mark.django_db


def make_call(age):
    return VendorCall.objects.create(
        vendor="shopify",
        operation="order",
        method="POST",
        url="https://shop.example/graphql.json",
        outcome="ok",
        duration_ms=10,
        at=clock.now() - age,
    )


def test_only_old_calls_are_forgotten(monkeypatch):
    monkeypatch.setattr("opsdesk.retention.BATCH", 2)
    for _ in range(5):
        make_call(timedelta(days=31))
    young = make_call(timedelta(days=29))

    prune()

    assert list(VendorCall.objects.all()) == [young]


def test_old_deliveries_go_once_processed_and_stay_while_a_person_must_look():
    age = clock.now() - timedelta(days=91)
    for state in InboundDelivery.State:
        make_delivery(state=state, received_at=age)
    make_delivery(state=InboundDelivery.State.PROCESSED)

    prune()

    left = InboundDelivery.objects.order_by("pk").values_list("state", flat=True)
    assert sorted(left) == ["processed", "quarantined", "stored"]
