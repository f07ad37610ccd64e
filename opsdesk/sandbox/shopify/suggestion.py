"""order.suggestedRefund: what Shopify proposes to give back, and the most it would allow."""

from decimal import Decimal
from functools import partial
from typing import Any

from opsdesk.sandbox.shopify import ids
from opsdesk.sandbox.shopify.amounts import ZERO, bag, decimal, total
from opsdesk.sandbox.shopify.errors import QueryError
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.shopify.order_view import refund_line_view, sale_view
from opsdesk.sandbox.shopify.views import View
from opsdesk.sandbox.wire import Doc


def suggest(
    order: OrderAt,
    parent: View,
    *,
    refundLineItems: list[Doc] | None = None,  # noqa: N803 - the argument is Shopify's
    refundShipping: bool | None = None,  # noqa: N803
    shippingAmount: str | None = None,  # noqa: N803
    suggestFullRefund: bool | None = None,  # noqa: N803
    **_unsupported: Any,
) -> View:
    """Return the SuggestedRefund for the lines and the shipping asked about."""
    if suggestFullRefund:
        rows = _everything(order)
        refundShipping = True  # noqa: N806
    else:
        rows = [_row(order, given) for given in refundLineItems or []]
    subtotal = total(decimal(row["subtotal"]) for row in rows)
    tax = total(decimal(row["tax"]) for row in rows)
    shipping = _shipping(order, refundShipping, shippingAmount)
    amount = min(subtotal + order.added_tax(tax) + shipping, order.refundable)
    money = partial(bag, currency=order.currency)
    return {
        "amountSet": money(amount),
        "maximumRefundableSet": money(order.refundable),
        "subtotalSet": money(subtotal),
        "discountedSubtotalSet": money(subtotal),
        "totalTaxSet": money(tax),
        "totalDutiesSet": money(ZERO),
        "totalCartDiscountAmountSet": money(ZERO),
        "shipping": {
            "amountSet": money(shipping),
            "maximumRefundableSet": money(order.refundable_shipping),
            "taxSet": money(ZERO),
        },
        "refundLineItems": [refund_line_view(order, row) for row in rows],
        "suggestedTransactions": [
            _transaction(order, sale, amount, parent) for sale in order.sales[:1]
        ],
    }


def _everything(order: OrderAt) -> list[Doc]:
    lines = ((line, order.refundable_quantity(line)) for line in order.doc["lines"])
    return [_refund_row(order, line, left, "NO_RESTOCK") for line, left in lines if left > 0]


def _row(order: OrderAt, given: Doc) -> Doc:
    line = order.line(ids.number(given["lineItemId"], "LineItem") or 0)
    if line is None:
        raise QueryError("Line item does not exist on this order", "BAD_REQUEST")
    quantity = min(given["quantity"], order.refundable_quantity(line))
    return _refund_row(order, line, quantity, given.get("restockType") or "NO_RESTOCK")


def _refund_row(order: OrderAt, line: Doc, quantity: int, restock: str) -> Doc:
    return {
        "id": None,
        "line_id": line["id"],
        "quantity": quantity,
        "restock_type": restock,
        "subtotal": str(order.share(line, quantity, order.line_total(line))),
        "tax": str(order.share(line, quantity, decimal(line["tax"]))),
    }


def _shipping(order: OrderAt, full: bool | None, amount: str | None) -> Decimal:
    if full:
        return order.refundable_shipping
    return min(decimal(amount), order.refundable_shipping) if amount is not None else ZERO


def _transaction(order: OrderAt, sale: Doc, amount: Decimal, parent: View) -> View:
    return {
        "kind": "SUGGESTED_REFUND",
        "gateway": sale["gateway"],
        "formattedGateway": sale["gateway"].replace("_", " ").title(),
        "accountNumber": "•••• •••• •••• 4242",
        "amountSet": bag(amount, order.currency),
        "maximumRefundableSet": bag(order.refundable, order.currency),
        "parentTransaction": sale_view(order, sale, parent),
    }
