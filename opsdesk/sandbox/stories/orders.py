"""Placing and sending an order: the facts a shop would have, dated."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from opsdesk.sandbox.config import ShopConfig
from opsdesk.sandbox.moments import after, stamp
from opsdesk.sandbox.shopify.amounts import ZERO, decimal
from opsdesk.sandbox.shopify.ids import new_id
from opsdesk.sandbox.state import State
from opsdesk.sandbox.stories import places
from opsdesk.sandbox.stories.carriers import Carrier
from opsdesk.sandbox.stories.goods import CATALOGUES, SHIPPING, TAX
from opsdesk.sandbox.wire import Doc

PAID_AFTER = 2  # seconds; a fact of its own, so that orders/updated has something to say


def home_country(shop: ShopConfig) -> str:
    """Return the country a shop ships from."""
    return places.HOME.get(shop.currency, "US")


def place_order(
    state: State, shop: ShopConfig, dice: Random, placed: datetime, wishes: dict[str, Any]
) -> Doc:
    """Return a paid order; `wishes` override what the dice would choose."""
    number = 1000 + state.next_number(f"order number {shop.domain}")
    customer = _customer(state, dice, stamp(placed), wishes)
    lines = _lines(state, shop, dice, wishes)
    order: Doc = {
        "id": new_id(state, "Order"),
        "shop": shop.domain,
        "number": number,
        "name": f"#{number}",
        "email": customer["email"],
        "phone": customer["phone"],
        "currency": wishes.get("currency", shop.currency),
        "created_at": stamp(placed),
        "cancelled_at": None,
        "note": wishes.get("note"),
        "tags": list(wishes.get("tags", [])),
        "customer": customer,
        "shipping_address": _address(state, shop, dice, customer, wishes),
        "lines": lines,
        **_shipping_and_tax(state, shop, dice, lines, wishes),
        "fulfillments": [],
        "refunds": [],
        "edits": [],
    }
    order["transactions"] = [_sale(state, order)]
    return order


def _customer(state: State, dice: Random, created: str, wishes: dict[str, Any]) -> Doc:
    first = wishes.get("first_name") or dice.choice(places.FIRST_NAMES)
    last = wishes.get("last_name") or dice.choice(places.LAST_NAMES)
    host = dice.choice(places.MAIL_HOSTS)
    email = wishes.get("email") or f"{first}.{last}{dice.randint(2, 98)}@{host}".lower()
    subscribed = dice.random() < 0.4
    return {
        "id": new_id(state, "Customer"),
        "first_name": first,
        "last_name": last,
        "email": email,
        "phone": wishes.get("phone"),
        "locale": wishes.get("locale", "en"),
        "created_at": created,
        "tags": list(wishes.get("customer_tags", [])),
        "orders_count": wishes.get("orders_count", dice.choice((1, 1, 1, 2, 3, 6))),
        "email_consent": "SUBSCRIBED" if subscribed else "NOT_SUBSCRIBED",
        "sms_consent": wishes.get("sms_consent", "NOT_SUBSCRIBED"),
    }


def _address(
    state: State, shop: ShopConfig, dice: Random, customer: Doc, wishes: dict[str, Any]
) -> Doc:
    home = home_country(shop)
    city = dice.choice(places.CITIES[home])
    street = dice.choice(places.STREETS[home])
    number = dice.randint(2, 240)
    address = {
        "id": new_id(state, "Customer"),
        "first_name": customer["first_name"],
        "last_name": customer["last_name"],
        "company": None,
        "address1": f"{street} {number}" if home == "DE" else f"{number} {street}",
        "address2": dice.choice((None, None, None, "Apt 4B" if home == "US" else "Flat 2")),
        "city": city["city"],
        "province": city["province"],
        "province_code": city["state"],
        "country": places.COUNTRY_NAMES[city["country"]],
        "country_code": city["country"],
        "zip": city["zip"],
        "phone": customer["phone"],
    }
    return {**address, **wishes.get("address", {})}


def _lines(state: State, shop: ShopConfig, dice: Random, wishes: dict[str, Any]) -> list[Doc]:
    catalogue = CATALOGUES[sum(shop.slug.encode()) % len(CATALOGUES)]
    chosen: Sequence[Doc] = wishes.get("lines") or dice.sample(
        catalogue, dice.choice((1, 1, 2, 2, 3))
    )
    return [_line(state, dice, {**catalogue[0], **goods}) for goods in chosen]


def _line(state: State, dice: Random, goods: Doc) -> Doc:
    place = sum(goods["sku"].encode())
    return {
        "id": new_id(state, "LineItem"),
        "product_id": 9_140_022_000_000 + place,
        "variant_id": 47_580_336_000_000 + place,
        "title": goods["title"],
        "variant_title": goods["variant"],
        "sku": goods["sku"],
        "vendor": goods["vendor"],
        "grams": goods["grams"],
        "quantity": goods.get("quantity") or dice.choice((1, 1, 1, 2)),
        "price": str(decimal(goods["price"])),
        "discount": str(decimal(goods.get("discount", "0"))),
        "tax": "0.00",
    }


def _shipping_and_tax(
    state: State, shop: ShopConfig, dice: Random, lines: list[Doc], wishes: dict[str, Any]
) -> Doc:
    title, price = dice.choice(SHIPPING.get(shop.currency, SHIPPING["USD"]))
    price = str(decimal(wishes.get("shipping", price)))
    name, rate, included = TAX.get(shop.currency, TAX["USD"])
    rate = str(wishes.get("tax_rate", rate))
    for line in lines:
        net = decimal(line["price"]) * line["quantity"] - decimal(line["discount"])
        line["tax"] = str(_tax(net, Decimal(rate), included=included))
    # Shipping is not taxed in the US shops; where prices include tax, it is part of the price.
    shipping_tax = _tax(decimal(price), Decimal(rate), included=True) if included else ZERO
    return {
        "taxes_included": included,
        "tax_title": name,
        "tax_rate": rate,
        "shipping": {
            "id": new_id(state, "ShippingLine"),
            "title": title,
            "code": title,
            "price": price,
            "tax": str(shipping_tax),
        },
    }


def _tax(net: Decimal, rate: Decimal, *, included: bool) -> Decimal:
    return decimal(net - net / (1 + rate)) if included else decimal(net * rate)


def _sale(state: State, order: Doc) -> Doc:
    lines = [
        decimal(row["price"]) * row["quantity"] - decimal(row["discount"]) for row in order["lines"]
    ]
    taxes = [ZERO if order["taxes_included"] else decimal(row["tax"]) for row in order["lines"]]
    amount = sum([*lines, *taxes], decimal(order["shipping"]["price"]))
    return {
        "id": new_id(state, "OrderTransaction"),
        "created_at": after(order["created_at"], seconds=PAID_AFTER),
        "gateway": "shopify_payments",
        "amount": str(amount),
    }


def send_parcel(state: State, order: Doc, carrier: Carrier, number: str, sent: datetime) -> Doc:
    """Add the fulfilment with its tracking number."""
    fulfillment = {
        "id": new_id(state, "Fulfillment"),
        "name": f"{order['name']}.{len(order['fulfillments']) + 1}",
        "created_at": stamp(sent),
        "company": carrier.shopify,
        "number": number,
        "url": carrier.tracking_url(number),
        "lines": [{"line_id": row["id"], "quantity": row["quantity"]} for row in order["lines"]],
    }
    order["fulfillments"].append(fulfillment)
    return fulfillment


def happenings(order: Doc) -> list[tuple[str, str, int | None]]:
    """Return what Shopify tells about an order: (moment, topic, refund or parcel), in order."""
    told: list[tuple[str, str, int | None]] = [(order["created_at"], "orders/create", None)]
    told += [(sale["created_at"], "orders/updated", None) for sale in order["transactions"]]
    for row in order["fulfillments"]:
        told.append((row["created_at"], "fulfillments/create", row["id"]))
        told.append((row["created_at"], "orders/updated", None))
    for row in order["refunds"]:
        told.append((row["created_at"], "refunds/create", row["id"]))
        told.append((row["created_at"], "orders/updated", None))
    return sorted(told, key=lambda row: row[0])
