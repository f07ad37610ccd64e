"""A month of history goes out once, after somebody subscribed, and goes on after a restart."""

from collections import Counter
from datetime import timedelta

import pytest

from opsdesk.sandbox import Pace, Sandbox, parcels
from opsdesk.sandbox.moments import parse
from tests.opsdesk.sandbox.conftest import NORTH, SOUTH, Shop

ORDERS = 90


@pytest.fixture
def file(tmp_path):
    return tmp_path / "sandbox.sqlite3"


def test_a_month_has_the_orders_and_the_trouble_it_should():
    sandbox = Sandbox([NORTH, SOUTH])

    assert sandbox.seed_history() == 424

    orders = sandbox.shopify.orders
    assert Counter(order["shop"] for order in orders).keys() == {NORTH.domain, SOUTH.domain}
    assert {order["currency"] for order in orders} == {"USD", "GBP"}
    ages = [sandbox.world.clock() - parse(order["created_at"]) for order in orders]
    assert timedelta(days=28) < max(ages) < timedelta(days=31)
    assert min(ages) < timedelta(hours=12)
    found = sandbox.world.state.all("parcels")
    stories = Counter(parcel["story"] for parcel in found)
    transit = ("label_never_scanned", "gone_silent", "slipped", "overdue")
    assert all(stories[name] >= 4 for name in (*transit, "returned_to_sender", "failed_attempt"))
    assert sum(stories[n] for n in stories if n not in ("healthy", "late")) >= 33
    assert stories["delivered_but_missing"] == 3
    assert len({parcel["carrier"] for parcel in found}) == 4
    assert len({parcel["code"] for parcel in found}) == 424
    assert any(order["shipping"]["price"] == "0.00" for order in orders)
    assert len(sandbox.shopify.refunds) >= 4


def test_the_other_parcels_mostly_arrived_on_time():
    sandbox = Sandbox([NORTH])
    sandbox.seed_history()
    now = sandbox.world.now()

    on_time = late = moving = 0
    for parcel in sandbox.world.state.all("parcels"):
        scans = parcels.seen(parcel, now)
        if parcel["story"] not in ("healthy", "late"):
            continue
        if not scans or scans[-1]["step"] != "delivered":
            moving += 1
        elif scans[-1]["at"][:10] <= scans[0]["eta"][:10]:
            on_time += 1
        else:
            late += 1

    assert 0.88 <= on_time / (on_time + late) <= 0.96
    assert moving >= 15


def test_seeding_twice_is_seeding_once():
    sandbox = Sandbox([NORTH])

    sandbox.seed_history(orders=ORDERS)

    assert sandbox.seed_history(orders=ORDERS) == 0
    assert len(sandbox.shopify.orders) == ORDERS


def test_history_waits_for_a_subscription_and_goes_out_once(receiver):
    with Sandbox([NORTH]) as sandbox:
        sandbox.seed_history(orders=ORDERS)
        shop = Shop(sandbox)
        assert sandbox.drain()
        assert receiver.got == []

        shop.subscribe(receiver.url)
        wait_for(lambda: sandbox.webhooks.waiting()["parked"] == 0)
        assert sandbox.drain(20)

        names = [b["name"] for t, b in told(receiver) if t == "orders/create"]
        assert len(names) == len(set(names)) == ORDERS
        refunds = [b for t, b in told(receiver) if t == "refunds/create"]
        assert len(refunds) == len(sandbox.shopify.refunds)
        for refund in refunds:
            assert parse(refund["created_at"]) < sandbox.world.clock() - timedelta(hours=12)


def test_a_restart_sends_only_what_got_no_2xx(file, receiver):
    sandbox = Sandbox([NORTH], path=file).start()
    sandbox.seed_history(orders=ORDERS)
    shop = Shop(sandbox)
    receiver.answers = [200] * 40 + [503] * 10_000
    shop.subscribe(receiver.url)
    wait_for(lambda: len(receiver.got) >= 60)
    sandbox.stop()
    accepted = [(t, key(b)) for t, b in told(receiver)[:40]]
    receiver.got.clear()
    receiver.answers.clear()

    with Sandbox([NORTH], path=file) as again:
        assert again.seed_history(orders=ORDERS) == 0
        wait_for(lambda: not unsent(again))
        resent = [(t, key(b)) for t, b in told(receiver)]

    # What was being answered while the process stopped may come again; the rest comes exactly once.
    assert len(set(accepted) & set(resent)) <= 6
    assert len(resent) == len(set(resent))
    creates = {row for row in {*accepted, *resent} if row[0] == "orders/create"}
    assert len(creates) == ORDERS


def test_history_rests_while_the_receiver_is_down_and_none_is_lost(receiver):
    with Sandbox([NORTH]) as sandbox:
        sandbox.seed_history(orders=ORDERS)
        receiver.answers = [503] * 20
        Shop(sandbox).subscribe(receiver.url, topics=["ORDERS_CREATE"])

        wait_for(lambda: not receiver.answers)
        wait_for(lambda: "orders/create" not in {e["topic"] for e in unsent(sandbox)}, 30)

        names = {b["name"] for b in receiver.bodies()}
        assert len(names) == ORDERS
        assert len(receiver.got) == ORDERS + 20


def test_live_days_bring_orders_scans_and_trouble(receiver):
    with Sandbox([NORTH, SOUTH]) as sandbox:
        sandbox.seed_history(orders=ORDERS)
        from tests.opsdesk.sandbox.test_easypost import Account

        account = Account(sandbox)
        for parcel in sandbox.world.state.all("parcels"):
            asked = {"tracking_code": parcel["code"], "carrier": parcel["carrier"]}
            account.call("POST", "trackers", json={"tracker": asked})
        before = in_trouble(sandbox)

        sandbox.go_live(Pace(order_every=0.2, scan_every=0.2, trouble_every=0.3, sent_after=0.5))

        wait_for(lambda: len(sandbox.shopify.orders) >= ORDERS + 3)
        wait_for(lambda: in_trouble(sandbox) >= before + 2)


def unsent(sandbox):
    now = sandbox.world.now()
    return [event for event in sandbox.world.state.all("events") if event["at"] <= now]


def in_trouble(sandbox):
    return sum(p["story"] not in ("healthy", "late") for p in sandbox.world.state.all("parcels"))


def told(receiver):
    return list(zip(receiver.topics(), receiver.bodies(), strict=True))


def key(body):
    return (body["id"], body.get("updated_at"))


def wait_for(condition, seconds=15):
    import time

    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
