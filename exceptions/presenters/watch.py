"""What the desk watched while nobody looked: the words of an empty queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from exceptions.models import CLOSED, Status
from exceptions.presenters.queue import Scope
from opsdesk import clock
from opsdesk.models import VendorCall
from orders.models import Shipment

CAP = 10_000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Watch:
    """The last 24 hours, in four numbers."""

    parcels: int
    cleared: int
    resolved: int
    dismissed: int
    asked_at: datetime | None


def watch_of(scope: Scope) -> Watch:
    """Read what was watched, what cleared itself, and when carriers were last asked."""
    now = clock.now()
    parcels = Shipment.objects.visible_to(scope.user).filter(next_check_at__isnull=False)
    calls = VendorCall.objects.filter(
        store__in=scope.stores, vendor="easypost", at__gte=now - DAY, outcome="ok"
    )
    if scope.store:
        parcels, calls = parcels.filter(store=scope.store), calls.filter(store=scope.store)
    closed = (
        scope.cases()
        .filter(status__in=CLOSED, status_at__gte=now - DAY)
        .aggregate(
            cleared=Count("pk", filter=Q(status=Status.CLEARED)),
            resolved=Count("pk", filter=Q(status=Status.RESOLVED)),
            dismissed=Count("pk", filter=Q(status=Status.DISMISSED)),
        )
    )
    return Watch(
        parcels=parcels.order_by()[:CAP].count(),
        asked_at=calls.order_by("-at").values_list("at", flat=True).first(),
        **closed,
    )
