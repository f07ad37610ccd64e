"""A case about an order that exists in the sandbox's Shopify, mirrored as ingest would do it."""

from datetime import timedelta
from decimal import Decimal

from exceptions.models import Kind
from opsdesk.clock import now
from orders.models import OrderLine, ShipmentLine
from tests.factories import make_case, make_order, make_shipment


def mirrored_case(sandbox, store, kind=Kind.NO_MOVEMENT, story="gone_silent", **overrides):
    """Tell a story and open a case about it."""
    told = sandbox.story(story, store.slug)
    doc = told.order
    subtotal = sum(Decimal(line["price"]) * line["quantity"] for line in doc["lines"])
    order = make_order(
        store=store,
        lines=0,
        shopify_id=doc["id"],
        name=doc["name"],
        email=doc["email"],
        recipient_name=f"{doc['customer']['first_name']} {doc['customer']['last_name']}",
        subtotal=subtotal,
        shipping_total=doc["shipping"]["price"],
        tax_total=sum(Decimal(line["tax"]) for line in doc["lines"]),
        total=doc["transactions"][0]["amount"],
        currency=doc["currency"],
        presentment_currency=doc["currency"],
    )
    shipment = make_shipment(
        order=order,
        carrier="UPS",
        tracking_number=told.tracking_number,
        last_scan_at=now() - timedelta(days=5),
    )
    for line in doc["lines"]:
        row = OrderLine.objects.create(
            order=order,
            shopify_id=line["id"],
            title=line["title"],
            quantity=line["quantity"],
            unit_price=line["price"],
            tax=line["tax"],
        )
        ShipmentLine.objects.create(shipment=shipment, order_line=row, quantity=line["quantity"])
    return make_case(shipment=shipment, kind=kind, **overrides)
