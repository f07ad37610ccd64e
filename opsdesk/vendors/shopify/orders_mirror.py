"""A whole order as GraphQL tells it, in the shape of its webhook body: one type behind both ways in.

What a query did not ask for (a bulk operation cannot nest lists) may be missing; a parcel whose
contents nobody told keeps those it has.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from opsdesk.errors import Invalid, Rejected
from opsdesk.vendors.base import explain
from opsdesk.vendors.shopify.client import Admin, gid, number_of
from opsdesk.vendors.shopify.payloads import OrderPayload

Node = dict[str, Any]

PAGES = 10  # of a hundred lines: Shopify allows 499 lines in a draft order
FULFILLMENT_WORDS = {
    "FULFILLED": "fulfilled",
    "PARTIALLY_FULFILLED": "partial",
    "RESTOCKED": "restocked",
}


class UnknownOrder(Rejected):
    """Shopify does not have the order: deleted, older than we may see, or never there."""

    code = "shopify_unknown_order"
    message = "Shopify does not know this order (any more)."


def fetch_whole_order(admin: Admin, order_id: int) -> Node:
    """Read an order with all its lines; raises UnknownOrder when Shopify does not have it."""
    data = admin.execute("mirror_order", {"order": gid("Order", order_id)}, safe=True)
    node = data.get("order")
    if not isinstance(node, dict):
        raise UnknownOrder()
    for _ in range(PAGES):
        page = (node.get("lineItems") or {}).get("pageInfo") or {}
        if not page.get("hasNextPage"):
            break
        variables = {"order": gid("Order", order_id), "after": page.get("endCursor")}
        more = admin.execute("mirror_order_lines", variables, safe=True)
        lines = (more.get("order") or {}).get("lineItems") or {}
        node["lineItems"] = {
            "nodes": [*_nodes(node.get("lineItems")), *_nodes(lines)],
            "pageInfo": lines.get("pageInfo") or {},
        }
    return node


def order_payload(node: Node) -> OrderPayload:
    """Turn an Order of GraphQL into what its webhook would have said; raises Invalid."""
    try:
        return OrderPayload.model_validate(_order(node))
    except ValidationError as error:
        raise Invalid(explain(error)) from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise Invalid(f"The order has another shape: {type(error).__name__}") from error


def _order(node: Node) -> Node:
    total = node.get("totalPriceSet") or {}
    return {
        "id": number_of(node["id"]),
        "name": node.get("name"),
        "email": node.get("email"),
        "phone": node.get("phone"),
        "note": node.get("note"),
        "tags": ", ".join(node.get("tags") or []),
        "test": bool(node.get("test")),
        "created_at": node["createdAt"],
        "processed_at": node.get("processedAt"),
        "updated_at": node["updatedAt"],
        "cancelled_at": node.get("cancelledAt"),
        "closed_at": node.get("closedAt"),
        "confirmed": node.get("confirmed", True),
        "financial_status": (node.get("displayFinancialStatus") or "").lower(),
        "fulfillment_status": FULFILLMENT_WORDS.get(node.get("displayFulfillmentStatus") or "", ""),
        "currency": node["currencyCode"],
        "presentment_currency": node.get("presentmentCurrencyCode"),
        "total_price": _shop(total),
        "subtotal_price": _shop(node.get("subtotalPriceSet")),
        "total_tax": _shop(node.get("totalTaxSet")),
        "total_discounts": _shop(node.get("totalDiscountsSet")),
        "total_price_set": _bag(total),
        "total_shipping_price_set": _bag(node.get("totalShippingPriceSet") or {}),
        "customer": _customer(node.get("customer")),
        "customer_locale": node.get("customerLocale"),
        "shipping_lines": _shipping_lines(node),
        "note_attributes": [
            {"name": each.get("key"), "value": each.get("value")}
            for each in node.get("customAttributes") or []
        ],
        "shipping_address": _address(node.get("shippingAddress")),
        "line_items": [_line(line) for line in _nodes(node.get("lineItems"))],
        "fulfillments": [
            _fulfillment(number_of(node["id"]), row) for row in node.get("fulfillments") or []
        ],
        "refunds": [_refund(number_of(node["id"]), row) for row in node.get("refunds") or []],
    }


def _shipping_lines(node: Node) -> list[Node] | None:
    """Return the rate chosen at checkout; None where nobody asked for it."""
    if "shippingLine" not in node:
        return None
    line = node["shippingLine"]
    return [{"title": line.get("title"), "code": line.get("code")}] if line else []


def _nodes(connection: Any) -> list[Node]:
    """Read a connection: `nodes`, `edges`, or the bare list a bulk operation's rows add up to."""
    if isinstance(connection, list):
        return connection
    if not isinstance(connection, dict):
        return []
    if "edges" in connection:
        return [edge["node"] for edge in connection["edges"] or []]
    return list(connection.get("nodes") or [])


def _shop(bag: Any) -> str:
    return str(((bag or {}).get("shopMoney") or {}).get("amount") or "0")


def _bag(bag: Node) -> Node:
    return {
        name: {"amount": money.get("amount") or "0", "currency_code": money.get("currencyCode")}
        for name, money in (
            ("shop_money", bag.get("shopMoney") or {}),
            ("presentment_money", bag.get("presentmentMoney") or bag.get("shopMoney") or {}),
        )
    }


def _customer(node: Node | None) -> Node | None:
    if not node:
        return None
    return {
        "id": number_of(node["id"]),
        "email": (node.get("defaultEmailAddress") or {}).get("emailAddress"),
        "phone": (node.get("defaultPhoneNumber") or {}).get("phoneNumber"),
        "first_name": node.get("firstName"),
        "last_name": node.get("lastName"),
        "locale": node.get("locale"),
        "updated_at": node.get("updatedAt"),
    }


def _address(node: Node | None) -> Node | None:
    if not node:
        return None
    return {
        **{name: node.get(name) for name in ("name", "company", "address1", "address2", "city")},
        **{name: node.get(name) for name in ("province", "country", "zip", "phone")},
        "first_name": node.get("firstName"),
        "last_name": node.get("lastName"),
        "province_code": node.get("provinceCode"),
        "country_code": node.get("countryCodeV2"),
    }


def _line(node: Node) -> Node:
    return {
        "id": number_of(node["id"]),
        "title": node.get("title"),
        "variant_title": node.get("variantTitle"),
        "sku": node.get("sku"),
        "quantity": node.get("quantity") or 0,
        "current_quantity": node.get("currentQuantity"),
        "price": _shop(node.get("originalUnitPriceSet")),
        "total_discount": _shop(node.get("totalDiscountSet")),
        "requires_shipping": node.get("requiresShipping", True),
        "discount_allocations": [
            {"amount": _shop(part.get("allocatedAmountSet"))}
            for part in node.get("discountAllocations") or []
        ],
        "tax_lines": [{"price": _shop(tax.get("priceSet"))} for tax in node.get("taxLines") or []],
    }


def _fulfillment(order_id: int, node: Node) -> Node:
    tracking = [info for info in node.get("trackingInfo") or [] if info.get("number")]
    contents = node.get("fulfillmentLineItems")
    is_cut = bool(
        isinstance(contents, dict) and (contents.get("pageInfo") or {}).get("hasNextPage")
    )
    return {
        "id": number_of(node["id"]),
        "order_id": order_id,
        "name": node.get("name"),
        "status": (node.get("status") or "").lower(),
        "created_at": node["createdAt"],
        "updated_at": node["updatedAt"],
        "tracking_company": next((info["company"] for info in tracking if info["company"]), None),
        "tracking_number": tracking[0]["number"] if tracking else None,
        "tracking_numbers": [info["number"] for info in tracking],
        "tracking_url": tracking[0]["url"] if tracking else None,
        "tracking_urls": [info.get("url") or "" for info in tracking],
        "are_contents_known": contents is not None and not is_cut,
        "line_items": [
            {"id": number_of(row["lineItem"]["id"]), "quantity": row["quantity"]}
            for row in _nodes(contents)
        ],
    }


def _refund(order_id: int, node: Node) -> Node:
    return {
        "id": number_of(node["id"]),
        "order_id": order_id,
        "created_at": node.get("createdAt") or node["processedAt"],
        "processed_at": node.get("processedAt"),
        "note": node.get("note"),
        "refund_line_items": [
            {"line_item_id": number_of(row["lineItem"]["id"]), "quantity": row["quantity"]}
            for row in _nodes(node.get("refundLineItems"))
        ],
        "transactions": [_transaction(row) for row in _nodes(node.get("transactions"))],
    }


def _transaction(node: Node) -> Node:
    money = (node.get("amountSet") or {}).get("shopMoney") or {}
    return {
        "id": number_of(node["id"]),
        "kind": (node.get("kind") or "").lower(),
        "status": (node.get("status") or "").lower(),
        "gateway": node.get("gateway"),
        "created_at": node.get("createdAt"),
        "amount": money.get("amount") or "0",
        "currency": money.get("currencyCode"),
    }
