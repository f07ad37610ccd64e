"""Whose number is it? Numbers made up here, with check digits computed by hand or by the sandbox."""

import io
import json
from random import Random

import pytest
from django.core.management import call_command

from opsdesk.sandbox.stories import carriers as sandbox
from orders.carrier_numbers import POSTS, detect, is_plausible

VALID = {
    "UPS": ["1Z5R89390357567127", "1Z879E930346834440", "1z 5R8 939 03 5756 712 7"],
    "USPS": [
        "03071790000523483741", "71969010756003077385", "9400111201080805483016", "9505511069605048600624",
        "92748931507708513018050063", "420221539101026837331000039521",
        "4201028200009261290113185417468510", "RB123456785US",
    ],
    "FedEx": [
        "986578788855", "568283610012734", "61299998820821171811", "9611020987654312345672",
        "9261292700768711948021", "1001921334250001000300779017972697", "9622001900000000000000776632517510",
    ],
    "DHL": ["3318810025", "73891051146", "JJD0099999999", "JVGL0999999990", "00340434161094042557"],
    "DHL eCommerce": ["GM2951173225174494", "GM295117494011169042"],
    "OnTrac": ["C11031500001879", "D10011354453707"],
    "LaserShip": ["LX17635036", "1LS717793482164", "1LS7119013618127-1"],
    "Amazon": ["TBA502887274000", "TBC502887274000"],
    "Canada Post": ["0073938000549297", "CX473124829CA"],
    "Purolator": ["320595463938"],
    "DPD": ["008182709980000020033350276C", "01505123456789"],
    "Yodel": ["JD0002242617644732"],
    "Royal Mail": ["RR473124829GB"],
    "Australia Post": ["CX473124829AU"],
    "PostNL": ["3SABCD1234567", "RR473124829NL"],
    "La Poste": ["6A12345678901", "RR473124829FR"],
    "Chronopost": ["XR473124829FR"],
    "Correos": ["PQ4F6P0704104480181750T", "RR473124829ES"],
    "Poste Italiane": ["RR473124829IT"],
    "Swiss Post": ["99.60.123456.12345678".replace(".", ""), "RR473124829CH"],
    "InPost": ["612345678901234567890123"],
}  # fmt: skip
WRONG_CHECK = {
    "UPS": ["1Z5R89390357567128", "1Z1111111111111111"],
    "OnTrac": ["C11031500001889"],
    "USPS": ["RB123456784US"],
    "Royal Mail": ["RR473124820GB"],
}
NOBODYS = [
    "#1001", "1001", "#1001-F1", "ORD-10001", "SO123456", "INV-2026-0042", "", "   ", "n/a", "TBA", "pending",
    "+14155550100", "(415) 555-0100", "415-555-0100", "415.555.0100", "415 555 0100", "4155550100",
    "14155550100", "+49 30 901820", "030 901820", "030/901820", "0049 30 901820", "07700900123",
    "0151 23456789", "5000000000123", "820982911946154508", "450789469", "000000000000", "111111111111",
    "123456789012", "1234567890", "996578788855", "568283610012732", "3318810010", "320595463939",
    "0073938000549292", "9400111201080805483017", "2026-11-22", "4111 1111 1111 1111",
    "dana@mail.example", "https://ups.com/1Z5R89390357567127", "٣٣١٨٨١٠٠٢٥",
]  # fmt: skip


@pytest.mark.parametrize(
    ("carrier", "number"), [(name, number) for name, all_ in VALID.items() for number in all_]
)
def test_format_and_check_digit_name_the_carrier(carrier, number):
    assert detect(number) == (carrier, True)


@pytest.mark.parametrize(
    ("carrier", "number"), [(name, n) for name, all_ in WRONG_CHECK.items() for n in all_]
)
def test_a_format_of_its_own_with_a_wrong_check_digit_is_said_to_be_wrong(carrier, number):
    assert detect(number) == (carrier, False)


@pytest.mark.parametrize("number", NOBODYS)
def test_order_numbers_and_phone_numbers_are_nobodys(number):
    assert detect(number) == ("", False)


def test_every_number_the_sandbox_makes_is_recognised():
    dice = Random(7)
    makers = {
        "UPS": sandbox.ups_number,
        "USPS": sandbox.usps_number,
        "FedEx": sandbox.fedex_number,
        "DHL": sandbox.dhl_number,
    }
    for carrier, make in makers.items():
        found = [detect(make(dice)) for _ in range(300)]
        right = sum(one == (carrier, True) for one in found)

        assert right > 280, carrier  # ten digits may also be an American telephone number


def test_one_wrong_digit_is_noticed_in_every_post():
    for country, post in POSTS.items():
        assert detect(f"RR473124829{country}") == (post, True)
        assert not detect(f"RR473124828{country}").valid


def test_the_orders_own_name_is_no_tracking_number():
    assert not is_plausible("20261001", "#20261001")
    assert is_plausible("20261001", "#1001")


def test_the_command_answers_number_by_number(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("1Z5R89390357567127\n\n#1001\n"))

    call_command("detect_carrier")

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"carrier": "UPS", "valid": True},
        {"carrier": None, "valid": False},
    ]
