"""One order as Shopify has it now: what must still be true before money moves."""

from datetime import datetime
from decimal import Decimal

from opsdesk.errors import Rejected
from opsdesk.vendors.base import Frozen, read_reply
from opsdesk.vendors.fields import Amount, Moment
from opsdesk.vendors.shopify.client import Admin, gid


class OrderView(Frozen):
    """The state of an order. Amounts are in shop currency; a pending refund is not in `refunded`."""

    id: int
    name: str
    updated_at: datetime
    cancelled_at: datetime | None
    financial_status: str
    fulfillment_status: str
    currency: str
    presentment_currency: str
    total: Decimal
    refunded: Decimal
    net_payment: Decimal
    is_test: bool


class _Money(Frozen):
    amount: Amount


class _Bag(Frozen):
    shopMoney: _Money  # noqa: N815 - Shopify's name


class _Order(Frozen):
    name: str
    updatedAt: Moment  # noqa: N815
    cancelledAt: Moment | None = None  # noqa: N815
    displayFinancialStatus: str | None = None  # noqa: N815
    displayFulfillmentStatus: str  # noqa: N815
    currencyCode: str  # noqa: N815
    presentmentCurrencyCode: str  # noqa: N815
    totalPriceSet: _Bag  # noqa: N815
    totalRefundedSet: _Bag  # noqa: N815
    netPaymentSet: _Bag  # noqa: N815
    test: bool = False


def fetch_order(admin: Admin, order_id: int) -> OrderView:
    """Read an order; raises Rejected when Shopify does not have it."""
    data, reply = admin.call("fetch_order", {"order": gid("Order", order_id)}, safe=True)
    if not data.get("order"):
        raise Rejected("Shopify does not know this order (any more).")
    order = read_reply(_Order, data["order"], reply)
    return OrderView(
        id=order_id,
        name=order.name,
        updated_at=order.updatedAt,
        cancelled_at=order.cancelledAt,
        financial_status=(order.displayFinancialStatus or "").lower(),
        fulfillment_status=order.displayFulfillmentStatus.lower(),
        currency=order.currencyCode,
        presentment_currency=order.presentmentCurrencyCode,
        total=order.totalPriceSet.shopMoney.amount,
        refunded=order.totalRefundedSet.shopMoney.amount,
        net_payment=order.netPaymentSet.shopMoney.amount,
        is_test=order.test,
    )
