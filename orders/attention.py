"""Say that parcels changed, in the transaction of the change: for the rules and for the customer.

The event only wakes a worker sooner; a wake-up that is lost costs the seconds until the next sweep,
neither a case nor a mail.
"""

from __future__ import annotations

from opsdesk import clock
from orders.models import Shipment


def look_at_parcel(shipment_id: int) -> None:
    """Let the next sweeps look at a parcel."""
    now = clock.now()
    Shipment.objects.filter(pk=shipment_id).update(attention_at=now, news_at=now)


def look_at_parcels_of(order_id: int) -> None:
    """Let the next sweeps look at every parcel of an order."""
    now = clock.now()
    Shipment.objects.filter(order_id=order_id).update(attention_at=now, news_at=now)
