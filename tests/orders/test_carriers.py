import pytest

from orders.carriers import (
    EASYPOST,
    NAMES,
    contradict,
    easypost_name,
    identify,
    normalise,
)


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("UPS", "UPS"),
        ("ups", "UPS"),
        ("United Parcel Service", "UPS"),
        ("UPS Ground", "UPS"),
        ("UPS Mail Innovations", "UPS Mail Innovations"),
        ("USPS Priority Mail", "USPS"),
        ("Fed-Ex", "Fed-Ex"),
        ("FedEx", "FedEx"),
        ("FedEx SmartPost", "FedEx"),
        ("DHL Express", "DHL"),
        ("DHLExpress", "DHL"),
        ("DHL eCommerce", "DHL eCommerce"),
        ("Canada Post", "Canada Post"),
        ("Upside Couriers", "Upside Couriers"),
        ("Other", ""),
        ("", ""),
    ],
)
def test_a_carrier_has_one_name(said, ours):
    assert normalise(said) == ours


@pytest.mark.parametrize("name", NAMES)
def test_our_names_are_their_own_and_survive_the_provider(name):
    assert normalise(name) == name
    assert normalise(easypost_name(name)) == name


def test_a_carrier_nobody_knows_is_left_to_the_provider_to_recognise():
    assert easypost_name("Upside Couriers") == ""
    assert set(EASYPOST) <= set(NAMES)


def test_only_two_known_carriers_can_contradict_each_other():
    assert contradict("UPS", "FedEx")
    assert not contradict("UPS", "UPS")
    assert not contradict("UPS", "")
    assert not contradict("Upside Couriers", "UPS")


@pytest.mark.parametrize(
    ("company", "number", "ours"),
    [
        ("UPS", "9400111201080805483016", "UPS"),
        ("", "9400111201080805483016", "USPS"),
        ("Other", "1Z5R89390357567127", "UPS"),
        ("", "1Z5R89390357567128", ""),
        ("", "#1001", ""),
        ("Upside Couriers", "1Z5R89390357567127", "Upside Couriers"),
    ],
)
def test_the_shop_names_the_carrier_or_else_the_number_does(company, number, ours):
    assert identify(company, number) == ours
