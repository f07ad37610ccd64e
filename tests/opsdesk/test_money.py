"""Money is exact and never loses its currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsdesk.errors import Invalid
from opsdesk.money import CurrencyMismatch, Money, format_money, sum_money

cents = st.integers(-(10**9), 10**9)


def usd(amount):
    return Money.of(amount, "USD")


@given(a=cents, b=cents)
def test_adding_and_taking_away_is_exact(a, b):
    one, other = Money.of(Decimal(a) / 100, "USD"), Money.of(Decimal(b) / 100, "USD")

    assert (one + other - other) == one
    assert (one + other).amount * 100 == a + b


@pytest.mark.parametrize(
    ("amount", "currency", "kept"),
    [
        ("1.005", "USD", "1.01"),
        ("1.004", "USD", "1.00"),
        ("100.5", "JPY", "101"),
        ("1.0005", "KWD", "1.001"),
        ("-1.005", "EUR", "-1.01"),
    ],
)
def test_rounds_half_up_to_the_currencys_own_unit(amount, currency, kept):
    assert Money.of(amount, currency).wire == kept


@pytest.mark.parametrize("nonsense", ["", "ten", "NaN", "Infinity", "1,50", "$5"])
def test_what_is_no_amount_is_refused_in_words(nonsense):
    with pytest.raises(Invalid, match="not an amount of money"):
        Money.of(nonsense, "USD")


def test_a_float_never_becomes_money():
    with pytest.raises(TypeError):
        Money.of(0.1, "USD")


@pytest.mark.parametrize(
    "mix",
    [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a < b,
        lambda a, b: a <= b,
        lambda a, b: sum_money([a, b], currency="USD"),
    ],
    ids=["add", "subtract", "less", "less or equal", "sum"],
)
def test_two_currencies_do_not_meet(mix):
    with pytest.raises(CurrencyMismatch):
        mix(usd("1"), Money.of("1", "EUR"))


def test_an_empty_sum_is_nothing_in_its_currency():
    assert sum_money([], currency="EUR") == Money.zero("EUR")
    assert not Money.zero("EUR")


def test_people_read_it_as_their_language_writes_it():
    assert str(usd("1234.5")) == "$1,234.50"
    assert format_money(Decimal("1234.5"), "EUR", "de_DE") == "1.234,50\xa0€"
