"""Every amount in a message must be the option's, or one the order itself knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from exceptions.drafting.guardrails import vocabulary
from exceptions.drafting.guardrails.finding import Finding, doubt, hard
from exceptions.facts import CaseFacts
from exceptions.remedies import Option

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"})
_CROWNS = frozenset({"SEK", "NOK", "DKK", "CZK", "ISK"})
_ISO = (
    *("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF"),
    *("RON", "BGN", "ISK", "TRY", "JPY", "CNY", "INR", "KRW", "BRL", "MXN", "SGD", "HKD", "TWD"),
    *("ZAR", "ILS", "AED", "SAR", "KWD", "BHD", "THB", "IDR", "MYR", "PHP", "VND", "UAH", "RUB"),
    *("BTC", "ETH"),
)
_MARKS = {
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₫": "VND",
    "₪": "ILS",
    "฿": "THB",
    "₿": "BTC",
    "₴": "UAH",
    "us$": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "s$": "SGD",
    "$us": "USD",
    "$ca": "CAD",
    "$au": "AUD",
    "$nz": "NZD",
    "$sg": "SGD",
    "$hk": "HKD",
    "£gb": "GBP",
    "hk$": "HKD",
    "mx$": "MXN",
    "$mx": "MXN",
    "r$": "BRL",
    "nt$": "TWD",
}
CURRENCIES: dict[str, frozenset[str]] = {
    **{code.lower(): frozenset({code}) for code in _ISO},
    **dict.fromkeys(["$", "dollar", "dollars", "dólar", "dólares", "bucks"], _DOLLARS),
    **dict.fromkeys(["€", "euro", "euros"], frozenset({"EUR"})),
    **dict.fromkeys(["£", "pound", "pounds", "sterling", "quid"], frozenset({"GBP"})),
    **dict.fromkeys(["¥", "yen"], frozenset({"JPY", "CNY"})),
    **dict.fromkeys(["kr", "kronor", "kroner"], _CROWNS),
    **dict.fromkeys(["fr.", "franken", "francs"], frozenset({"CHF"})),
    **dict.fromkeys(["₹", "rupees"], frozenset({"INR"})),
    **dict.fromkeys(["zł", "zloty"], frozenset({"PLN"})),
    **{mark: frozenset({code}) for mark, code in _MARKS.items()},
}
_CODES = "|".join(_ISO)  # in capitals only: "try" is a word
_NAMES = "|".join(
    re.escape(name)
    for name in sorted(CURRENCIES, key=len, reverse=True)
    if name.upper() not in _ISO
)
CURRENCY = rf"(?:(?<![^\W\d_])(?:{_NAMES}|(?-i:{_CODES}))(?![^\W\d_]))"
NUMBER = r"(?:\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,3})?|\d+(?:[.,]\d{1,3})?)(?!\d)"
MONEY = re.compile(
    rf"(?P<before>{CURRENCY}) ?(?P<a>{NUMBER})|(?<![\d.,])(?P<b>{NUMBER}) ?(?P<after>{CURRENCY})",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(rf"{CURRENCY}", re.IGNORECASE)
_BARE = re.compile(r"(?<![\d.,/-])\d+[.,]\d{2}(?![\d.,/-])")
_SHARE = re.compile(
    r"\d ?%|(?<!\w)(?:per ?cent|prozent|pour ?cent|por ciento|half|hälfte)(?!\w)", re.I
)


def check(sentence: str, facts: CaseFacts, option: Option) -> Iterator[Finding]:
    """Find amounts that are not the option's, other currencies, and shares."""
    own = {amount for amount in (option.amount, option.told and option.told.amount) if amount}
    currencies = {facts.currency, option.told.currency if option.told else facts.currency}
    found = [(match, _currency_and_readings(match)) for match in MONEY.finditer(sentence)]
    states_own = any(said & own for _, (_, said) in found)
    about_refund = vocabulary.REFUND.search(sentence) is not None
    for match, (meant, said) in found:
        if not meant & currencies:
            yield hard(f"“{match[0]}” is in a currency this order does not have.")
        elif said & own:
            continue
        elif not said & facts.known_amounts:
            yield hard(f"“{match[0]}” is no amount of this order or proposal.")
        # Beside the whole its parts may be named: "$90.72, shipping of $6.00 included".
        elif about_refund and not (states_own and min(said) < option.amount):
            yield hard(f"“{match[0]}” is not what would be refunded.")
    yield from _loose(MONEY.sub(" ", sentence), own | facts.known_amounts)


def _currency_and_readings(match: re.Match[str]) -> tuple[frozenset[str], set[Decimal]]:
    currency, number = match["before"] or match["after"], match["a"] or match["b"]
    return CURRENCIES[currency.lower()], readings(number)


def _loose(rest: str, known: Set[Decimal]) -> Iterator[Finding]:
    if _LEFT_OVER.search(rest):
        yield hard("Money is mentioned without an amount in figures.")
    for match in _BARE.finditer(rest):
        if not readings(match[0]) & known:
            yield hard(f"“{match[0]}” looks like an amount nobody approved.")
    if _SHARE.search(rest):
        yield hard("It speaks of a share or percentage; the menu has only exact amounts.")


def mentions(text: str, option: Option) -> bool:
    """Say whether `text` states the amount of the option."""
    wanted = option.told or option.money
    return any(
        wanted.amount in readings(match["a"] or match["b"]) for match in MONEY.finditer(text)
    )


def readings(number: str) -> set[Decimal]:
    """Return what `number` can mean: "1.234" is a thousand in Berlin, a bit over one in Boston."""
    compact = re.sub(r"[ '’]", "", number)
    marks = [char for char in compact if char in ".,"]
    whole = Decimal(re.sub(r"[.,]", "", compact))
    if not marks:
        return {whole}
    last = max(compact.rfind("."), compact.rfind(","))
    decimals = len(compact) - last - 1
    with_fraction = whole.scaleb(-decimals)
    if len(set(marks)) == 2 or decimals != 3:
        return {with_fraction}
    return {whole} if len(marks) > 1 else {whole, with_fraction}


def without(sentence: str) -> str:
    """Return `sentence` with its amounts taken out, for the guards that look at other numbers."""
    return MONEY.sub(" ", sentence)


def whole(text: str, option: Option) -> Iterator[Finding]:
    """Find a refund whose mail does not say how much came back."""
    if option.told is not None and option.moves_money and not mentions(text, option):
        yield doubt(f"The message does not say that {option.told} was refunded.")
