"""Refunds: what Shopify suggests, what exists, and the one call that gives money back.

A refund without transactions is a record without money, so the transactions always come from
`suggestedRefund`. While one is PENDING Shopify's own totals leave it out; we judge by the refund's
id and the status of its transactions.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from opsdesk.errors import Invalid, OutcomeUnknown, Rejected
from opsdesk.http import Reply, unclear
from opsdesk.vendors.base import Frozen, explain
from opsdesk.vendors.fields import Amount, Moment, Text
from opsdesk.vendors.shopify.client import Admin, gid, number_of, words_of

LISTED = 25  # refunds(first:) in list_refunds.graphql
DONE = frozenset({"SUCCESS"})
IN_FLIGHT = frozenset({"PENDING", "AWAITING_RESPONSE", "UNKNOWN"})


class KeyBurned(Rejected):
    """Shopify remembers a failed attempt under this key; a new attempt needs a new key."""

    code = "shopify_key_burned"


class LineQuantity(Frozen):
    """`quantity` of an order line."""

    line_id: int
    quantity: int


class SuggestedTransaction(Frozen):
    """Money to give back over the gateway it came from, in the currency the customer paid in."""

    gateway: str
    amount: Decimal
    currency: str
    parent_id: str


class SuggestedRefund(Frozen):
    """Shopify's proposal. Amounts are in shop currency; transactions in the customer's."""

    amount: Decimal
    currency: str
    maximum: Decimal
    shipping_amount: Decimal
    shipping_maximum: Decimal
    presentment_shipping: Decimal
    transactions: tuple[SuggestedTransaction, ...]


class RefundRequest(Frozen):
    """An approved refund. `presentment_shipping` is needed when the customer's currency differs."""

    order_id: int
    lines: tuple[LineQuantity, ...] = ()
    shipping_amount: Decimal | None = None
    presentment_shipping: Decimal | None = None
    amount: Decimal
    currency: str
    note: str
    transactions: tuple[SuggestedTransaction, ...]
    key: UUID


class RefundView(Frozen):
    """A refund that exists. `amount` is in shop currency and leaves failed transactions out."""

    id: int
    note: str
    amount: Decimal
    currency: str
    is_pending: bool
    has_failed: bool
    created_at: datetime
    lines: tuple[LineQuantity, ...]


class _Money(Frozen):
    amount: Amount
    currencyCode: str  # noqa: N815 - Shopify's name


class _Bag(Frozen):
    shopMoney: _Money  # noqa: N815


class _Transaction(Frozen):
    kind: str
    status: str
    amountSet: _Bag  # noqa: N815


class _Refund(Frozen):
    id: str
    note: Text = ""
    createdAt: Moment | None = None  # noqa: N815
    processedAt: Moment  # noqa: N815


def suggested_refund(
    admin: Admin,
    order_id: int,
    lines: tuple[LineQuantity, ...] | list[LineQuantity],
    shipping: Decimal | None,
    full: bool,
) -> SuggestedRefund:
    """Ask Shopify what giving back `lines` and `shipping` (or, `full`: everything) would be."""
    variables = {
        "order": gid("Order", order_id),
        "lines": [_line_input(line) for line in lines],
        "full": full,
        "shippingAmount": None if full or shipping is None else format(shipping, "f"),
    }
    data, reply = admin.call("suggested_refund", variables, safe=True)
    order = data.get("order")
    if not isinstance(order, dict):
        raise Rejected("Shopify does not know this order (any more).")
    if not order.get("suggestedRefund"):
        raise Rejected("Shopify does not suggest any refund for this order.")
    try:
        return _read_suggestion(order["suggestedRefund"])
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise unclear(reply.is_read, "Shopify's suggestion has another shape.") from error


def list_refunds(admin: Admin, order_id: int) -> tuple[RefundView, ...]:
    """Return every refund of an order, whoever made it.

    Raises Rejected when there are more than we can see: a refund of ours might be among the rest.
    """
    data, reply = admin.call("list_refunds", {"order": gid("Order", order_id)}, safe=True)
    order = data.get("order")
    if not isinstance(order, dict):
        raise Rejected("Shopify does not know this order (any more).")
    refunds = order.get("refunds") or []
    if len(refunds) >= LISTED:
        raise Rejected("This order has too many refunds to be checked. Look at it in Shopify.")
    return tuple(_read_refund(item, order.get("currencyCode", ""), reply) for item in refunds)


def create_refund(admin: Admin, request: RefundRequest, reference: str) -> RefundView:
    """Give the money back, once per `request.key`.

    Raises Rejected with Shopify's words, KeyBurned (a new attempt needs a new key), Unavailable
    (not processed), OutcomeUnknown (look at `list_refunds` before anything else).
    """
    variables = {"input": refund_input(request), "key": str(request.key)}
    data, reply = admin.call("create_refund", variables, reference=reference, safe=False)
    payload = data.get("refundCreate")
    if not isinstance(payload, dict):
        raise OutcomeUnknown("Shopify did not say what became of the refund.")
    if payload.get("userErrors"):
        raise _refusal(words_of(payload["userErrors"]))
    return _read_refund(payload.get("refund"), request.currency, reply)


def refund_input(request: RefundRequest) -> dict[str, Any]:
    """Return the RefundInput; raises Invalid when it would not move what was approved."""
    if not request.transactions:
        raise Invalid("A refund without transactions would not move any money.")
    paid_in = request.transactions[0].currency
    total = sum((part.amount for part in request.transactions), Decimal(0))
    if paid_in == request.currency and total != request.amount:
        raise Invalid(f"The transactions add up to {total}, not to {request.amount}.")
    order = gid("Order", request.order_id)
    return {
        "orderId": order,
        "currency": paid_in,
        "note": request.note,
        "notify": False,  # we tell the customer ourselves, after the money is known to move
        "refundLineItems": [_line_input(line) for line in request.lines],
        "shipping": _shipping_input(request, paid_in),
        "transactions": [
            {
                "orderId": order,
                "kind": "REFUND",
                "gateway": part.gateway,
                "amount": format(part.amount, "f"),
                "parentId": part.parent_id,
            }
            for part in request.transactions
        ],
    }


def _shipping_input(request: RefundRequest, paid_in: str) -> dict[str, str] | None:
    if not request.shipping_amount:
        return None
    amount: Decimal | None = request.shipping_amount
    if paid_in != request.currency:
        amount = request.presentment_shipping
        if amount is None:
            raise Invalid(f"The shipping amount is needed in {paid_in}, as the customer paid it.")
    return {"amount": format(amount, "f")}


def _line_input(line: LineQuantity) -> dict[str, Any]:
    # We cannot know whether goods came back, so nothing is put on the shelf.
    return {
        "lineItemId": gid("LineItem", line.line_id),
        "quantity": line.quantity,
        "restockType": "NO_RESTOCK",
    }


def _refusal(words: str) -> Rejected | OutcomeUnknown:
    """Tell the idempotency answers apart; refundCreate's userErrors have no codes, only words."""
    said = words.upper()
    if "IDEMPOTEN" in said and ("CONCURRENT" in said or "PROGRESS" in said):
        return OutcomeUnknown("Shopify is still working on this refund.")
    if "IDEMPOTEN" in said and "PREVIOUS" in said and "FAILED" in said:
        return KeyBurned(words)
    return Rejected(words or "Shopify refused the refund without a reason.")


def _read_suggestion(data: Any) -> SuggestedRefund:
    amount, maximum = _pair(data["amountSet"]), _pair(data["maximumRefundableSet"])
    shipping, at_most = (_pair(data["shipping"][k]) for k in ("amountSet", "maximumRefundableSet"))
    transactions = (
        SuggestedTransaction(
            gateway=part["gateway"] or "",
            amount=_pair(part["amountSet"])[1].amount,
            currency=_pair(part["amountSet"])[1].currencyCode,
            parent_id=part["parentTransaction"]["id"],
        )
        for part in data["suggestedTransactions"]
        if part.get("parentTransaction")
    )
    return SuggestedRefund(
        amount=amount[0].amount,
        currency=amount[0].currencyCode,
        maximum=maximum[0].amount,
        shipping_amount=shipping[0].amount,
        shipping_maximum=at_most[0].amount,
        presentment_shipping=shipping[1].amount,
        transactions=tuple(part for part in transactions if part.amount > 0),
    )


def _pair(bag: Any) -> tuple[_Money, _Money]:
    return _Money.model_validate(bag["shopMoney"]), _Money.model_validate(bag["presentmentMoney"])


def _read_refund(data: Any, currency: str, reply: Reply) -> RefundView:
    try:
        head = _Refund.model_validate(data)
        moved = [_Transaction.model_validate(part) for part in data["transactions"]["nodes"]]
        lines = tuple(
            LineQuantity(line_id=number_of(node["lineItem"]["id"]), quantity=node["quantity"])
            for node in data["refundLineItems"]["nodes"]
        )
        number = number_of(head.id)
    except ValidationError as error:
        raise unclear(reply.is_read, f"Another shape of refund: {explain(error)}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise unclear(reply.is_read, "Shopify's refund has another shape.") from error
    refunds = [part for part in moved if part.kind == "REFUND"]
    counted = [part.amountSet.shopMoney for part in refunds if part.status in DONE | IN_FLIGHT]
    return RefundView(
        id=number,
        note=head.note,
        amount=sum((money.amount for money in counted), Decimal(0)),
        currency=counted[0].currencyCode if counted else currency,
        is_pending=any(part.status in IN_FLIGHT for part in refunds),
        has_failed=any(part.status not in DONE | IN_FLIGHT for part in refunds),
        created_at=head.createdAt or head.processedAt,
        lines=lines,
    )
