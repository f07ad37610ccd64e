"""Orders, refunds and the rest as GraphQL sees them: plain values and callables for what is nested."""

import base64
import binascii
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from opsdesk.sandbox.config import ShopConfig
from opsdesk.sandbox.shopify.amounts import bag, decimal
from opsdesk.sandbox.shopify.errors import QueryError
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.wire import Doc

MAX_PAGE = 250
LOCATION = 74_120_921_771

View = dict[str, Any]


def cursor(text: str) -> str:
    """Return an opaque cursor."""
    return base64.urlsafe_b64encode(text.encode()).decode()


def read_cursor(text: str) -> str:
    """Read our own cursor back, refusing anything else."""
    try:
        return base64.urlsafe_b64decode(text.encode()).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise QueryError("Invalid cursor for current pagination sort.", "BAD_REQUEST") from error


def page(nodes: Sequence[View], keys: Sequence[str], first: int | None, after: str | None) -> View:
    """Return a connection: the `first` nodes behind the cursor `after`."""
    if first is None:
        raise QueryError("you must provide one of first or last", "BAD_REQUEST")
    if not 0 < first <= MAX_PAGE:
        raise QueryError(f"first must be between 1 and {MAX_PAGE}", "BAD_REQUEST")
    start = 0
    if after is not None:
        wanted = read_cursor(after)
        start = keys.index(wanted) + 1 if wanted in keys else len(keys)
    rows = list(zip(nodes[start : start + first], keys[start : start + first], strict=True))
    cursors = [cursor(key) for _, key in rows]
    return {
        "nodes": [node for node, _ in rows],
        "edges": [{"node": node, "cursor": cursor(key)} for node, key in rows],
        "pageInfo": {
            "hasNextPage": start + first < len(nodes),
            "hasPreviousPage": start > 0,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
        },
    }


def connection(nodes: Sequence[View]) -> Callable[..., View]:
    """Return a field resolver paging through a short list by position."""
    keys = [str(position) for position in range(len(nodes))]

    def resolve(
        _info: object, first: int | None = None, after: str | None = None, reverse: bool = False
    ) -> View:
        return page(list(reversed(nodes)) if reverse else nodes, keys, first, after)

    return resolve


def short(nodes: Sequence[View]) -> Callable[..., Sequence[View]]:
    """Return a field resolver for a plain list with an optional `first`."""
    return lambda _info, first=None: nodes if first is None else nodes[:first]


def location_view() -> View:
    """Return the shop's only warehouse."""
    return {
        "__typename": "Location",
        "id": gid("Location", LOCATION),
        "legacyResourceId": str(LOCATION),
        "name": "Main warehouse",
        "isActive": True,
        "shipsInventory": True,
    }


def address_view(address: Doc) -> View:
    """Return a mailing address."""
    name = f"{address['first_name']} {address['last_name']}"
    lines = [name, address["address1"], address["address2"] or "", address["city"]]
    return {
        **{key: address[key] for key in ("address1", "address2", "city", "province", "country")},
        **{key: address[key] for key in ("company", "phone", "zip")},
        "__typename": "MailingAddress",
        "id": gid("MailingAddress", address["id"]) + "?model_name=Address",
        "firstName": address["first_name"],
        "lastName": address["last_name"],
        "name": name,
        "provinceCode": address["province_code"],
        "countryCodeV2": address["country_code"],
        "formattedArea": f"{address['city']}, {address['country']}",
        "formatted": lambda _info, **_options: [line for line in lines if line],
    }


def customer_view(customer: Doc, order: OrderAt) -> View:
    """Return the customer of an order."""
    phone = customer["phone"]
    return {
        "__typename": "Customer",
        "id": gid("Customer", customer["id"]),
        "legacyResourceId": str(customer["id"]),
        "firstName": customer["first_name"],
        "lastName": customer["last_name"],
        "displayName": f"{customer['first_name']} {customer['last_name']}",
        "locale": customer["locale"],
        "note": None,
        "tags": customer["tags"],
        "state": "DISABLED",
        "createdAt": customer["created_at"],
        "updatedAt": order.updated_at,
        "numberOfOrders": str(customer["orders_count"]),
        "amountSpent": bag(order.total, order.currency)["shopMoney"],
        "verifiedEmail": True,
        "taxExempt": False,
        "defaultAddress": address_view(order.doc["shipping_address"]),
        "defaultEmailAddress": {
            "emailAddress": customer["email"],
            "marketingState": customer["email_consent"],
            "validFormat": True,
        },
        "defaultPhoneNumber": phone
        and {"phoneNumber": phone, "marketingState": customer["sms_consent"]},
    }


def line_view(order: OrderAt, line: Doc) -> View:
    """Return a line item."""
    title = line["title"] + (f" - {line['variant_title']}" if line["variant_title"] else "")
    refundable = order.refundable_quantity(line)
    return {
        "__typename": "LineItem",
        "id": gid("LineItem", line["id"]),
        "name": title,
        "title": line["title"],
        "variantTitle": line["variant_title"],
        "sku": line["sku"],
        "vendor": line["vendor"],
        "quantity": line["quantity"],
        "currentQuantity": refundable,
        "refundableQuantity": refundable,
        "unfulfilledQuantity": max(0, line["quantity"] - order.fulfilled_quantity(line)),
        "nonFulfillableQuantity": 0,
        "requiresShipping": True,
        "taxable": True,
        "isGiftCard": False,
        "restockable": True,
        "customAttributes": [],
        "discountAllocations": [],
        "taxLines": lambda _info, **_limit: [tax_view(order, decimal(line["tax"]))],
        "product": {
            "__typename": "Product",
            "id": gid("Product", line["product_id"]),
            "legacyResourceId": str(line["product_id"]),
            "title": line["title"],
            "handle": line["title"].lower().replace(" ", "-"),
        },
        "variant": _variant_view(line, title),
        **_line_sums(order, line),
    }


def _variant_view(line: Doc, title: str) -> View:
    return {
        "__typename": "ProductVariant",
        "id": gid("ProductVariant", line["variant_id"]),
        "legacyResourceId": str(line["variant_id"]),
        "title": line["variant_title"] or "Default Title",
        "displayName": title,
        "sku": line["sku"],
    }


def _line_sums(order: OrderAt, line: Doc) -> View:
    money = partial(bag, currency=order.currency)
    net = order.line_total(line)
    unit = order.share(line, 1, net)
    return {
        "originalUnitPriceSet": money(decimal(line["price"])),
        "originalTotalSet": money(decimal(line["price"]) * line["quantity"]),
        "discountedUnitPriceSet": money(unit),
        "discountedUnitPriceAfterAllDiscountsSet": money(unit),
        "discountedTotalSet": lambda _info, **_options: money(net),
        "totalDiscountSet": money(decimal(line["discount"])),
    }


def tax_view(order: OrderAt, amount: Any) -> View:
    """Return the one tax line the sandbox knows."""
    rate = float(order.doc["tax_rate"])
    return {
        "title": order.doc["tax_title"],
        "rate": rate,
        "ratePercentage": round(rate * 100, 3),
        "priceSet": bag(amount, order.currency),
    }


def shop_view(shop: ShopConfig, now: Any) -> View:
    """Return the shop itself."""
    offset = now.strftime("%z")
    minutes = int(now.utcoffset().total_seconds() // 60)
    email = f"hello@{shop.slug}.example.com"
    url = f"https://{shop.domain}"
    created = "2021-03-04T09:00:00Z"
    return {
        "__typename": "Shop",
        "id": gid("Shop", 60_000_000_001 + sum(shop.domain.encode())),
        "name": shop.display_name,
        "email": email,
        "contactEmail": email,
        "myshopifyDomain": shop.domain,
        "url": url,
        "currencyCode": shop.currency,
        "ianaTimezone": shop.timezone,
        "timezoneAbbreviation": now.strftime("%Z"),
        "timezoneOffset": offset,
        "timezoneOffsetMinutes": minutes,
        "taxesIncluded": shop.currency != "USD",
        "createdAt": created,
        "updatedAt": created,
        "enabledPresentmentCurrencies": [shop.currency],
        "orderNumberFormatPrefix": "#",
        "orderNumberFormatSuffix": "",
        "primaryDomain": {
            "id": gid("Domain", 1),
            "host": shop.domain,
            "sslEnabled": True,
            "url": url,
        },
    }
