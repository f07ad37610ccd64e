"""Webhook bodies in the REST shape Shopify documents: orders/*, fulfillments/*, refunds/*."""

import json
from decimal import Decimal

from opsdesk.sandbox.shopify.amounts import decimal, rest_set, total
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.order_at import OrderAt
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
    doc, customer = order.doc, order.doc["customer"]
    refunded = order.refunded()
    return {
        "id": doc["id"],
        "admin_graphql_api_id": gid("Order", doc["id"]),
        "app_id": 580111,
        "browser_ip": None,
        "buyer_accepts_marketing": customer["email_consent"] == "SUBSCRIBED",
        "cancel_reason": "customer" if order.cancelled_at else None,
        "cancelled_at": order.cancelled_at,
        "closed_at": None,
        "confirmation_number": f"SBX{doc['number']}",
        "confirmed": True,
        "contact_email": doc["email"],
        "created_at": doc["created_at"],
        "currency": order.currency,
        **_sums(order, "current_", order.subtotal, order.total - refunded),
        "customer_locale": customer["locale"],
        "discount_codes": [],
        "email": doc["email"],
        "estimated_taxes": False,
        "financial_status": order.financial_status.lower(),
        "fulfillment_status": _fulfillment_word(order),
        "name": doc["name"],
        "note": doc["note"],
        "note_attributes": [],
        "number": doc["number"] - 1000,
        "order_number": doc["number"],
        "payment_gateway_names": sorted({tx["gateway"] for tx in doc["transactions"]}),
        "phone": doc["phone"],
        "presentment_currency": order.currency,
        "processed_at": doc["created_at"],
        "source_name": "web",
        "tags": ", ".join(doc["tags"]),
        "tax_lines": [_tax(order, order.tax)],
        "taxes_included": doc["taxes_included"],
        "test": False,
        **_sums(order, "", order.subtotal, order.total),
        "total_line_items_price": f"{order.subtotal + order.discounts:.2f}",
        "total_outstanding": "0.00" if order.sales else f"{order.total:.2f}",
        "total_shipping_price_set": rest_set(order.shipping, order.currency),
        "total_weight": sum(line["grams"] * line["quantity"] for line in doc["lines"]),
        "updated_at": order.updated_at,
        "user_id": None,
        "billing_address": address_payload(doc["shipping_address"]),
        "customer": customer_payload(order),
        "discount_applications": [],
        "fulfillments": [fulfillment_payload(order, row) for row in order.fulfillments],
        "line_items": [line_payload(order, line) for line in doc["lines"]],
        "refunds": [refund_payload(order, row) for row in order.refunds],
        "shipping_address": address_payload(doc["shipping_address"]),
        "shipping_lines": [_shipping(order)],
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


def _tax(order: OrderAt, amount: Decimal) -> Doc:
    return {
        "price": f"{amount:.2f}",
        "rate": float(order.doc["tax_rate"]),
        "title": order.doc["tax_title"],
        "price_set": rest_set(amount, order.currency),
        "channel_liable": False,
    }


def address_payload(address: Doc) -> Doc:
    """Return an address."""
    keys = ("first_name", "last_name", "address1", "address2", "phone", "city", "zip", "province")
    return {
        **{key: address[key] for key in keys},
        **{key: address[key] for key in ("country", "company", "country_code", "province_code")},
        "latitude": None,
        "longitude": None,
        "name": f"{address['first_name']} {address['last_name']}",
    }


def customer_payload(order: OrderAt) -> Doc:
    """Return the customer as it is nested in an order."""
    customer = order.doc["customer"]
    consent = {"opt_in_level": "single_opt_in", "consent_updated_at": customer["created_at"]}
    return {
        "id": customer["id"],
        "admin_graphql_api_id": gid("Customer", customer["id"]),
        "created_at": customer["created_at"],
        "updated_at": order.updated_at,
        "email": customer["email"],
        "first_name": customer["first_name"],
        "last_name": customer["last_name"],
        "phone": customer["phone"],
        "state": "disabled",
        "note": None,
        "verified_email": True,
        "tax_exempt": False,
        "tags": ", ".join(customer["tags"]),
        "currency": order.currency,
        "email_marketing_consent": {"state": customer["email_consent"].lower(), **consent},
        "sms_marketing_consent": customer["phone"]
        and {"state": customer["sms_consent"].lower(), **consent},
        "default_address": address_payload(order.doc["shipping_address"]),
    }


def line_payload(order: OrderAt, line: Doc) -> Doc:
    """Return one line item."""
    left = max(0, line["quantity"] - order.fulfilled_quantity(line))
    sent = None if left == line["quantity"] else "fulfilled" if left == 0 else "partial"
    variant = line["variant_title"]
    return {
        "id": line["id"],
        "admin_graphql_api_id": gid("LineItem", line["id"]),
        "current_quantity": order.refundable_quantity(line),
        "fulfillable_quantity": left,
        "fulfillment_service": "manual",
        "fulfillment_status": sent,
        "gift_card": False,
        "grams": line["grams"],
        "name": line["title"] + (f" - {variant}" if variant else ""),
        "price": line["price"],
        "price_set": rest_set(decimal(line["price"]), order.currency),
        "product_exists": True,
        "product_id": line["product_id"],
        "properties": [],
        "quantity": line["quantity"],
        "requires_shipping": True,
        "sku": line["sku"],
        "taxable": True,
        "title": line["title"],
        "total_discount": line["discount"],
        "total_discount_set": rest_set(decimal(line["discount"]), order.currency),
        "variant_id": line["variant_id"],
        "variant_title": variant,
        "vendor": line["vendor"],
        "tax_lines": [_tax(order, decimal(line["tax"]))],
        "duties": [],
        "discount_allocations": [],
    }


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
        "tax_lines": [_tax(order, order.shipping_tax)],
        "discount_allocations": [],
    }


def fulfillment_payload(order: OrderAt, row: Doc) -> Doc:
    """Return the body of fulfillments/create and fulfillments/update."""
    lines = [(order.line(sent["line_id"]) or {}, sent["quantity"]) for sent in row["lines"]]
    return {
        "id": row["id"],
        "admin_graphql_api_id": gid("Fulfillment", row["id"]),
        "created_at": row["created_at"],
        "updated_at": row["created_at"],
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
