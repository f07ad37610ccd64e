"""The mirror's rows."""

from orders.models.aftermath import Dispute, Return
from orders.models.backfill import Backfill, BackfillLine, Reconciliation
from orders.models.customer import Customer
from orders.models.events import OrderEvent
from orders.models.history import HistoricalDelivery
from orders.models.order import Order, OrderLine
from orders.models.promise import DeliveryPolicy
from orders.models.providers import ProviderState, Remap, ScanMapping
from orders.models.refund import Refund
from orders.models.shipment import EtaChange, Shipment, ShipmentLine, TrackingEvent
from orders.models.transit import Learning, SilenceStatistic, TransitStatistic
from orders.models.wanted import OrderTombstone, WantedOrder

__all__ = [
    "Backfill",
    "BackfillLine",
    "Customer",
    "DeliveryPolicy",
    "Dispute",
    "EtaChange",
    "HistoricalDelivery",
    "Learning",
    "Order",
    "OrderEvent",
    "OrderLine",
    "Reconciliation",
    "OrderTombstone",
    "ProviderState",
    "Refund",
    "Remap",
    "Return",
    "ScanMapping",
    "Shipment",
    "ShipmentLine",
    "SilenceStatistic",
    "TrackingEvent",
    "TransitStatistic",
    "WantedOrder",
]
