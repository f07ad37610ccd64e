"""The mirror's rows."""

from orders.models.customer import Customer
from orders.models.order import Order, OrderLine
from orders.models.refund import Refund
from orders.models.shipment import EtaChange, Shipment, ShipmentLine, TrackingEvent

__all__ = [
    "Customer",
    "EtaChange",
    "Order",
    "OrderLine",
    "Refund",
    "Shipment",
    "ShipmentLine",
    "TrackingEvent",
]
