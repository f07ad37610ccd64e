"""Webhook bodies as the vendors send them, and deliveries of them."""

import json
from datetime import UTC, datetime, timedelta

from tests.factories import DeliveryFactory, make_delivery

START = datetime(2026, 11, 2, 12, tzinfo=UTC)
ORDER, LINE, FULFILLMENT, REFUND = 820982911946154508, 9001, 4001, 3001
NUMBER = "1Z999AA10123456784"


def at(hours):
    return (START + timedelta(hours=hours)).isoformat().replace("+00:00", "Z")


def money(amount):
    both = {"amount": amount, "currency_code": "USD"}
    return {"shop_money": both, "presentment_money": both}


def order_body(updated=0, **overrides):
    return {
        "id": ORDER,
        "name": "#1001",
        "email": "dana@mail.example",
        "phone": None,
        "created_at": at(0),
        "processed_at": at(0),
        "updated_at": at(updated),
        "cancelled_at": None,
        "financial_status": "paid",
        "fulfillment_status": None,
        "currency": "USD",
        "presentment_currency": "USD",
        "subtotal_price": "90.00",
        "total_price": "96.00",
        "total_tax": "0.00",
        "total_price_set": money("96.00"),
        "total_shipping_price_set": money("6.00"),
        "customer": {
            "id": 7001,
            "email": "dana@mail.example",
            "first_name": "Dana",
            "last_name": "Reyes",
            "phone": None,
            "updated_at": at(updated),
        },
        "customer_locale": "en-US",
        "shipping_address": {
            "name": "Dana Reyes",
            "first_name": "Dana",
            "last_name": "Reyes",
            "address1": "12 Elm St",
            "city": "Austin",
            "province_code": "TX",
            "country_code": "US",
            "zip": "78701",
        },
        "line_items": [line_body()],
        "fulfillments": [],
        "refunds": [],
        "tags": "vip, gift",
        "note": None,
        **overrides,
    }


def line_body(line_id=LINE, quantity=2, **overrides):
    return {
        "id": line_id,
        "title": "Linen shirt",
        "variant_title": "Blue / M",
        "sku": "LIN-BLU-M",
        "quantity": quantity,
        "price": "50.00",
        "total_discount": "10.00",
        "requires_shipping": True,
        "tax_lines": [],
        "discount_allocations": [],
        **overrides,
    }


def fulfillment_body(updated=24, numbers=(NUMBER,), **overrides):
    return {
        "id": FULFILLMENT,
        "order_id": ORDER,
        "name": "#1001-F1",
        "status": "success",
        "created_at": at(24),
        "updated_at": at(updated),
        "service": "manual",
        "shipment_status": None,
        "tracking_company": "UPS",
        "tracking_number": numbers[0] if numbers else None,
        "tracking_numbers": list(numbers),
        "tracking_urls": [f"https://www.ups.com/track?tracknum={number}" for number in numbers],
        "line_items": [line_body()],
        **overrides,
    }


def refund_body(status="success", amount="10.00", refund_id=REFUND, note="", **overrides):
    transaction = {"id": refund_id * 10, "kind": "refund", "status": status, "amount": amount}
    return {
        "id": refund_id,
        "order_id": ORDER,
        "created_at": at(100),
        "processed_at": at(100),
        "note": note,
        "refund_line_items": [{"line_item_id": LINE, "quantity": 1}],
        "transactions": [{**transaction, "currency": "USD"}] if status else [],
        **overrides,
    }


# A healthy parcel that slips by a day: (hours, status, detail, city, expected day).
JOURNEY = (
    (20, "pre_transit", "label_created", None, "2026-11-06"),
    (30, "in_transit", "received_at_origin_facility", "Newark", "2026-11-06"),
    (50, "in_transit", "departed_facility", "Memphis", "2026-11-06"),
    (60, "in_transit", "weather_delay", "Memphis", "2026-11-07"),
    (90, "in_transit", "arrived_at_destination", "Austin", "2026-11-07"),
    (110, "out_for_delivery", "out_for_delivery", "Austin", "2026-11-07"),
    (115, "delivered", "arrived_at_destination", "Austin", "2026-11-07"),
)


def tracker_body(steps=None, journey=JOURNEY, number=NUMBER, tracker="trk_1", **overrides):
    seen = journey[:steps]
    last = seen[-1] if seen else (0, "unknown", "unknown", None, None)
    return {
        "id": f"evt_{tracker}_{len(seen)}",
        "object": "Event",
        "description": "tracker.updated",
        "result": {
            "id": tracker,
            "tracking_code": number,
            "carrier": "UPS",
            "status": last[1],
            "status_detail": last[2],
            "est_delivery_date": last[4] and f"{last[4]}T20:00:00Z",
            "updated_at": at(last[0] + 0.5),
            "tracking_details": [
                {
                    "message": detail.replace("_", " ").capitalize(),
                    "status": status,
                    "status_detail": detail,
                    "datetime": at(hours),
                    "tracking_location": {"city": city, "state": city and "XX", "country": "US"},
                }
                for hours, status, detail, city, _eta in seen
            ],
            **overrides,
        },
    }


def delivery(store, body, topic="orders/updated", saved=True, **overrides):
    vendor = "easypost" if topic.startswith("tracker") else "shopify"
    make = make_delivery if saved else DeliveryFactory.build
    return make(
        store=store, vendor=vendor, topic=topic, body=json.dumps(body).encode(), **overrides
    )
