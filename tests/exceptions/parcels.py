"""Parcels at fixed moments for the tests of detection: November 2025, the 14th is a Friday."""

from datetime import UTC, date, datetime
from typing import Any

from exceptions import defaults
from opsdesk.models import Store
from opsdesk.taxonomy import Milestone
from orders.models import Shipment
from tests.factories import make_shipment, make_store


def at(day: int, hour: int = 17, month: int = 11) -> datetime:
    """Noon in New York, unless told otherwise."""
    return datetime(2025, month, day, hour, tzinfo=UTC)


SILENT = at(19)  # no_movement fires on the 18th, overdue on the 21st at 05:00 UTC


def make_ruled_store(**overrides: Any) -> Store:
    """A store with the shipped rules."""
    store = make_store(credentials=False, connected_at=at(1), **overrides)
    defaults.create_for(store)
    return store


def make_parcel(store: Store, **overrides: Any) -> Shipment:
    """A parcel that left Memphis on Friday 14 November and is expected on the 20th."""
    values: dict[str, Any] = {
        "shipped_at": at(12),
        "shipped_on": date(2025, 11, 12),
        "milestone": Milestone.IN_TRANSIT,
        "milestone_at": at(14),
        "picked_up_at": at(13),
        "last_moved_at": at(14),
        "last_scan_at": at(14),
        "last_scan_text": "Departed from facility",
        "last_scan_place": "Memphis, TN",
        "original_eta": date(2025, 11, 20),
    }
    return make_shipment(store=store, **(values | overrides))


def move(shipment: Shipment, **changes: Any) -> Shipment:
    """Change the parcel's row, as the ingest would."""
    Shipment.objects.filter(pk=shipment.pk).update(**changes)
    shipment.refresh_from_db()
    return shipment
