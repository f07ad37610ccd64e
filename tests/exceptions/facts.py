"""Facts and options for the pure tests: plausible, without a database."""

from datetime import UTC, date, datetime
from decimal import Decimal

from exceptions.facts import CaseFacts, LineFact
from exceptions.models import Kind, RemedyKind
from exceptions.remedies import Option, OptionLine
from opsdesk.money import Money
from opsdesk.taxonomy import Milestone, Reason

SHIRT = LineFact(line_id=9001, quantity=2, title="Linen shirt", amount=Decimal("84.72"))
CAP = LineFact(line_id=9002, quantity=1, title="Wool cap", amount=Decimal("25.00"))
MILESTONES = {
    Kind.NO_PICKUP_SCAN: Milestone.LABEL_CREATED,
    Kind.FAILED_ATTEMPT: Milestone.DELIVERY_ATTEMPTED,
    Kind.RETURNED_TO_SENDER: Milestone.RETURNING,
    Kind.DELIVERED_NOT_RECEIVED: Milestone.DELIVERED,
}


def make_facts(kind=Kind.NO_MOVEMENT, **overrides):
    """A parcel of two shirts, $84.72 and $6.00 shipping, looked at on 22 November 2026."""
    facts = {
        "kind": Kind(kind),
        "because": "No movement since Memphis, TN for 3 working days.",
        "onset_at": datetime(2026, 11, 18, 15, tzinfo=UTC),
        "taken_at": datetime(2026, 11, 22, 15, tzinfo=UTC),
        "default_remedy": None,
        "brand": "Alder & Co.",
        "locale": "en",
        "order_name": "#1001",
        "first_name": "Dana",
        "recipient": "dana@mail.example",
        "placed_on": date(2026, 11, 9),
        "currency": "USD",
        "total": Decimal("90.72"),
        "shipping_paid": Decimal("6.00"),
        "refunded": Decimal(0),
        "refundable": Decimal("90.72"),
        "parcel_lines": (SHIRT,),
        "order_lines": (SHIRT,),
        "carrier": "UPS",
        "tracking_number": "1Z999AA10123456784",
        "milestone": MILESTONES.get(Kind(kind), Milestone.IN_TRANSIT),
        "reason": Reason.RECIPIENT_UNAVAILABLE if kind == Kind.FAILED_ATTEMPT else None,
        "status": "Your parcel is on its way.",
        "shipped_on": date(2026, 11, 10),
        "last_scan_at": datetime(2026, 11, 16, 9, tzinfo=UTC),
        "last_scan_on": date(2026, 11, 16),
        "last_scan_place": "Memphis, TN",
        "attempted_on": date(2026, 11, 19),
        "delivered_on": date(2026, 11, 17) if kind == Kind.DELIVERED_NOT_RECEIVED else None,
        "original_eta": date(2026, 11, 17),
        "current_eta": date(2026, 11, 24),
    }
    return CaseFacts(**facts | overrides)


def make_option(remedy=RemedyKind.REPLY_ONLY, amount="0", currency="USD", **overrides):
    """One entry of a menu."""
    money = Money.of(amount, currency)
    option = {
        "option_id": remedy.value,
        "remedy": remedy,
        "currency": currency,
        "summary": "Reply only: no money moves",
        "lines": (OptionLine(9001, 2, "Linen shirt"),) if money else (),
        "amount": money.amount,
        "told": money if money else None,
        "recommended": True,
    }
    return Option(**option | overrides)
