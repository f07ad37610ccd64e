"""A tracker's news become rows: scans are added, everything else is derived from all of them.

TrackerUpdate ──▶ new scans ──▶ milestones.derive ──▶ columns of the parcel ──▶ shipment.changed
             └──▶ ETA reading ──▶ eta.derive_changes ─┘
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from opsdesk import clock
from opsdesk.events import publish
from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from opsdesk.vendors.tracking.base import Scan, TrackerUpdate
from opsdesk.vendors.tracking.codes import MAPPER_VERSION, map_scan
from orders import eta, events
from orders.attention import look_at_parcel
from orders.forecast import foresee
from orders.milestones import Derived, ScanFact, walk
from orders.models import Shipment, TrackingEvent
from orders.tracking.mapping import read_scan
from orders.tracking.schedule import schedule_next_check
from orders.tracking.sources import believed, leads

logger = structlog.get_logger(__name__)

# Carriers use numbers again: a scan from long before the label belongs to another parcel.
ANOTHER_LIFE = timedelta(days=14)
# What a tracker may say as a whole although no scan of it does.
CONCLUSIONS = frozenset(
    {Milestone.DELIVERED, Milestone.RETURNING, Milestone.FAILED, Milestone.CANCELLED}
)
# The shop took the parcel back on paper: cancelled, never really made, or under another number.
REPLACED = "replaced"
VOID = frozenset({"cancelled", "error", "failure", REPLACED})

STATE = (
    "milestone",
    "milestone_at",
    "reason",
    "fault_owner",
    "picked_up_at",
    "first_attempt_at",
    "delivered_at",
    "last_moved_at",
    "last_scan_at",
    "last_scan_text",
    "last_scan_place",
)
TEXTS = frozenset({"reason", "fault_owner", "last_scan_text", "last_scan_place"})
DATES = ("original_eta", "current_eta")
CHECKS = (
    "provider",
    "provider_tracker_id",
    "last_checked_at",
    "next_check_at",
    "check_failures",
    "check_error",
)


@transaction.atomic
def apply_update(shipment: Shipment, update: TrackerUpdate, received_at: datetime) -> bool:
    """Record what a tracker says about a parcel; return whether anything changed.

    The same or an older update again adds nothing, in whatever order they come.
    """
    parcel = Shipment.objects.select_for_update(of=("self",), no_key=True).get(pk=shipment.pk)
    before, is_first = _snapshot(parcel), parcel.last_checked_at is None
    has_new_scans = _add_scans(parcel, update, received_at)
    is_leading = leads(parcel, update.provider)
    if is_leading:
        _note_eta(parcel, update)
        parcel.provider, parcel.provider_tracker_id = update.provider, update.tracker_id
    steps = settle_milestone(parcel)
    parcel.last_checked_at = max(received_at, parcel.last_checked_at or received_at)
    if is_leading and update.tracker_id:
        parcel.check_failures, parcel.check_error = 0, ""
        parcel.next_check_at = schedule_next_check(parcel, clock.now())
    parcel.save(update_fields=[*STATE, *DATES, *CHECKS, "eta_readings"])
    # That the carrier has nothing to say is news too, the first time: silence counts from here.
    changed = is_first or _snapshot(parcel) != before
    began_anew = is_first or before[STATE.index("picked_up_at")] != parcel.picked_up_at
    foresee(parcel, update.service, began_anew=began_anew)
    if changed or has_new_scans:
        events.record_journey(parcel, steps, update.provider)
    if changed:
        look_at_parcel(parcel.pk)
        publish("shipment.changed", shipment_id=parcel.pk)
    return changed


@transaction.atomic
def settle_again(shipment: Shipment) -> bool:
    """Derive a parcel anew after its scans changed in another way than by news."""
    parcel = Shipment.objects.select_for_update(of=("self",), no_key=True).get(pk=shipment.pk)
    before = _snapshot(parcel)
    steps = settle_milestone(parcel)
    if _snapshot(parcel) == before:
        return False
    parcel.save(update_fields=STATE)
    events.record_journey(parcel, steps, parcel.provider or "shopify")
    look_at_parcel(parcel.pk)
    publish("shipment.changed", shipment_id=parcel.pk)
    return True


def settle_milestone(parcel: Shipment) -> list[Derived]:
    """Set the columns that follow from the parcel's scans and from the shop; saves nothing.

    Returns the walk through its scans, for those who want to know what it passed.
    """
    steps = list(walk(_facts(believed(parcel, list(parcel.events.all())))))
    derived = steps[-1] if steps else Derived()
    for name in STATE:
        setattr(parcel, name, getattr(derived, name) or ("" if name in TEXTS else None))
    if parcel.fulfillment_status in VOID:
        parcel.milestone, parcel.milestone_at = Milestone.CANCELLED, parcel.source_updated_at
        parcel.delivered_at, parcel.reason, parcel.fault_owner = None, "", ""
    elif derived.milestone == Milestone.UNKNOWN:
        # A fulfillment exists, so there is a label, whatever the carrier has heard of it.
        parcel.milestone, parcel.milestone_at = Milestone.LABEL_CREATED, parcel.shipped_at
    return steps


def _snapshot(parcel: Shipment) -> tuple[object, ...]:
    return tuple(getattr(parcel, name) for name in (*STATE, *DATES))


def _add_scans(parcel: Shipment, update: TrackerUpdate, received_at: datetime) -> bool:
    """Add the scans we do not have yet; say whether there were any."""
    earliest = parcel.shipped_at - ANOTHER_LIFE
    scans = {
        fingerprint(scan): scan
        for scan in [*update.scans, *_conclusion(update)]
        if scan.occurred_at >= earliest
    }
    known = set(
        parcel.events.filter(provider=update.provider, fingerprint__in=scans).values_list(
            "fingerprint", flat=True
        )
    )
    new = [
        _event(parcel, update.provider, mark, scan, received_at)
        for mark, scan in scans.items()
        if mark not in known
    ]
    TrackingEvent.objects.bulk_create(new, ignore_conflicts=True)
    return bool(new)


def _conclusion(update: TrackerUpdate) -> list[Scan]:
    """Return a scan for a tracker that says "delivered" without any scan that says so."""
    milestone = map_scan(update.provider, update.status, "", "").milestone
    if milestone not in CONCLUSIONS or any(scan.code == update.status for scan in update.scans):
        return []
    return [Scan(code=update.status, detail="", text="", occurred_at=update.updated_at)]


def _event(
    parcel: Shipment, provider: str, mark: str, scan: Scan, received_at: datetime
) -> TrackingEvent:
    mapped = read_scan(provider, scan.code, scan.detail, scan.text)
    if mapped.milestone == Milestone.UNKNOWN:
        logger.warning(
            "scan.unmapped", provider=provider, code=scan.code[:80], detail=scan.detail[:80]
        )
    return TrackingEvent(
        shipment=parcel,
        provider=provider,
        fingerprint=mark,
        raw_code=scan.code[:80],
        raw_detail=scan.detail[:80],
        raw_text=scan.text,
        city=scan.city[:80],
        region=scan.region[:80],
        country=scan.country[:2],
        occurred_at=scan.occurred_at,
        received_at=received_at,
        milestone=mapped.milestone,
        reason=mapped.reason or "",
        fault_owner=mapped.fault_owner or "",
        mapper_version=MAPPER_VERSION,
        confidence=mapped.confidence,
    )


def fingerprint(scan: Scan) -> str:
    """Return what makes a scan the same scan when it is told again."""
    if scan.mark:
        return hashlib.sha256(scan.mark.encode()).hexdigest()
    parts = (
        scan.occurred_at.isoformat(),
        scan.code,
        scan.detail,
        scan.text,
        scan.city,
        scan.region,
        scan.country,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _facts(events: Iterable[TrackingEvent]) -> list[ScanFact]:
    return [
        ScanFact(
            milestone=Milestone(event.milestone),
            occurred_at=event.occurred_at,
            reason=Reason(event.reason) if event.reason else None,
            fault_owner=FaultOwner(event.fault_owner) if event.fault_owner else None,
            text=event.raw_text[:255],
            place=event.place[:120],
        )
        for event in events
    ]


def _note_eta(parcel: Shipment, update: TrackerUpdate) -> None:
    if update.estimated_delivery is None:
        return
    said_at = max((scan.occurred_at for scan in update.scans), default=update.updated_at)
    readings = eta.note_reading(
        parcel.eta_readings,
        read_at=update.updated_at,
        said_at=min(said_at, update.updated_at),
        eta=update.estimated_delivery,
    )
    if readings != parcel.eta_readings:
        parcel.eta_readings = readings
        eta.record_changes(parcel, update.provider)
