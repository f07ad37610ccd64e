"""A store's past, made to measure."""

from datetime import UTC, datetime, timedelta

from opsdesk.taxonomy import Milestone
from orders.models import HistoricalDelivery, Shipment
from tests.factories import make_order, make_scan, make_shipment

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG_AGO = datetime(2026, 9, 1, 17, tzinfo=UTC)


def address(region="TX"):
    return {"city": "Somewhere", "province_code": region}


def deliver(store, days, *, region="TX", country="US", carrier="UPS", service="Ground", **more):
    """One past parcel per entry of `days`, delivered that many days after its pickup."""
    order = make_order(store=store, country=country, shipping_address=address(region), lines=0)
    began = more.pop("began", LONG_AGO)
    return [
        make_shipment(
            order=order,
            carrier=carrier,
            service=service,
            shipped_at=began - timedelta(days=1),
            picked_up_at=began,
            milestone=Milestone.DELIVERED,
            delivered_at=began + timedelta(days=taken),
            **more,
        )
        for taken in days
    ]


def remember(store, days, *, country="US", region="TX", carrier="UPS", service="Ground"):
    """The same from an imported file."""
    HistoricalDelivery.objects.bulk_create(
        HistoricalDelivery(
            store=store,
            external_order_id=f"{country}{region}{carrier}{number}",
            shipped_at=LONG_AGO,
            shipped_on=LONG_AGO.date(),
            delivered_at=LONG_AGO + timedelta(days=taken),
            carrier=carrier,
            service=service,
            country=country,
            region=region,
            imported_at=NOW,
        )
        for number, taken in enumerate(days)
    )


def under_way(store, *, region="TX", country="US", **overrides):
    """A parcel picked up on Monday 16 November in New York."""
    order = make_order(store=store, country=country, shipping_address=address(region), lines=0)
    values = {
        "shipped_at": NOW - timedelta(days=5),
        "picked_up_at": NOW - timedelta(days=4),
        "last_scan_at": NOW - timedelta(days=4),
    }
    return make_shipment(order=order, **(values | overrides))


def fall_silent(store, count, *, silent_for, delivered_after=None, carrier="UPS"):
    """`count` past parcels silent for `silent_for` days in transit, then delivered or never."""
    for _ in range(count):
        began = LONG_AGO
        parcel = make_shipment(
            store=store,
            carrier=carrier,
            shipped_at=began,
            milestone=Milestone.IN_TRANSIT,
            delivered_at=None,
        )
        make_scan(parcel, occurred_at=began, milestone=Milestone.IN_TRANSIT)
        if delivered_after is not None:
            ended = began + timedelta(days=delivered_after)
            make_scan(parcel, occurred_at=ended, milestone=Milestone.DELIVERED)
            Shipment.objects.filter(pk=parcel.pk).update(
                milestone=Milestone.DELIVERED, delivered_at=ended
            )
        elif silent_for:
            later = began + timedelta(days=silent_for)
            make_scan(parcel, occurred_at=later, milestone=Milestone.RETURNING)
