"""The mirror's rows."""

from orders.models.backfill import Backfill, BackfillLine, Reconciliation
from orders.models.customer import Customer
from orders.models.history import HistoricalDelivery
from orders.models.order import Order, OrderLine
from orders.models.refund import Refund
from orders.models.shipment import EtaChange, Shipment, ShipmentLine, TrackingEvent

__all__ = [
    "Backfill",
    "BackfillLine",
    "Customer",
    "EtaChange",
    "HistoricalDelivery",
    "Order",
    "OrderLine",
    "Reconciliation",
    "Refund",
    "Shipment",
    "ShipmentLine",
    "TrackingEvent",
]
