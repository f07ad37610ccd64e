"""History is read again when we understand more: a new MAPPER_VERSION, or an admin's mapping.

In batches by id, with progress, resumable at any point. Milestones are derived anew; rules look at the
parcels, but no customer is written to: it is old news.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import structlog
from django.db import transaction
from django.db.models import Max

from opsdesk import clock
from opsdesk.locks import try_lock
from opsdesk.vendors.tracking.codes import MAPPER_VERSION
from orders.models import Remap, Shipment, TrackingEvent
from orders.tracking.mapping import read_scan
from orders.tracking.updates import STATE, settle_milestone

logger = structlog.get_logger(__name__)

BATCH = 500
BUDGET = 40.0  # seconds one wake-up may take; the next one goes on


def ask_for_pass(because: str) -> Remap:
    """Have all scans that are stored now read again; one that has not begun yet serves as well."""
    upto = TrackingEvent.objects.aggregate(newest=Max("pk"))["newest"] or 0
    waiting = Remap.objects.filter(finished_at=None, last_id=0).first()
    if waiting is not None:
        waiting.upto_id, waiting.mapper_version = upto, MAPPER_VERSION
        waiting.save(update_fields=["upto_id", "mapper_version"])
        return waiting
    return Remap.objects.create(
        mapper_version=MAPPER_VERSION,
        because=because[:120],
        upto_id=upto,
        started_at=clock.now(),
    )


def remap_scans() -> int:
    """Go on with the passes that are due; return how many scans were read."""
    with try_lock("remap-scans") as held:
        if not held:
            return 0
        if not Remap.objects.filter(mapper_version=MAPPER_VERSION).exists():
            ask_for_pass("The rules that read scans have changed.")
        started, done = time.monotonic(), 0
        while time.monotonic() - started < BUDGET:
            run = Remap.objects.filter(finished_at=None).order_by("pk").first()
            if run is None:
                return done
            done += _next_batch(run)
        return done


def _next_batch(run: Remap) -> int:
    scans = list(
        TrackingEvent.objects.filter(pk__gt=run.last_id, pk__lte=run.upto_id).order_by("pk")[:BATCH]
    )
    if not scans:
        Remap.objects.filter(pk=run.pk).update(finished_at=clock.now())
        logger.info("remap.finished", version=run.mapper_version, changed=run.changed)
        return 0
    changed = [scan for scan in scans if _read_again(scan)]
    with transaction.atomic():
        for parcel_id in sorted({scan.shipment_id for scan in changed}):
            _settle(parcel_id, [scan for scan in changed if scan.shipment_id == parcel_id])
        TrackingEvent.objects.filter(pk__in=[scan.pk for scan in scans]).update(
            mapper_version=MAPPER_VERSION
        )
        Remap.objects.filter(pk=run.pk).update(
            last_id=scans[-1].pk,
            read=run.read + len(scans),
            changed=run.changed + len(changed),
        )
    return len(scans)


def _read_again(scan: TrackingEvent) -> bool:
    """Understand a scan anew; say whether it now means something else."""
    found = read_scan(scan.provider, scan.raw_code, scan.raw_detail, scan.raw_text)
    now = (found.milestone, found.reason or "", found.fault_owner or "")
    before = (scan.milestone, scan.reason, scan.fault_owner)
    scan.milestone, scan.reason, scan.fault_owner = now
    scan.confidence = found.confidence
    return now != before


def _settle(parcel_id: int, scans: Sequence[TrackingEvent]) -> None:
    parcel = Shipment.objects.select_for_update(of=("self",), no_key=True).get(pk=parcel_id)
    TrackingEvent.objects.bulk_update(scans, ["milestone", "reason", "fault_owner", "confidence"])
    before = [getattr(parcel, name) for name in STATE]
    settle_milestone(parcel)
    if [getattr(parcel, name) for name in STATE] != before:
        parcel.attention_at = clock.now()  # for the rules; `news_at` stays: nobody is written to
        parcel.save(update_fields=[*STATE, "attention_at"])
