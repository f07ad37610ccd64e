"""What the smaller topics say: edits, deletions, payments, returns, disputes, people and the shop."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from opsdesk.vendors.base import Frozen, parse_body
from opsdesk.vendors.fields import (
    Address,
    Amount,
    Id,
    Line,
    Moment,
    OrEmpty,
    Quantity,
    Short,
    words,
)
from opsdesk.vendors.shopify.payloads import ZERO, Currency, CustomerPayload

Word = Annotated[str, BeforeValidator(lambda value: words(30)(value).lower() if value else "")]


class _Edit(Frozen):
    order_id: Id


class _Edited(Frozen):
    order_edit: _Edit


class _Deleted(Frozen):
    id: Id


class _Named(Frozen):
    id: Id


class OrderTransactionPayload(Frozen):
    """A payment of an order, made or attempted. It does not say which refund it belongs to."""

    id: Id
    order_id: Id
    kind: Short = ""
    status: Short = ""


class _SentLine(Frozen):
    line_item: _Named | None = None


class ReturnLinePayload(Frozen):
    """How many of what come back, and why. What the customer wrote is not taken over."""

    quantity: Quantity = 0
    return_reason: Word = ""
    fulfillment_line_item: _SentLine | None = None

    @property
    def line_id(self) -> int | None:
        """Return the order line, where Shopify names it."""
        sent = self.fulfillment_line_item
        return sent.line_item.id if sent and sent.line_item else None


class ReturnPayload(Frozen):
    """One return; short bodies (close, decline) leave the lines out."""

    id: Id
    order: _Named
    name: Short = ""
    status: Word = ""
    return_line_items: Annotated[tuple[ReturnLinePayload, ...], OrEmpty] = ()

    @property
    def order_id(self) -> int:
        """Return the order's number."""
        return self.order.id


class DisputePayload(Frozen):
    """One chargeback or inquiry."""

    id: Id
    order_id: Id | None = None
    type: Word = ""
    status: Word = ""
    reason: Line = ""
    amount: Amount = ZERO
    currency: Currency
    initiated_at: Moment | None = None
    evidence_due_by: Moment | None = None
    finalized_on: Moment | None = None


class _Person(Frozen):
    id: Id | None = None
    email: Address = ""
    phone: Short = ""


class _Request(Frozen):
    id: Id | None = None


class PrivacyPayload(Frozen):
    """A person wants to know what we have of them, or wants it gone."""

    shop_id: Id | None = None
    shop_domain: Line = ""
    customer: _Person = _Person()
    orders_requested: Annotated[tuple[Id, ...], OrEmpty] = ()
    orders_to_redact: Annotated[tuple[Id, ...], OrEmpty] = ()
    data_request: _Request = _Request()

    @property
    def orders(self) -> tuple[int, ...]:
        """Return the orders named, whichever way."""
        return self.orders_requested or self.orders_to_redact


class ShopPayload(Frozen):
    """The shop the app was removed from, or whose data is to go."""

    id: Annotated[int, Field(gt=0)] | None = None
    shop_domain: Line = ""


TOPIC_STATUS = {
    "returns/request": "requested",
    "returns/approve": "open",
    "returns/reopen": "open",
    "returns/decline": "declined",
    "returns/cancel": "canceled",
    "returns/close": "closed",
}


def parse_edit(body: bytes) -> int:
    """Parse orders/edited and return the order's number; raises Invalid."""
    return parse_body(_Edited, body).order_edit.order_id


def parse_deletion(body: bytes) -> int:
    """Parse orders/delete and return the order's number; raises Invalid."""
    return parse_body(_Deleted, body).id


def parse_transaction(body: bytes) -> OrderTransactionPayload:
    """Parse order_transactions/create; raises Invalid."""
    return parse_body(OrderTransactionPayload, body)


def parse_return(body: bytes, topic: str) -> ReturnPayload:
    """Parse any of returns/*; a body without a status has the one its topic says. Raises Invalid."""
    payload = parse_body(ReturnPayload, body)
    if payload.status:
        return payload
    return payload.model_copy(update={"status": TOPIC_STATUS.get(topic, "open")})


def parse_dispute(body: bytes) -> DisputePayload:
    """Parse disputes/create and disputes/update; raises Invalid."""
    return parse_body(DisputePayload, body)


def parse_customer(body: bytes) -> CustomerPayload:
    """Parse customers/update; raises Invalid."""
    return parse_body(CustomerPayload, body)


def parse_privacy(body: bytes) -> PrivacyPayload:
    """Parse customers/data_request and customers/redact; raises Invalid."""
    return parse_body(PrivacyPayload, body)
