"""Where a parcel is, derived from all its scans at once.

Pure and independent of the order and number of arrivals: the scans are sorted by when they
happened, ties by how far along they are, and walked once. A scan moves the milestone unless:

- we do not understand it (UNKNOWN never hides what we know);
- it is a late label or pickup record of a parcel that is already further;
- it only informs (a delay notice) and the parcel has already been delivered;
- the parcel is on its way back: only the end of that journey, or a loss, is news then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from opsdesk.taxonomy import FaultOwner, Milestone, Reason

# Ties: what happened at the same second is read in this order.
RANK = {
    milestone: rank
    for rank, milestone in enumerate(
        (
            Milestone.UNKNOWN,
            Milestone.ORDERED,
            Milestone.LABEL_CREATED,
            Milestone.CANCELLED,
            Milestone.PICKED_UP,
            Milestone.IN_TRANSIT,
            Milestone.OUT_FOR_DELIVERY,
            Milestone.DELIVERY_ATTEMPTED,
            Milestone.READY_FOR_PICKUP,
            Milestone.FAILED,
            Milestone.DELIVERED,
            Milestone.RETURNING,
            Milestone.RETURNED,
        )
    )
}

ON_PAPER = frozenset({Milestone.ORDERED, Milestone.LABEL_CREATED, Milestone.UNKNOWN})
# The carrier had the parcel in its hands.
PHYSICAL = frozenset(Milestone) - ON_PAPER - {Milestone.CANCELLED, Milestone.FAILED}
GOING_BACK = frozenset({Milestone.RETURNING, Milestone.RETURNED})
ENDS_THE_WAY_BACK = GOING_BACK | {Milestone.FAILED, Milestone.DELIVERED}


@dataclass(frozen=True, slots=True)
class ScanFact:
    """One scan, as we understood it."""

    milestone: Milestone
    occurred_at: datetime
    reason: Reason | None = None
    fault_owner: FaultOwner | None = None
    text: str = ""
    place: str = ""

    @property
    def moved(self) -> bool:
        """Say whether the parcel was seen somewhere, not just talked about ("delayed")."""
        if self.milestone == Milestone.IN_TRANSIT:
            return self.reason in (None, Reason.MISSORTED)
        return self.milestone in PHYSICAL


@dataclass(frozen=True, slots=True)
class Derived:
    """What the scans add up to. UNKNOWN and nothing else when they say nothing."""

    milestone: Milestone = Milestone.UNKNOWN
    milestone_at: datetime | None = None
    reason: Reason | None = None
    fault_owner: FaultOwner | None = None
    picked_up_at: datetime | None = None
    first_attempt_at: datetime | None = None
    delivered_at: datetime | None = None
    last_moved_at: datetime | None = None
    last_scan_at: datetime | None = None
    last_scan_text: str = ""
    last_scan_place: str = ""


def derive(scans: Iterable[ScanFact]) -> Derived:
    """Return where the parcel is and why, whatever order the scans came in."""
    steps = list(walk(scans))
    return steps[-1] if steps else Derived()


def walk(scans: Iterable[ScanFact]) -> Iterator[Derived]:
    """Yield what was known after each scan, in the order in which they happened."""
    state = Derived()
    for scan in sorted(scans, key=_in_order):
        state = _advance(_note(state, scan), scan)
        yield state


def _in_order(scan: ScanFact) -> tuple[datetime, int, str, str, str, str]:
    """Sort by time, then progress; the rest only makes the order the same every time."""
    return (
        scan.occurred_at,
        RANK[scan.milestone],
        scan.reason or "",
        scan.fault_owner or "",
        scan.text,
        scan.place,
    )


def _note(state: Derived, scan: ScanFact) -> Derived:
    """Keep what every scan tells, whether or not it moves the milestone."""
    at = scan.occurred_at
    in_hand = scan.milestone in PHYSICAL
    attempted = scan.milestone == Milestone.DELIVERY_ATTEMPTED
    return replace(
        state,
        picked_up_at=state.picked_up_at or (at if in_hand else None),
        first_attempt_at=state.first_attempt_at or (at if attempted else None),
        last_moved_at=at if scan.moved else state.last_moved_at,
        last_scan_at=at,
        last_scan_text=scan.text or state.last_scan_text,
        last_scan_place=scan.place or state.last_scan_place,
    )


def _advance(state: Derived, scan: ScanFact) -> Derived:
    if scan.milestone == Milestone.UNKNOWN:
        # "We cannot find this number" matters only as long as nobody has seen the parcel.
        if scan.reason and state.milestone in ON_PAPER:
            return replace(state, reason=scan.reason, fault_owner=scan.fault_owner)
        return state
    milestone = scan.milestone
    if state.milestone in GOING_BACK:
        if milestone not in ENDS_THE_WAY_BACK or state.milestone == Milestone.RETURNED:
            return state
        if milestone == Milestone.DELIVERED:  # to the sender: never tell the customer otherwise
            milestone = Milestone.RETURNED
    elif _is_late_news(state.milestone, scan):
        return state
    run_goes_on = milestone == state.milestone
    at = state.milestone_at if run_goes_on else scan.occurred_at
    return replace(
        state,
        milestone=milestone,
        milestone_at=at,
        reason=scan.reason,
        fault_owner=scan.fault_owner,
        delivered_at=at if milestone == Milestone.DELIVERED else None,
    )


def _is_late_news(current: Milestone, scan: ScanFact) -> bool:
    """Say whether `scan` tells of a stage, or a delay, that the parcel has left behind."""
    if scan.milestone in ON_PAPER:
        return current not in ON_PAPER
    if scan.milestone == Milestone.PICKED_UP:
        return current in PHYSICAL and current != Milestone.DELIVERED
    return current == Milestone.DELIVERED and not (
        scan.moved or scan.milestone in (Milestone.FAILED, Milestone.CANCELLED)
    )
