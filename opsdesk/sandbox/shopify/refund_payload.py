"""The body of refunds/create."""

from opsdesk.sandbox.shopify.amounts import decimal, rest_set, total
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.shopify.payload_parts import line_payload
from opsdesk.sandbox.shopify.views import LOCATION
from opsdesk.sandbox.wire import Doc


def refund_payload(order: OrderAt, row: Doc) -> Doc:
    """Return the body of refunds/create: sent whether or not money moved."""
    return {
        "id": row["id"],
        "admin_graphql_api_id": gid("Refund", row["id"]),
        "created_at": row["created_at"],
        "note": row["note"],
        "order_id": order.doc["id"],
        "processed_at": row["created_at"],
        "restock": any(line["restock_type"] != "NO_RESTOCK" for line in row["lines"]),
        "user_id": None,
        "duties": [],
        "total_duties_set": rest_set(total([]), order.currency),
        "return": None,
        "order_adjustments": _adjustments(order, row),
        "refund_line_items": [_refund_line(order, line) for line in row["lines"]],
        "transactions": [_transaction(order, row, tx) for tx in row["transactions"]],
    }


def _adjustments(order: OrderAt, row: Doc) -> list[Doc]:
    amount = -decimal(row["shipping"])
    if not amount:
        return []
    return [
        {
            "id": row["id"] + 11,
            "amount": f"{amount:.2f}",
            "amount_set": rest_set(amount, order.currency),
            "kind": "shipping_refund",
            "order_id": order.doc["id"],
            "reason": "Shipping refund",
            "refund_id": row["id"],
            "tax_amount": "0.00",
            "tax_amount_set": rest_set(total([]), order.currency),
        }
    ]


def _refund_line(order: OrderAt, row: Doc) -> Doc:
    line = order.line(row["line_id"]) or {}
    restocked = row["restock_type"] != "NO_RESTOCK"
    return {
        "id": row["id"],
        "line_item_id": row["line_id"],
        "location_id": LOCATION if restocked else None,
        "quantity": row["quantity"],
        "restock_type": row["restock_type"].lower(),
        "subtotal": float(row["subtotal"]),
        "subtotal_set": rest_set(decimal(row["subtotal"]), order.currency),
        "total_tax": float(row["tax"]),
        "total_tax_set": rest_set(decimal(row["tax"]), order.currency),
        "line_item": line_payload(order, line),
    }


def _transaction(order: OrderAt, refund: Doc, tx: Doc) -> Doc:
    return {
        "id": tx["id"],
        "admin_graphql_api_id": gid("OrderTransaction", tx["id"]),
        "amount": tx["amount"],
        "authorization": None,
        "created_at": tx["created_at"],
        "currency": order.currency,
        "error_code": None,
        "gateway": tx["gateway"],
        "kind": "refund",
        "order_id": order.doc["id"],
        "parent_id": tx["parent_id"],
        "processed_at": tx["created_at"],
        "refund_id": refund["id"],
        "source_name": "580111",
        "status": order.status_of(tx).lower(),
        "test": False,
    }
