"""Bodies of the smaller topics: edits, deletions, payments, returns, disputes, people, the shop."""

import json

from opsdesk.sandbox.shopify.amounts import decimal
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.wire import Doc


def dump(payload: Doc) -> str:
    """Return a body as the text an event carries."""
    return json.dumps(payload, separators=(",", ":"))


def edited(order: Doc, number: int, at: str) -> Doc:
    """Return orders/edited: what was added and removed, and nothing of the order."""
    return {
        "order_edit": {
            "id": number,
            "app_id": 580111,
            "created_at": at,
            "notify_customer": False,
            "order_id": order["id"],
            "staff_note": "",
            "user_id": None,
            "line_items": {"additions": [], "removals": []},
        }
    }


def transaction(order: Doc, refund: Doc, tx: Doc, at: str) -> Doc:
    """Return order_transactions/create; Shopify does not say which refund it belongs to."""
    return {
        "id": tx["id"],
        "admin_graphql_api_id": gid("OrderTransaction", tx["id"]),
        "order_id": order["id"],
        "kind": "refund",
        "status": OrderAt(order, at).status_of(tx).lower(),
        "amount": tx["amount"],
        "currency": order["currency"],
        "gateway": tx["gateway"],
        "parent_id": tx["parent_id"],
        "created_at": refund["created_at"],
        "processed_at": at,
    }


def returned(order: Doc, number: int, status: str) -> Doc:
    """Return returns/*: the pieces that come back; a close and a decline do not repeat them."""
    short: Doc = {
        "id": number,
        "admin_graphql_api_id": gid("Return", number),
        "name": f"{order['name']}-R1",
        "order": {"id": order["id"], "admin_graphql_api_id": gid("Order", order["id"])},
        "status": status,
    }
    if status in ("closed", "declined", "canceled"):
        return short
    return short | {
        "total_return_line_items": len(order["lines"]),
        "return_line_items": [
            {
                "id": number + place,
                "fulfillment_line_item": {
                    "id": line["id"] + 1,
                    "line_item": {"id": line["id"]},
                },
                "quantity": 1,
                "return_reason": "unwanted",
                "return_reason_note": "",
                "customer_note": f"Regards, {order['customer']['first_name']}",
            }
            for place, line in enumerate(order["lines"], start=1)
        ],
    }


def disputed(order: Doc, number: int, status: str, at: str) -> Doc:
    """Return disputes/create and disputes/update."""
    return {
        "id": number,
        "order_id": order["id"],
        "type": "chargeback",
        "amount": str(decimal(order["transactions"][0]["amount"])),
        "currency": order["currency"],
        "reason": "product_not_received",
        "network_reason_code": "4855",
        "status": status,
        "evidence_due_by": at,
        "evidence_sent_on": None,
        "finalized_on": at if status in ("won", "lost") else None,
        "initiated_at": at,
    }


def privacy(order: Doc, topic: str) -> Doc:
    """Return customers/data_request or customers/redact."""
    customer = order["customer"]
    named = "orders_requested" if topic.endswith("data_request") else "orders_to_redact"
    return {
        "shop_id": 60_000_000_001,
        "shop_domain": order["shop"],
        "customer": {key: customer[key] for key in ("id", "email", "phone")},
        named: [order["id"]],
        **({"data_request": {"id": order["id"] + 9}} if "request" in topic else {}),
    }
