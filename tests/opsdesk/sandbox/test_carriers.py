"""Tracking numbers pass the carriers' own check digits."""

from random import Random

import pytest

from opsdesk.sandbox.stories.carriers import (
    CARRIERS,
    carrier_named,
    dhl_number,
    fedex_number,
    ups_number,
    usps_number,
)
from opsdesk.sandbox.stories.timetable import STATUSES

DICE = Random(3)


def test_the_ups_check_digit_of_a_published_number():
    """1Z999AA10123456784 is UPS's own sample."""
    body = "999AA1012345678"
    values = [int(char) if char.isdigit() else (ord(char) - 63) % 10 for char in body]
    check = -sum(value * (2 if place % 2 else 1) for place, value in enumerate(values)) % 10

    assert check == 4


@pytest.mark.parametrize("number", [ups_number(DICE) for _ in range(20)])
def test_ups_numbers(number):
    assert len(number) == 18
    assert number.startswith("1Z")
    values = [int(char) if char.isdigit() else (ord(char) - 63) % 10 for char in number[2:-1]]
    odd, even = sum(values[::2]), sum(values[1::2])
    assert (odd + 2 * even + int(number[-1])) % 10 == 0


@pytest.mark.parametrize("number", [usps_number(DICE) for _ in range(20)])
def test_usps_numbers(number):
    digits = [int(digit) for digit in number]
    assert len(digits) == 22
    assert (3 * sum(digits[-2::-2]) + sum(digits[-1::-2])) % 10 == 0


@pytest.mark.parametrize("number", [fedex_number(DICE) for _ in range(20)])
def test_fedex_numbers(number):
    weights = [3, 1, 7] * 4
    weighted = sum(int(d) * w for d, w in zip(number[:11], weights, strict=False))
    assert len(number) == 12
    assert weighted % 11 % 10 == int(number[-1])


@pytest.mark.parametrize("number", [dhl_number(DICE) for _ in range(20)])
def test_dhl_numbers(number):
    assert len(number) == 10
    assert int(number[:9]) % 7 == int(number[9])


def test_carriers_are_found_by_either_vendors_name():
    assert carrier_named("DHL Express") is carrier_named("DHLExpress") is carrier_named("dhl")
    with pytest.raises(LookupError):
        carrier_named("Pigeon")


@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=CARRIERS)
def test_every_carrier_has_words_for_every_step(carrier):
    assert set(carrier.words) == set(STATUSES)
