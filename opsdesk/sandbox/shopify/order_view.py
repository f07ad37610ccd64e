"""The Order type and what hangs on it: fulfilments, refunds, transactions."""

from collections.abc import Callable
from decimal import Decimal

from opsdesk.sandbox.shopify.amounts import ZERO, bag, decimal, total
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.shopify.views import (
    View,
    address_view,
    connection,
    customer_view,
    line_view,
    location_view,
    short,
    tax_view,
)
from opsdesk.sandbox.wire import Doc


def order_view(order: OrderAt, suggest: Callable[..., View]) -> View:
    """Return an order; `suggest` resolves its suggestedRefund."""
    doc = order.doc
    lines = [line_view(order, line) for line in doc["lines"]]
    shipping = shipping_view(order)
    view: View = {
        "__typename": "Order",
        "id": gid("Order", doc["id"]),
        "legacyResourceId": str(doc["id"]),
        **{key: doc[key] for key in ("name", "number", "email", "phone", "note", "tags")},
        **_standing(order),
        **_sums(order),
        "billingAddress": address_view(doc["shipping_address"]),
        "shippingAddress": address_view(doc["shipping_address"]),
        "customer": customer_view(doc["customer"], order),
        "shippingLine": shipping,
        "shippingLines": connection([shipping]),
        "lineItems": connection(lines),
        "subtotalLineItemsQuantity": sum(line["quantity"] for line in doc["lines"]),
    }
    fulfillments = [fulfillment_view(order, row, view) for row in order.fulfillments]
    transactions = transaction_views(order, view)
    view["fulfillments"] = short(fulfillments)
    view["fulfillmentsCount"] = {"count": len(fulfillments), "precision": "EXACT"}
    view["refunds"] = short([refund_view(order, row, view) for row in order.refunds])
    view["transactions"] = short(transactions)
    view["transactionsCount"] = {"count": len(transactions), "precision": "EXACT"}
    view["suggestedRefund"] = lambda _info, **arguments: suggest(order, view, **arguments)
    return view


def _standing(order: OrderAt) -> View:
    doc = order.doc
    return {
        "confirmationNumber": f"SBX{doc['number']}",
        "test": False,
        "edited": False,
        "sourceName": "web",
        "sourceIdentifier": None,
        "customerLocale": doc["customer"]["locale"],
        "createdAt": doc["created_at"],
        "processedAt": doc["created_at"],
        "updatedAt": order.updated_at,
        "cancelledAt": order.cancelled_at,
        "cancelReason": "CUSTOMER" if order.cancelled_at else None,
        "closedAt": None,
        "closed": False,
        "confirmed": True,
        "currencyCode": order.currency,
        "presentmentCurrencyCode": order.currency,
        "displayFinancialStatus": order.financial_status,
        "displayFulfillmentStatus": order.fulfillment_status,
        "returnStatus": "NO_RETURN",
        "fullyPaid": bool(order.sales),
        "unpaid": not order.sales,
        "refundable": order.refundable > ZERO,
        "fulfillable": order.fulfillment_status != "FULFILLED",
        "requiresShipping": True,
        "taxesIncluded": doc["taxes_included"],
        "paymentGatewayNames": sorted({tx["gateway"] for tx in doc["transactions"]}),
        "discountCode": None,
        "discountCodes": [],
        "customAttributes": [],
        "statusPageUrl": f"https://{doc['shop']}/60000000001/orders/{doc['id']:x}/authenticate",
    }


def _sums(order: OrderAt) -> View:
    refunded = order.refunded()
    kept = total(order.refund_total(refund) for refund in order.refunds)
    sums: dict[str, Decimal] = {
        "totalPriceSet": order.total,
        "originalTotalPriceSet": order.total,
        "currentTotalPriceSet": order.total - kept,
        "subtotalPriceSet": order.subtotal,
        "currentSubtotalPriceSet": order.subtotal,
        "totalTaxSet": order.tax,
        "currentTotalTaxSet": order.tax,
        "totalShippingPriceSet": order.shipping,
        "currentShippingPriceSet": order.shipping - min(order.shipping, order.refunded_shipping),
        "totalDiscountsSet": order.discounts,
        "currentTotalDiscountsSet": order.discounts,
        "totalRefundedSet": refunded,
        "totalRefundedShippingSet": order.refunded_shipping,
        "totalReceivedSet": order.received,
        "totalOutstandingSet": ZERO if order.sales else order.total,
        "totalTipReceivedSet": ZERO,
        "netPaymentSet": order.received - refunded,
    }
    return {name: bag(amount, order.currency) for name, amount in sums.items()}


def shipping_view(order: OrderAt) -> View:
    """Return the order's shipping line."""
    shipping = order.doc["shipping"]
    price = bag(order.shipping, order.currency)
    return {
        "id": gid("ShippingLine", shipping["id"]),
        "title": shipping["title"],
        "code": shipping["code"],
        "carrierIdentifier": None,
        "custom": False,
        "deliveryCategory": None,
        "source": "shopify",
        "isRemoved": False,
        "originalPriceSet": price,
        "discountedPriceSet": price,
        "currentDiscountedPriceSet": price,
        "taxLines": [tax_view(order, order.shipping_tax)],
    }


def fulfillment_view(order: OrderAt, row: Doc, parent: View) -> View:
    """Return one parcel as Shopify knows it: a tracking number, no scans."""
    tracking = {"company": row["company"], "number": row["number"], "url": row["url"]}
    return {
        "__typename": "Fulfillment",
        "id": gid("Fulfillment", row["id"]),
        "legacyResourceId": str(row["id"]),
        "name": row["name"],
        "status": "SUCCESS",
        "displayStatus": "FULFILLED",
        "createdAt": row["created_at"],
        "updatedAt": row.get("updated_at", row["created_at"]),
        "deliveredAt": None,
        "inTransitAt": None,
        "estimatedDeliveryAt": None,
        "requiresShipping": True,
        "totalQuantity": sum(line["quantity"] for line in row["lines"]),
        "trackingInfo": short([tracking] if row["number"] else []),
        "fulfillmentLineItems": connection([_sent_line(order, line) for line in row["lines"]]),
        "location": location_view(),
        "order": parent,
    }


def _sent_line(order: OrderAt, row: Doc) -> View:
    line = order.line(row["line_id"]) or {}
    net = order.share(line, row["quantity"], order.line_total(line))
    return {
        "id": gid("FulfillmentLineItem", row["line_id"] + 1),
        "quantity": row["quantity"],
        "lineItem": line_view(order, line),
        "originalTotalSet": bag(decimal(line["price"]) * row["quantity"], order.currency),
        "discountedTotalSet": bag(net, order.currency),
    }


def sale_view(order: OrderAt, row: Doc, parent: View) -> View:
    """Return a payment; how much of it is left is what refunds may take."""
    left = bag(order.refundable, order.currency)["shopMoney"]
    return _transaction(order, row, parent) | {
        "kind": "SALE",
        "status": "SUCCESS",
        "maximumRefundableV2": left,
        "parentTransaction": None,
    }


def _transaction(order: OrderAt, row: Doc, parent: View) -> View:
    return {
        "__typename": "OrderTransaction",
        "id": gid("OrderTransaction", row["id"]),
        "gateway": row["gateway"],
        "formattedGateway": row["gateway"].replace("_", " ").title(),
        "manualPaymentGateway": False,
        "test": False,
        "createdAt": row["created_at"],
        "processedAt": row["created_at"],
        "errorCode": None,
        "amountSet": bag(decimal(row["amount"]), order.currency),
        "order": parent,
    }


def transaction_views(order: OrderAt, parent: View) -> list[View]:
    """Return payments and refunds in the order they happened."""
    sales = [sale_view(order, row, parent) for row in order.sales]
    refunds = [tx for row in order.refunds for tx in _refund_transactions(order, row, parent)]
    return [*sales, *refunds]


def _refund_transactions(order: OrderAt, refund: Doc, parent: View) -> list[View]:
    sales = {row["id"]: row for row in order.sales}
    return [
        _transaction(order, tx, parent)
        | {
            "kind": "REFUND",
            "status": order.status_of(tx),
            "maximumRefundableV2": None,
            "parentTransaction": sales.get(tx["parent_id"])
            and sale_view(order, sales[tx["parent_id"]], parent),
        }
        for tx in refund["transactions"]
    ]


def refund_view(order: OrderAt, refund: Doc, parent: View) -> View:
    """Return a refund record with the money it moved."""
    shipped = decimal(refund["shipping"])
    shipping_line = {
        "id": gid("RefundShippingLine", refund["id"] + 7),
        "shippingLine": shipping_view(order),
        "subtotalAmountSet": bag(shipped, order.currency),
        "taxAmountSet": bag(ZERO, order.currency),
    }
    return {
        "__typename": "Refund",
        "id": gid("Refund", refund["id"]),
        "legacyResourceId": str(refund["id"]),
        "note": refund["note"],
        "createdAt": refund["created_at"],
        "updatedAt": refund["created_at"],
        "processedAt": refund["created_at"],
        "order": parent,
        "totalRefundedSet": bag(order.refund_total(refund), order.currency),
        "refundLineItems": connection([refund_line_view(order, row) for row in refund["lines"]]),
        "refundShippingLines": connection([shipping_line] if shipped > ZERO else []),
        "transactions": connection(_refund_transactions(order, refund, parent)),
    }


def refund_line_view(order: OrderAt, row: Doc) -> View:
    """Return the pieces a refund covers."""
    line = order.line(row["line_id"]) or {}
    return {
        "id": row["id"] and gid("RefundLineItem", row["id"]),
        "lineItem": line_view(order, line),
        "quantity": row["quantity"],
        "restockType": row["restock_type"],
        "restocked": row["restock_type"] in ("CANCEL", "RETURN"),
        "location": location_view() if row["restock_type"] != "NO_RESTOCK" else None,
        "priceSet": bag(order.share(line, 1, order.line_total(line)), order.currency),
        "subtotalSet": bag(decimal(row["subtotal"]), order.currency),
        "totalTaxSet": bag(decimal(row["tax"]), order.currency),
    }
