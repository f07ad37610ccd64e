"""Money: an exact amount and its currency, never apart, never a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Self

from babel import Locale
from babel.numbers import format_currency, get_currency_precision

from opsdesk.errors import Invalid


class CurrencyMismatch(Invalid):
    """Two currencies met in one sum."""

    code = "currency_mismatch"
    message = "These amounts are in different currencies and cannot be added."


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` (Decimal, quantised to the currency's minor unit) in `currency` (ISO 4217)."""

    amount: Decimal
    currency: str

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Self:
        """Build from a decimal string; raises Invalid for anything that is not one."""
        if isinstance(amount, float):
            raise TypeError("Money is never built from a float")
        try:
            value = Decimal(amount)
            if not value.is_finite():
                raise InvalidOperation
        except InvalidOperation as error:
            raise Invalid(f"“{amount}” is not an amount of money.") from error
        unit = Decimal(1).scaleb(-get_currency_precision(currency))
        return cls(value.quantize(unit, rounding=ROUND_HALF_UP), currency.upper())

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing, in `currency`."""
        return cls.of(0, currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be added.")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return format_money(self.amount, self.currency)

    @property
    def wire(self) -> str:
        """Return the amount as vendors want it: a plain decimal string."""
        return format(self.amount, "f")


def sum_money(items: Iterable[Money], *, currency: str) -> Money:
    """Add up `items`; an empty sum is zero in `currency`."""
    total = Money.zero(currency)
    for item in items:
        total = total + item
    return total


def format_money(amount: Decimal, currency: str, locale: str = "en_US") -> str:
    """Return "$90.72" as `locale` writes it."""
    return str(format_currency(amount, currency, locale=Locale.parse(locale, sep="_")))
