"""The window of one parcel: half of those like it had arrived by its first day, 8 of 10 by its last.

Counted from the day the carrier picked it up; until then from the label, because nothing better is
known. Widened from the same service to the same region up to all parcels of the store, to whatever
has 30 parcels first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import ceil, floor

from opsdesk import clock
from opsdesk.models import Store
from orders.models import Order, Shipment, TransitStatistic
from orders.models.transit import Level
from orders.querysets import ENDED

COLUMNS = ("predicted_from", "predicted_until", "predicted_n", "predicted_level", "predictions")
KEEP = 30  # windows of one parcel
BATCH = 500

Key = tuple[str, str, str, str]
Statistics = Mapping[Key, TransitStatistic]


def predict(parcel: Shipment, now: datetime, known: Statistics | None = None) -> bool:
    """Set the window of a parcel still to come; say whether it moved. Saves nothing."""
    if parcel.milestone in ENDED:
        return False  # what was predicted stays, to be compared with what happened
    found = _closest(parcel, known if known is not None else _statistics(parcel.store_id))
    if found is None:
        return False
    began = (parcel.picked_up_at or parcel.shipped_at).astimezone(parcel.store.tz).date()
    first = began + timedelta(days=floor(found.p50))
    last = began + timedelta(days=ceil(found.p80))
    moved = (parcel.predicted_from, parcel.predicted_until) != (first, last)
    if moved:
        entry = {
            "at": now.isoformat(),
            "from": first.isoformat(),
            "until": last.isoformat(),
            "n": found.n,
            "level": found.level,
        }
        parcel.predictions = [*parcel.predictions, entry][-KEEP:]
    parcel.predicted_from, parcel.predicted_until = first, last
    parcel.predicted_n, parcel.predicted_level = found.n, found.level
    return moved


def refresh_open(store: Store, now: datetime) -> int:
    """Predict anew for the parcels of `store` still to come; return how many windows moved."""
    known, moved = _statistics(store.pk), 0
    parcels = Shipment.objects.filter(store=store).exclude(milestone__in=ENDED)
    ids = list(parcels.filter(shipped_at__gt=now - timedelta(days=90)).values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = Shipment.objects.select_related("order", "store").filter(
            pk__in=ids[start : start + BATCH]
        )
        changed = [parcel for parcel in batch if predict(parcel, now, known)]
        Shipment.objects.bulk_update(changed, COLUMNS)
        moved += len(changed)
    return moved


def foresee(parcel: Shipment, service: str, *, began_anew: bool) -> None:
    """Take over the service a carrier names; predict when that or the start is news. Saves both."""
    named = service[:80] or parcel.service
    if not began_anew and named == parcel.service:
        return
    parcel.service = named
    predict(parcel, clock.now())
    parcel.save(update_fields=["service", *COLUMNS])


def keys_of(parcel: Shipment, order: Order) -> Iterable[Key]:
    """Yield where to look, the closest likeness first."""
    origin, country = parcel.store.country.upper(), order.country.upper()
    region = str(order.shipping_address.get("province_code") or "").upper()
    scope = "domestic" if origin == country else "abroad"
    for service in dict.fromkeys([parcel.service or order.shipping_method, order.shipping_method]):
        if region:
            yield Level.REGION, parcel.carrier, service, f"{origin}→{country}-{region}"
        yield Level.LANE, parcel.carrier, service, f"{origin}→{country}"
        yield Level.SERVICE, parcel.carrier, service, scope
    yield Level.CARRIER, parcel.carrier, "", scope
    yield Level.STORE, "", "", scope


def _closest(parcel: Shipment, known: Statistics) -> TransitStatistic | None:
    if not known or not parcel.order.country:
        return None
    found = (known.get(key) for key in keys_of(parcel, parcel.order))
    return next((row for row in found if row is not None), None)


def _statistics(store_id: int) -> Statistics:
    """Return what is known of a store by level, carrier, service and lane."""
    rows = TransitStatistic.objects.filter(store=store_id)
    return {(row.level, row.carrier, row.service, row.lane): row for row in rows}
