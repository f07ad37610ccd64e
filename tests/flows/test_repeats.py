"""The same delivery ten times, in any order: one order, one case, one refund, one mail."""

import random

import pytest

from exceptions.models import Case, Kind
from notifications.models import Message
from opsdesk.models import InboundDelivery
from orders.models import Order, Refund, Shipment


@pytest.mark.parametrize("seed", range(3))
def test_ten_times_in_any_order_make_one_of_everything(desk, seed):
    story = desk.tell("returned_to_sender")
    hook = f"{desk.url}/hooks/shopify/{desk.store.slug}/"
    deliveries = story.deliveries(hook) * 10
    random.Random(seed).shuffle(deliveries)

    statuses = desk.sandbox.deliver_now(deliveries)
    desk.beat(2)
    desk.approve(desk.case(story, Kind.RETURNED_TO_SENDER))
    desk.settle()
    statuses += desk.sandbox.deliver_now(story.deliveries(hook) * 10)
    desk.settle()

    assert set(statuses) == {200}
    assert Order.objects.count() == 1
    assert Shipment.objects.count() == 1
    assert Case.objects.filter(kind=Kind.RETURNED_TO_SENDER).count() == 1
    assert len(desk.refunds()) == 1
    assert Refund.objects.count() == 1
    assert Message.objects.filter(kind="case_reply").count() == 1
    assert not InboundDelivery.objects.exclude(state="processed").exists()
