"""What a scan means to us: what an admin said, or else what the mapper says."""

from __future__ import annotations

from django.core.cache import cache

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from opsdesk.vendors.tracking.codes import Mapped, map_scan
from orders.models import ScanMapping

KEY, SECONDS = (
    "scan-mappings",
    20,
)  # another process may read by the old list that long; a pass follows


def read_scan(provider: str, code: str, detail: str, text: str) -> Mapped:
    """Say what a scan means."""
    for mapping in _mappings():
        if mapping.fits(provider, code, detail, text):
            return Mapped(
                Milestone(mapping.milestone),
                Reason(mapping.reason) if mapping.reason else None,
                FaultOwner(mapping.fault_owner or FaultOwner.UNKNOWN) if mapping.reason else None,
                1.0,
            )
    return map_scan(provider, code, detail, text)


def forget_mappings() -> None:
    """Read the list again at once: it was changed in this process."""
    cache.delete(KEY)


def _mappings() -> list[ScanMapping]:
    known: list[ScanMapping] | None = cache.get(KEY)
    if known is None:
        known = list(ScanMapping.objects.filter(is_active=True))
        cache.set(KEY, known, SECONDS)
    return known
