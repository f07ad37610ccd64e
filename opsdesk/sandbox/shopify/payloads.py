"""Webhook bodies in the REST shape Shopify documents: orders/*, fulfillments/*, refunds/*."""

import json
from decimal import Decimal

from opsdesk.sandbox.shopify.amounts import rest_set
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.shopify.payload_parts import (
    address_payload,
    customer_payload,
    line_payload,
    tax_payload,
)
from opsdesk.sandbox.shopify.refund_payload import refund_payload
from opsdesk.sandbox.shopify.views import LOCATION
from opsdesk.sandbox.wire import Doc


def body(topic: str, doc: Doc, at: str, ref: int | None = None) -> bytes:
    """Return the body of a webhook about `doc` as of `at`."""
    order = OrderAt(doc, at)
    kind = topic.partition("/")[0]
    if kind == "fulfillments":
        payload = fulfillment_payload(order, _row(doc["fulfillments"], ref))
    elif kind == "refunds":
        payload = refund_payload(order, _row(doc["refunds"], ref))
    else:
        payload = order_payload(order)
    return json.dumps(payload, separators=(",", ":")).encode()


def _row(rows: list[Doc], ref: int | None) -> Doc:
    return next(row for row in rows if ref in (None, row["id"]))


def order_payload(order: OrderAt) -> Doc:
    """Return the body of orders/create, orders/updated and their relatives."""
    doc = order.doc
    return {
        "id": doc["id"],
        "admin_graphql_api_id": gid("Order", doc["id"]),
        **_identity(order),
        **_standing(order),
        **_sums(order, "current_", order.subtotal, order.total - order.refunded()),
        **_sums(order, "", order.subtotal, order.total),
        "total_line_items_price": f"{order.subtotal + order.discounts:.2f}",
        "total_outstanding": "0.00" if order.sales else f"{order.total:.2f}",
        "total_shipping_price_set": rest_set(order.shipping, order.currency),
        "total_weight": sum(line["grams"] * line["quantity"] for line in doc["lines"]),
        "tax_lines": [tax_payload(order, order.tax)],
        "billing_address": address_payload(doc["shipping_address"]),
        "customer": customer_payload(order),
        "discount_applications": [],
        "discount_codes": [],
        "fulfillments": [fulfillment_payload(order, row) for row in order.fulfillments],
        "line_items": [line_payload(order, line) for line in doc["lines"]],
        "refunds": [refund_payload(order, row) for row in order.refunds],
        "shipping_address": address_payload(doc["shipping_address"]),
        "shipping_lines": [_shipping(order)],
    }


def _identity(order: OrderAt) -> Doc:
    doc, customer = order.doc, order.doc["customer"]
    return {
        "app_id": 580111,
        "browser_ip": None,
        "buyer_accepts_marketing": customer["email_consent"] == "SUBSCRIBED",
        "confirmation_number": f"SBX{doc['number']}",
        "contact_email": doc["email"],
        "customer_locale": customer["locale"],
        "email": doc["email"],
        "name": doc["name"],
        "note": doc["note"],
        "note_attributes": [],
        "number": doc["number"] - 1000,
        "order_number": doc["number"],
        "payment_gateway_names": sorted({tx["gateway"] for tx in doc["transactions"]}),
        "phone": doc["phone"],
        "source_name": "web",
        "tags": ", ".join(doc["tags"]),
        "user_id": None,
    }


def _standing(order: OrderAt) -> Doc:
    return {
        "cancel_reason": "customer" if order.cancelled_at else None,
        "cancelled_at": order.cancelled_at,
        "closed_at": None,
        "confirmed": True,
        "created_at": order.doc["created_at"],
        "currency": order.currency,
        "estimated_taxes": False,
        "financial_status": order.financial_status.lower(),
        "fulfillment_status": _fulfillment_word(order),
        "presentment_currency": order.currency,
        "processed_at": order.doc["created_at"],
        "taxes_included": order.doc["taxes_included"],
        "test": False,
        "updated_at": order.updated_at,
    }


def _fulfillment_word(order: OrderAt) -> str | None:
    words = {"FULFILLED": "fulfilled", "PARTIALLY_FULFILLED": "partial"}
    return words.get(order.fulfillment_status)


def _sums(order: OrderAt, prefix: str, subtotal: Decimal, whole: Decimal) -> Doc:
    sums = {
        "subtotal_price": subtotal,
        "total_price": whole,
        "total_tax": order.tax,
        "total_discounts": order.discounts,
    }
    plain = {f"{prefix}{name}": f"{amount:.2f}" for name, amount in sums.items()}
    sets = {f"{prefix}{name}_set": rest_set(sums[name], order.currency) for name in sums}
    return {**plain, **sets}


def _shipping(order: OrderAt) -> Doc:
    shipping = order.doc["shipping"]
    price = f"{order.shipping:.2f}"
    return {
        "id": shipping["id"],
        "carrier_identifier": None,
        "code": shipping["code"],
        "discounted_price": price,
        "discounted_price_set": rest_set(order.shipping, order.currency),
        "phone": None,
        "price": price,
        "price_set": rest_set(order.shipping, order.currency),
        "source": "shopify",
        "title": shipping["title"],
        "tax_lines": [tax_payload(order, order.shipping_tax)],
        "discount_allocations": [],
    }


def fulfillment_payload(order: OrderAt, row: Doc) -> Doc:
    """Return the body of fulfillments/create and fulfillments/update."""
    lines = [(order.line(sent["line_id"]) or {}, sent["quantity"]) for sent in row["lines"]]
    return {
        "id": row["id"],
        "admin_graphql_api_id": gid("Fulfillment", row["id"]),
        "created_at": row["created_at"],
        "updated_at": row.get("updated_at", row["created_at"]),
        "email": order.doc["email"],
        "location_id": LOCATION,
        "name": row["name"],
        "order_id": order.doc["id"],
        "origin_address": {},
        "receipt": {},
        "service": "manual",
        "shipment_status": None,
        "status": "success",
        "tracking_company": row["company"],
        "tracking_number": row["number"],
        "tracking_numbers": [row["number"]] if row["number"] else [],
        "tracking_url": row["url"],
        "tracking_urls": [row["url"]] if row["url"] else [],
        "destination": address_payload(order.doc["shipping_address"]),
        "line_items": [line_payload(order, line) | {"quantity": sent} for line, sent in lines],
    }
