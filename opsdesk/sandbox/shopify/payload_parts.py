"""Pieces of webhook bodies that several topics share."""

from decimal import Decimal

from opsdesk.sandbox.shopify.amounts import decimal, rest_set
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.wire import Doc


def tax_payload(order: OrderAt, amount: Decimal) -> Doc:
    """Return the one tax line of an amount."""
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
        "tax_lines": [tax_payload(order, decimal(line["tax"]))],
        "duties": [],
        "discount_allocations": [],
    }
