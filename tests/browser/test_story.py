"""The main job with a browser in front and the vendors' real HTTP behind."""

import pytest
from django.urls import reverse

from exceptions.models import Case, Kind, Proposal
from orders.models import Order
from tests.factories import make_member
from tests.flows.conftest import desk  # noqa: F401  (the fixture: a connected store)


@pytest.fixture
def maya(desk):  # noqa: F811
    """The agent who sits in front of the browser."""
    return make_member(desk.store, "agent", username="maya", first_name="Maya", last_name="Lind")


def test_an_approval_on_the_screen_becomes_one_refund_and_one_mail(
    open_page,
    sign_in,
    desk,  # noqa: F811
):
    story = desk.tell("returned_to_sender")
    case = desk.case(story, Kind.RETURNED_TO_SENDER)
    proposal = Proposal.objects.get(case=case)
    address = reverse("exceptions:case", args=[case.code])
    page = sign_in(open_page(), address)
    shown = page.locator("#case").inner_text()

    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.locator("#toasts").get_by_text("Approved.").wait_for()
    page.goto(address)
    desk.settle()
    page.locator("#case .tag", has_text="Resolved").wait_for()

    [refund] = desk.refunds()
    assert f"Approve and refund {proposal.money}" in shown
    assert story.email in shown
    assert refund["order_id"] == story.order_gid
    assert [mail["to"] for mail in desk.mails(proposal.subject)] == [[story.email]]


def test_a_parcel_reported_missing_on_its_order_page_becomes_a_case(
    open_page,
    sign_in,
    desk,  # noqa: F811
):
    story = desk.tell("delivered_but_missing")
    order = Order.objects.get(shopify_id=story.order_id)
    page = sign_in(open_page(), reverse("orders:order-detail", args=[order.code]))

    page.get_by_text("The customer says it never arrived").click()
    page.get_by_label("What did the customer say?").fill("Nothing on the porch")
    page.get_by_role("button", name="Report as delivered, not received").click()
    page.get_by_text("A case opens in a moment.").wait_for()
    desk.beat(2)
    page.goto("/")
    page.locator("#rows .row", has_text="Delivered, not received").click()
    page.locator("#case-title").wait_for()

    assert Case.objects.get(order=order).kind == Kind.DELIVERED_NOT_RECEIVED
    assert "Nothing on the porch" in page.locator("#case").inner_text()
