"""Amounts of money inside the fake: decimals, two places, and the two ways Shopify writes them."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from opsdesk.sandbox.wire import Doc

ZERO = Decimal("0.00")
CENT = Decimal("0.01")


def decimal(text: object) -> Decimal:
    """Read an amount, rounded to cents."""
    return Decimal(str(text)).quantize(CENT, rounding=ROUND_HALF_UP)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Add amounts up."""
    return sum(amounts, ZERO)


def bag(amount: Decimal, currency: str) -> Doc:
    """Return a GraphQL MoneyBag; Shopify's Decimal drops needless zeros but one: 10.0, 10.5, 10.25."""
    text = f"{amount:.2f}"
    money = {"amount": text[:-1] if text.endswith("0") else text, "currencyCode": currency}
    return {"shopMoney": money, "presentmentMoney": money}


def rest_set(amount: Decimal, currency: str) -> Doc:
    """Return the `*_set` object of a webhook body, always with two places."""
    money = {"amount": f"{amount:.2f}", "currency_code": currency}
    return {"shop_money": money, "presentment_money": money}
