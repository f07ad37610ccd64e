"""The only place where amounts come from: mirrored facts and Shopify's suggestedRefund.

    requests_for(facts)  what to ask Shopify about        → exceptions.quotes fetches the answers
    options_for(facts, quotes)  the menu a draft or a person picks from, amounts filled in

Pure: no queries, no HTTP. Without Shopify's answer the mirror's amounts stand in; they are
checked against Shopify again before anything is paid (`exceptions.executors.refund`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from exceptions.facts import CaseFacts, LineFact
from exceptions.models import Kind, RemedyKind
from opsdesk.money import Money, format_money
from opsdesk.vendors.shopify.refunds import SuggestedRefund, SuggestedTransaction

FULL, PARTIAL = RemedyKind.FULL_REFUND, RemedyKind.PARTIAL_REFUND
SHIPPING, REPLY = RemedyKind.SHIPPING_REFUND, RemedyKind.REPLY_ONLY

# Per kind of case, the first that is available is recommended. Where an order holds more than this
# parcel, PARTIAL is offered before FULL: nobody gives money back for items that arrived.
MENUS: Mapping[Kind, tuple[RemedyKind, ...]] = {
    Kind.NO_PICKUP_SCAN: (REPLY, FULL),
    Kind.NO_MOVEMENT: (REPLY, FULL, SHIPPING),
    Kind.ETA_SLIP: (REPLY, SHIPPING),
    Kind.OVERDUE: (SHIPPING, REPLY, FULL),
    Kind.FAILED_ATTEMPT: (REPLY,),
    Kind.RETURNED_TO_SENDER: (FULL, REPLY),
    Kind.DELIVERED_NOT_RECEIVED: (FULL, REPLY),
}


@dataclass(frozen=True, slots=True)
class Request:
    """A refund to ask Shopify's opinion of."""

    remedy: RemedyKind
    lines: tuple[LineFact, ...] = ()
    shipping: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Quotes:
    """Shopify's answers. `problem` says, in words, why some are missing; empty when none is."""

    by_remedy: Mapping[RemedyKind, SuggestedRefund] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OptionLine:
    """Items of one order line that an option gives back."""

    line_id: int
    quantity: int
    title: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape a proposal stores."""
        return {"line_id": self.line_id, "quantity": self.quantity, "title": self.title}


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of the menu, with exactly what it would move. `option_id` is stable per case.

    `told` is what the customer reads: the same money in the currency they paid in, None when that
    cannot be said exactly.
    """

    option_id: str
    remedy: RemedyKind
    currency: str
    summary: str
    lines: tuple[OptionLine, ...] = ()
    shipping_amount: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    told: Money | None = None
    recommended: bool = False
    transactions: tuple[SuggestedTransaction, ...] = ()

    @property
    def money(self) -> Money:
        """Return what would be refunded."""
        return Money.of(self.amount, self.currency)

    @property
    def moves_money(self) -> bool:
        """Say whether anything is refunded."""
        return self.remedy != REPLY

    def as_json(self) -> dict[str, Any]:
        """Return what the edit form and the evidence need, as plain JSON."""
        return {
            "option_id": self.option_id,
            "remedy": self.remedy.value,
            "summary": self.summary,
            "lines": [line.as_json() for line in self.lines],
            "shipping_amount": Money.of(self.shipping_amount, self.currency).wire,
            "amount": self.money.wire,
            "currency": self.currency,
            "told": str(self.told) if self.told else "",
            "recommended": self.recommended,
        }


def menu_for(facts: CaseFacts) -> tuple[RemedyKind, ...]:
    """Return the remedies that fit the case, the recommended first, whatever they would cost."""
    menu = list(MENUS[facts.kind])
    if FULL in menu and facts.has_other_items:
        menu.insert(menu.index(FULL), PARTIAL)
    wanted = facts.default_remedy
    if wanted == FULL and PARTIAL in menu:
        wanted = PARTIAL
    if wanted in menu:
        menu.remove(wanted)
        menu.insert(0, wanted)
    return tuple(menu)


def requests_for(facts: CaseFacts) -> tuple[Request, ...]:
    """Return what Shopify should be asked about: every remedy on the menu that moves money."""
    if facts.refundable <= 0:
        return ()
    found = (_request(remedy, facts) for remedy in menu_for(facts))
    return tuple(request for request in found if request is not None)


def _request(remedy: RemedyKind, facts: CaseFacts) -> Request | None:
    if remedy == FULL:
        return Request(FULL, facts.order_lines, facts.shipping_paid)
    if remedy == PARTIAL:
        return Request(PARTIAL, facts.parcel_lines)
    if remedy == SHIPPING and facts.shipping_paid > 0:
        return Request(SHIPPING, shipping=facts.shipping_paid)
    return None


def options_for(facts: CaseFacts, quotes: Quotes) -> tuple[Option, ...]:
    """Return the menu with its amounts; exactly one option is recommended.

    No option moves more than Shopify suggests, than Shopify allows, or than the order has left.
    """
    requests = {request.remedy: request for request in requests_for(facts)}
    options = []
    for remedy in menu_for(facts):
        if remedy == REPLY:
            options.append(Option(REPLY.value, REPLY, facts.currency, "Reply only: no money moves"))
        elif remedy in requests:
            option = _refund(requests[remedy], facts, quotes)
            if option.amount > 0:
                options.append(option)
    return (replace(options[0], recommended=True), *options[1:])


def _refund(request: Request, facts: CaseFacts, quotes: Quotes) -> Option:
    quote = quotes.by_remedy.get(request.remedy)
    if quote is not None:
        amount = min(quote.amount, quote.maximum, facts.refundable)
        shipping, transactions = quote.shipping_amount, quote.transactions
    elif quotes.problem:
        amount, shipping = _mirrored(request, facts)
        transactions = ()
    else:  # Shopify answered and has nothing to offer here
        amount, shipping, transactions = Decimal(0), Decimal(0), ()
    money = Money.of(amount, facts.currency)
    lines = tuple(OptionLine(line.line_id, line.quantity, line.title) for line in request.lines)
    return Option(
        option_id=request.remedy.value,
        remedy=request.remedy,
        currency=money.currency,
        summary=_summary(request.remedy, money, lines, shipping),
        lines=lines,
        shipping_amount=min(Money.of(shipping, facts.currency).amount, money.amount),
        amount=money.amount,
        told=_told(money, quote),
        transactions=tuple(transactions),
    )


def _told(money: Money, quote: SuggestedRefund | None) -> Money | None:
    """Return `money` as the customer sees it on their statement."""
    paid_in = quote.transactions[0].currency if quote and quote.transactions else money.currency
    if quote is None or paid_in == money.currency:
        return money
    if money.amount != quote.amount:  # capped by us: Shopify has not converted this amount
        return None
    return Money.of(sum((part.amount for part in quote.transactions), Decimal(0)), paid_in)


def _mirrored(request: Request, facts: CaseFacts) -> tuple[Decimal, Decimal]:
    """Return (amount, shipping) by our own books, for when Shopify cannot be asked."""
    # The mirror does not say which refund gave shipping back: after any refund it is not offered.
    shipping = request.shipping if facts.refunded == 0 else Decimal(0)
    if request.remedy == FULL:
        return facts.refundable, min(shipping, facts.refundable)
    items = sum((line.amount for line in request.lines), Decimal(0))
    return min(items + shipping, facts.refundable), shipping


def _summary(
    remedy: RemedyKind, money: Money, lines: tuple[OptionLine, ...], shipping: Decimal
) -> str:
    if remedy == SHIPPING:
        return f"Refund the shipping: {money}"
    items = ", ".join(f"{line.quantity} × {line.title}" for line in lines)
    if remedy == PARTIAL:
        return f"Refund what is in this parcel: {money} for {items}"
    with_shipping = ""
    if shipping > 0:
        with_shipping = f", shipping of {format_money(shipping, money.currency)} included"
    return f"Refund all that is left on the order: {money}{with_shipping}"
