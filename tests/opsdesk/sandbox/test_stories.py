"""Each story is true when it is told, and can be moved on."""

from datetime import datetime, timedelta

import pytest

from opsdesk.sandbox import parcels
from opsdesk.sandbox.moments import parse
from opsdesk.sandbox.stories.timetable import STORIES


def scans(sandbox, story):
    return parcels.seen(story.parcel, sandbox.world.now())


def steps(sandbox, story):
    return [scan["step"] for scan in scans(sandbox, story)]


def hours_since(sandbox, moment):
    return (sandbox.world.clock() - parse(moment)).total_seconds() / 3600


def estimate(sandbox, story):
    return parse(parcels.estimate(scans(sandbox, story)))


@pytest.mark.parametrize("name", sorted(STORIES))
def test_scans_are_in_order_and_after_the_sending(sandbox, name):
    story = sandbox.story(name)

    moments = [scan["at"] for scan in scans(sandbox, story)]

    assert moments == sorted(moments)
    assert moments[0] == story.order["fulfillments"][0]["created_at"]
    assert moments[-1] <= sandbox.world.now()


def test_a_label_that_was_never_scanned_has_only_its_label(sandbox):
    story = sandbox.story("label_never_scanned")

    assert steps(sandbox, story) == ["label"]
    assert hours_since(sandbox, scans(sandbox, story)[0]["at"]) > 5 * 24


def test_a_silent_parcel_has_moved_and_then_not_for_days(sandbox):
    story = sandbox.story("gone_silent")

    assert steps(sandbox, story)[-1] == "arrived"
    assert hours_since(sandbox, scans(sandbox, story)[-1]["at"]) > 5 * 24
    assert estimate(sandbox, story) > sandbox.world.clock()


def test_a_slipped_parcel_is_expected_more_than_a_day_later_and_still_moves(sandbox):
    story = sandbox.story("slipped")

    first = parse(scans(sandbox, story)[0]["eta"])
    assert estimate(sandbox, story) - first > timedelta(days=1)
    assert estimate(sandbox, story) > sandbox.world.clock()
    assert hours_since(sandbox, scans(sandbox, story)[-1]["at"]) < 24


def test_an_overdue_parcel_is_past_its_only_estimate_and_still_moves(sandbox):
    story = sandbox.story("overdue")

    assert hours_since(sandbox, parcels.estimate(scans(sandbox, story))) > 2 * 24
    assert len({scan["eta"] for scan in scans(sandbox, story) if scan["eta"]}) == 1
    assert hours_since(sandbox, scans(sandbox, story)[-1]["at"]) < 24


@pytest.mark.parametrize(
    ("name", "status", "detail"),
    [
        ("returned_to_sender", "return_to_sender", "return"),
        ("delivered_but_missing", "delivered", "arrived_at_destination"),
    ],
)
def test_the_last_scan_says_what_happened(sandbox, name, status, detail):
    last = scans(sandbox, sandbox.story(name))[-1]

    assert (last["status"], last["detail"]) == (status, detail)


def test_a_failed_attempt_is_a_delivery_exception_of_today(sandbox):
    last = scans(sandbox, sandbox.story("failed_attempt"))[-1]

    assert last["detail"] == "delivery_exception"
    assert last["status"] in ("failure", "in_transit")


def test_advancing_brings_the_next_scan_to_now_and_the_rest_along(sandbox):
    story = sandbox.story("healthy", age=2)
    before = len(scans(sandbox, story))
    last = story.parcel["scans"][-1]["at"]

    story.advance()

    assert len(scans(sandbox, story)) == before + 1
    assert story.parcel["scans"][-1]["at"] < last


def test_advancing_to_a_named_scan_skips_what_lies_between(sandbox):
    story = sandbox.story("label_never_scanned")

    story.advance("delivered")

    assert steps(sandbox, story) == ["label", "delivered"]


def test_a_scan_the_timetable_does_not_know_can_happen(sandbox):
    story = sandbox.story("gone_silent")

    story.advance("return")

    assert steps(sandbox, story)[-1] == "return"


def test_advancing_a_fresh_order_sends_it(sandbox):
    story = sandbox.story("healthy", age=0)
    assert scans(sandbox, story) == []

    story.advance()

    assert steps(sandbox, story) == ["label"]
    assert story.order["fulfillments"][0]["created_at"] <= sandbox.world.now()


def test_the_merchant_refunds_by_hand_meanwhile(sandbox):
    story = sandbox.story("refunded_by_hand")
    assert sandbox.shopify.refunds == []

    story.advance()

    assert [entry["by"] for entry in sandbox.shopify.refunds] == ["merchant"]


def test_a_corrected_tracking_number_goes_out_as_an_update(sandbox, shop, receiver):
    story = sandbox.story("gone_silent")
    shop.subscribe(receiver.url, topics=["FULFILLMENTS_UPDATE"])

    story.correct_tracking("1Z0000000000000000")
    assert sandbox.drain()

    [told] = receiver.bodies()
    assert told["tracking_numbers"] == ["1Z0000000000000000"]
    assert told["updated_at"] > told["created_at"]
    assert story.parcel["code"] == "1Z0000000000000000"


def test_a_cancelled_order_says_so(sandbox, shop, receiver):
    story = sandbox.story("healthy", age=0)
    shop.subscribe(receiver.url, topics=["ORDERS_CANCELLED"])

    story.cancel()
    assert sandbox.drain()

    assert receiver.bodies()[0]["cancelled_at"]


def test_wishes_override_the_dice(sandbox):
    story = sandbox.story(
        "gone_silent",
        "south",
        email="ada@example.com",
        first_name="Ada",
        carrier="DHL",
        tracking_number="1234567890",
        shipping="0",
        age=timedelta(days=12),
    )

    assert story.email == "ada@example.com"
    assert (story.carrier, story.tracking_number) == ("DHLExpress", "1234567890")
    assert story.order["shipping"]["price"] == "0.00"
    assert story.order["currency"] == "GBP"
    placed = parse(story.order["created_at"])
    assert timedelta(days=11.9) < sandbox.world.clock() - placed < timedelta(days=12.1)


def test_customers_are_invented(sandbox):
    for _ in range(20):
        order = sandbox.story("healthy").order
        assert order["email"].endswith(("example.com", "example.org", "example.net"))


def test_the_clock_can_be_injected():
    from datetime import UTC

    from opsdesk.sandbox import Sandbox, ShopConfig

    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    sandbox = Sandbox([ShopConfig(slug="n", domain="n.myshopify.com")], clock=lambda: noon)

    story = sandbox.story("healthy", age=1)

    assert story.order["created_at"] == "2026-03-01T12:00:00Z"
