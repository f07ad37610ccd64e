"""Ask the rules to look at parcels that changed, in the transaction of the change.

The event only wakes a worker sooner; a wake-up that is lost costs the seconds until the next sweep,
not the case.
"""

from __future__ import annotations

from opsdesk import clock
from orders.models import Shipment


def look_at_parcel(shipment_id: int) -> None:
    """Let the next sweep look at a parcel."""
    Shipment.objects.filter(pk=shipment_id).update(attention_at=clock.now())


def look_at_parcels_of(order_id: int) -> None:
    """Let the next sweep look at every parcel of an order."""
    Shipment.objects.filter(order_id=order_id).update(attention_at=clock.now())
