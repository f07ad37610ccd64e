"""Trouble strikes where, as often and in the way it was ordered."""

import time

import pytest
import requests

from opsdesk.sandbox.faults import Faults

SHOP = "{ shop { name } }"
ORDERS = "{ orders(first: 1) { nodes { id } } }"


def test_a_status_fault_strikes_once_in_the_vendors_shape(sandbox, shop):
    sandbox.faults.add("shopify", "status", "shop", status=429, retry_after=2)

    first, second = shop.post(SHOP), shop.post(SHOP)

    assert (first.status_code, first.headers["Retry-After"]) == (429, "2")
    assert second.status_code == 200


def test_a_fault_strikes_only_its_operation(sandbox, shop):
    sandbox.faults.add("shopify", "status", "refundCreate", status=500)

    assert shop.post(SHOP).status_code == 200
    assert len(sandbox.faults.armed()) == 1


def test_a_throttled_fault_looks_like_an_empty_bucket(sandbox, shop):
    sandbox.faults.add("shopify", "throttled", "orders")

    assert shop.post(ORDERS).json()["errors"][0]["message"] == "Throttled"


def test_a_slow_answer_is_slow(sandbox, shop):
    sandbox.faults.add("shopify", "slow", seconds=0.3)

    started = time.monotonic()
    shop.post(SHOP)

    assert time.monotonic() - started >= 0.3


def test_a_truncated_body_breaks_off(sandbox, shop):
    sandbox.faults.add("shopify", "truncated")

    with pytest.raises(requests.RequestException):
        shop.post(SHOP).json()


def test_times_none_strikes_until_cleared(sandbox, shop):
    sandbox.faults.add("shopify", "status", status=503, times=None)

    assert [shop.post(SHOP).status_code for _ in range(4)] == [503] * 4
    sandbox.faults.clear()
    assert shop.post(SHOP).status_code == 200


def test_skip_lets_the_first_ones_pass(sandbox, shop):
    sandbox.faults.add("shopify", "status", status=503, skip=2)

    assert [shop.post(SHOP).status_code for _ in range(4)] == [200, 200, 503, 200]


def test_probability_strikes_some_of_the_time():
    faults = Faults()
    faults.add("shopify", "status", times=None, probability=0.3)

    struck = sum(faults.take("shopify", "shop") is not None for _ in range(1000))

    assert 200 < struck < 400


def test_a_fault_for_any_operation_leaves_webhooks_alone():
    faults = Faults()
    faults.add("shopify", "status")

    assert faults.take_webhook("shopify", "orders/create") is None
    assert faults.take("shopify", "shop") is not None


def test_a_fault_for_everybody_leaves_the_control_alone(sandbox):
    sandbox.faults.add("*", "status", times=None)

    assert requests.delete(f"{sandbox.url}/_sandbox/faults", timeout=5).status_code == 200
    assert sandbox.faults.armed() == []


def test_every_vendor_fails_in_its_own_words(sandbox):
    sandbox.faults.add("*", "status", status=500, times=None, message="down")

    easypost = requests.get(f"{sandbox.url}/easypost/v2/trackers", timeout=5).json()
    sendgrid = requests.post(f"{sandbox.url}/sendgrid/v3/mail/send", timeout=5).json()
    openai = requests.post(f"{sandbox.url}/openai/v1/responses", timeout=5).json()

    assert easypost["error"]["message"] == "down"
    assert sendgrid["errors"][0]["message"] == "down"
    assert openai["error"]["message"] == "down"
