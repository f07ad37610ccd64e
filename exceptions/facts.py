"""What a remedy, a draft and a guard may know about a case: one frozen picture, read once.

Everything here is mirrored or derived by us. What a customer, a carrier or staff typed is kept
apart in `words`: it may be shown to a model as data and decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from exceptions.models import Case, Kind, RemedyKind
from opsdesk import clock
from opsdesk.taxonomy import Milestone, Reason
from orders import wording
from orders.models import Order, OrderLine

LOCALES = ("en", "de", "fr", "es")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]{0,38}")  # letters first; a name that is a link is no name
_PLACE = re.compile(r"[^\W\d_][^\W\d_ ,.'’()-]{0,58}")
_CARRIER = re.compile(r"[^\W_][\w &+-]{0,38}")


@dataclass(frozen=True, slots=True)
class LineFact:
    """Items of one order line that have not been refunded; `amount` is our own estimate."""

    line_id: int
    quantity: int
    title: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case, its parcel and its order, as far as money and words need them."""

    kind: Kind
    because: str
    onset_at: datetime
    taken_at: datetime
    default_remedy: RemedyKind | None
    brand: str
    locale: str

    order_name: str
    first_name: str
    recipient: str
    placed_on: date
    currency: str
    total: Decimal
    shipping_paid: Decimal
    refunded: Decimal
    refundable: Decimal
    parcel_lines: tuple[LineFact, ...]
    order_lines: tuple[LineFact, ...]

    carrier: str
    tracking_number: str
    milestone: Milestone
    reason: Reason | None
    status: str
    shipped_on: date | None = None
    last_scan_at: datetime | None = None
    last_scan_on: date | None = None
    last_scan_place: str = ""
    attempted_on: date | None = None
    delivered_on: date | None = None
    reported_on: date | None = None
    original_eta: date | None = None
    current_eta: date | None = None
    promised_on: date | None = None
    is_cancelled: bool = False
    words: dict[str, str] = field(default_factory=dict)

    @property
    def has_other_items(self) -> bool:
        """Say whether the order holds more than what is in this parcel."""
        here = Counter({line.line_id: line.quantity for line in self.parcel_lines})
        return bool(here) and any(line.quantity > here[line.line_id] for line in self.order_lines)

    @property
    def untrusted(self) -> tuple[str, ...]:
        """Return what customers and staff typed; a carrier's own wording may be quoted."""
        return tuple(text for name, text in self.words.items() if name != "last_scan_text")

    @property
    def known_dates(self) -> frozenset[date]:
        """Return every calendar day a message may name."""
        days = (
            *(self.placed_on, self.shipped_on, self.last_scan_on, self.attempted_on),
            *(self.delivered_on, self.reported_on),
            *(self.original_eta, self.current_eta, self.promised_on),
        )
        return frozenset(day for day in days if day)

    @property
    def known_amounts(self) -> frozenset[Decimal]:
        """Return every amount of the order itself; the option's own comes on top."""
        lines = (line.amount for line in (*self.parcel_lines, *self.order_lines))
        amounts = (self.total, self.shipping_paid, self.refunded, *lines)
        return frozenset(amount for amount in amounts if amount)

    def snapshot(self) -> dict[str, Any]:
        """Return the evidence kept with a proposal: plain JSON, nobody's contact data."""
        return {
            "kind": self.kind.value,
            "because": self.because,
            "onset_at": self.onset_at.isoformat(),
            "taken_at": self.taken_at.isoformat(),
            "order": self.order_name,
            "currency": self.currency,
            "total": str(self.total),
            "shipping_paid": str(self.shipping_paid),
            "refunded": str(self.refunded),
            "refundable": str(self.refundable),
            "is_cancelled": self.is_cancelled,
            "carrier": self.carrier,
            "tracking_number": self.tracking_number,
            "milestone": self.milestone.value,
            "reason": self.reason.value if self.reason else "",
            "status": self.status,
            "shipped_on": _iso(self.shipped_on),
            "last_scan_at": _iso(self.last_scan_at),
            "last_scan_place": self.last_scan_place,
            "attempted_on": _iso(self.attempted_on),
            "delivered_on": _iso(self.delivered_on),
            "reported_on": _iso(self.reported_on),
            "original_eta": _iso(self.original_eta),
            "current_eta": _iso(self.current_eta),
            "promised_on": _iso(self.promised_on),
            "lines": [
                {"line_id": line.line_id, "quantity": line.quantity, "title": line.title}
                for line in self.parcel_lines
            ],
        }


def gather(case: Case) -> CaseFacts:
    """Read everything about `case` that money and words rest on."""
    now = clock.now()
    return CaseFacts(
        kind=Kind(case.kind),
        because=case.because,
        onset_at=case.onset_at,
        taken_at=now,
        default_remedy=RemedyKind(case.rule.default_remedy) if case.rule else None,
        brand=case.store.from_name or case.store.name,
        **_about_order(case),
        **_about_money(case),
        **_about_parcel(case, now),
    )


def _about_order(case: Case) -> dict[str, Any]:
    order = case.order
    return {
        "order_name": order.name,
        "first_name": _matching(_NAME, order.first_name),
        "recipient": order.email,
        "locale": _locale(order.customer.locale if order.customer else "", case.store.locale),
        "placed_on": order.placed_at.astimezone(case.store.tz).date(),
        "is_cancelled": order.cancelled_at is not None,
        "words": {
            "order_note": order.note,
            "report_of_missing_parcel": case.shipment.reported_missing_note,
            "last_scan_text": case.shipment.last_scan_text,
        },
    }


def _about_money(case: Case) -> dict[str, Any]:
    order, left = case.order, _left(case.order)
    inside = {line.order_line_id: line.quantity for line in case.shipment.lines.all()}
    return {
        "currency": order.currency,
        "total": order.total,
        "shipping_paid": order.shipping_total,
        "refunded": order.refunded,
        "refundable": order.refundable.amount,
        "parcel_lines": _lines(order, {pk: min(n, left.get(pk, 0)) for pk, n in inside.items()}),
        "order_lines": _lines(order, left),
    }


def _about_parcel(case: Case, now: datetime) -> dict[str, Any]:
    shipment, tz = case.shipment, case.store.tz

    def day(moment: datetime | None) -> date | None:
        return moment.astimezone(tz).date() if moment else None

    return {
        "carrier": _matching(_CARRIER, shipment.carrier),
        "tracking_number": shipment.tracking_number,
        "milestone": Milestone(shipment.milestone),
        "reason": Reason(shipment.reason) if shipment.reason else None,
        "status": wording.status_sentence(shipment, now),
        "shipped_on": day(shipment.shipped_at),
        "last_scan_at": shipment.last_scan_at,
        "last_scan_on": day(shipment.last_scan_at),
        "last_scan_place": _matching(_PLACE, shipment.last_scan_place),
        "attempted_on": day(shipment.first_attempt_at),
        "delivered_on": day(shipment.delivered_at),
        "reported_on": day(shipment.reported_missing_at),
        "original_eta": shipment.original_eta,
        "current_eta": shipment.current_eta,
        "promised_on": shipment.promised_on,
    }


def _left(order: Order) -> dict[int, int]:
    """Return per order line how many items no refund has covered yet."""
    refunded: Counter[int] = Counter()
    for refund in order.refunds.all():
        for line in refund.lines:
            refunded[int(line["line_id"])] += int(line["quantity"])
    return {
        line.pk: max(line.quantity - refunded[line.shopify_id], 0) for line in order.lines.all()
    }


def _lines(order: Order, quantities: dict[int, int]) -> tuple[LineFact, ...]:
    # Taxes come on top only where the total says so; elsewhere prices include them.
    added_tax = order.total > order.subtotal + order.shipping_total
    return tuple(
        LineFact(line.shopify_id, quantity, line.title, _amount(line, quantity, added_tax))
        for line in sorted(order.lines.all(), key=lambda line: line.shopify_id)
        if (quantity := quantities.get(line.pk, 0)) > 0
    )


def _amount(line: OrderLine, quantity: int, added_tax: bool) -> Decimal:
    share = Decimal(quantity) / line.quantity
    tax = line.tax * share if added_tax else Decimal(0)
    amount: Decimal = line.unit_price * quantity - line.discount * share + tax
    return max(amount, Decimal(0))


def _locale(customer: str, store: str) -> str:
    for wanted in (customer, store):
        language = wanted.replace("_", "-").split("-")[0].lower()
        if language in LOCALES:
            return language
    return "en"


def _matching(pattern: re.Pattern[str], text: str) -> str:
    text = " ".join(text.split())
    return text if pattern.fullmatch(text) else ""


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None
