"""Which parcels a tracker is about."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from opsdesk.models import Store
from opsdesk.vendors.tracking.base import TrackerUpdate
from orders import carriers
from orders.models import Shipment

# A provider gives the same tracker for the same number for three months; a number is not used
# again by a carrier before that.
SAME_LIFE = timedelta(days=90)


def parcels_of(store: Store, update: TrackerUpdate) -> list[Shipment]:
    """Return the parcels a tracker follows: those registered as it, or with its number, lately.

    Two fulfillments in one box share a number: both are told.
    """
    found = list(
        Shipment.objects.filter(
            Q(provider=update.provider, provider_tracker_id=update.tracker_id)
            | Q(tracking_number=update.tracking_number)
            & (Q(provider_tracker_id="") | ~Q(provider=update.provider)),
            store=store,
        )
        .exclude(tracking_number="")
        .order_by("-shipped_at", "pk")
    )
    if not found:
        return []
    carrier = carriers.normalise(update.carrier)
    newest = found[0].shipped_at
    return sorted(
        (
            parcel
            for parcel in found
            if (parcel.provider, parcel.provider_tracker_id) == (update.provider, update.tracker_id)
            or (
                newest - parcel.shipped_at < SAME_LIFE
                and not carriers.contradict(parcel.carrier, carrier)
            )
        ),
        key=lambda parcel: parcel.pk,  # rows are locked in this order, always
    )
