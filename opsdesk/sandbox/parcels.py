"""Parcels: a timetable of scans per tracking number, read as of a moment.

A scan without a time never happens by itself; `advance` lets it happen now. An estimated delivery
date rides on the scan that announced it.
"""

from opsdesk.sandbox.moments import after, parse
from opsdesk.sandbox.wire import Doc


def seen(parcel: Doc, at: str) -> list[Doc]:
    """Return the scans that have happened by `at`."""
    return [scan for scan in parcel["scans"] if scan["at"] is not None and scan["at"] <= at]


def estimate(scans: list[Doc]) -> str | None:
    """Return the delivery date the carrier currently promises."""
    dates = [scan["eta"] for scan in scans if scan["eta"]]
    return dates[-1] if dates else None


def next_scan_at(parcel: Doc, at: str) -> str | None:
    """Return when the next scan is due by the timetable."""
    due = [scan["at"] for scan in parcel["scans"] if scan["at"] is not None and scan["at"] > at]
    return min(due, default=None)


def next_scan(parcel: Doc, at: str) -> Doc | None:
    """Return the scan that would come next, dated or not."""
    return next((s for s in parcel["scans"] if s["at"] is None or s["at"] > at), None)


def advance(parcel: Doc, now: str, step: str | None = None) -> Doc | None:
    """Let the next scan (or the next one of that step) happen now; later ones move along."""
    rest = [scan for scan in parcel["scans"] if scan["at"] is None or scan["at"] > now]
    wanted = next((scan for scan in rest if step in (None, scan["step"])), None)
    if wanted is None:
        return None
    skipped = rest[: rest.index(wanted)]
    parcel["scans"] = [scan for scan in parcel["scans"] if scan not in skipped]
    shift = (parse(now) - parse(wanted["at"])).total_seconds() if wanted["at"] else 0.0
    for scan in rest[rest.index(wanted) :]:
        if scan["at"] is not None:
            scan["at"] = after(scan["at"], seconds=shift)
    wanted["at"] = now
    happened: Doc = wanted
    return happened
