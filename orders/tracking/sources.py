"""Several providers may follow one parcel: all their scans are kept, the strongest one is believed.

The store says in which order (`Store.tracking_sources`). A provider that has only heard of a label does
not outrank one that has seen the parcel.
"""

from __future__ import annotations

from collections.abc import Sequence

from opsdesk import stores
from opsdesk.models import Store
from orders.milestones import ON_PAPER
from orders.models import Shipment, TrackingEvent

STRONGEST_FIRST = ("easypost", "aftership", "shopify")


def order_of(store: Store) -> list[str]:
    """Return the providers, strongest first; those the store does not name come last."""
    named = [name.strip() for name in store.tracking_sources.split(",") if name.strip()]
    return [*named, *(name for name in STRONGEST_FIRST if name not in named)]


def believed(parcel: Shipment, scans: Sequence[TrackingEvent]) -> list[TrackingEvent]:
    """Return the scans of the strongest provider that has seen the parcel."""
    providers = {scan.provider for scan in scans}
    if len(providers) < 2:
        return list(scans)
    order = order_of(parcel.store)
    ranked = sorted(providers, key=lambda name: order.index(name) if name in order else len(order))
    seen = {scan.provider for scan in scans if scan.milestone not in ON_PAPER}
    leader = next((name for name in ranked if name in seen), ranked[0])
    return [scan for scan in scans if scan.provider == leader]


def leads(parcel: Shipment, provider: str) -> bool:
    """Say whether `provider` is the one to poll about a parcel, and whose dates count."""
    if provider == "shopify":
        return not parcel.provider_tracker_id
    if parcel.provider_tracker_id:
        if parcel.provider == provider:
            return True
        order = order_of(parcel.store)
        return provider in order and (
            parcel.provider not in order or order.index(provider) < order.index(parcel.provider)
        )
    connected = stores.tracking_providers(parcel.store, order_of(parcel.store))
    return provider not in connected or connected[0] == provider
