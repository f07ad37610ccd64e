"""The chance of a silent parcel: of those as silent after the same milestone, how many arrived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from orders.models import Shipment, SilenceStatistic

WITHIN_DAYS = 3
# Lengths of silence, in days, each up to the next; the last one up to UP_TO.
LENGTHS = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 21, 28)
UP_TO = 42


@dataclass(frozen=True, slots=True)
class Chance:
    """Of `n` parcels silent for at least `days` days, `arrived` came within three more days."""

    days: int
    n: int
    arrived: int

    @property
    def share(self) -> float:
        """Return 0–1."""
        return self.arrived / self.n

    @property
    def percent(self) -> int:
        """Return 0–100, whole: with a few hundred parcels there is no more to it."""
        return round(100 * self.share)


Curve = tuple[Chance, ...]  # by length of silence, the shortest first


def chance_at(
    curve: Sequence[Chance], silent_since: datetime | None, now: datetime
) -> Chance | None:
    """Return the chance after this long a silence; None where too few were ever as silent."""
    if silent_since is None:
        return None
    days = (now - silent_since) / timedelta(days=1)
    length = max((each for each in LENGTHS if each <= days < UP_TO), default=None)
    return next((chance for chance in curve if chance.days == length), None)


def curve_of(parcel: Shipment) -> Curve:
    """Return the curve of one parcel, in one query."""
    return curves_of([parcel])[parcel.pk]


def curves_of(parcels: Iterable[Shipment]) -> dict[int, Curve]:
    """Return the curve of each parcel, in one query for all.

    Each length is its carrier's where 30 of its parcels were as silent, else the whole store's.
    """
    parcels = list(parcels)
    known = _by_place({parcel.store_id for parcel in parcels})
    curves: dict[int, Curve] = {}
    for parcel in parcels:
        wide = known.get((parcel.store_id, "", parcel.milestone), {})
        own = known.get((parcel.store_id, parcel.carrier, parcel.milestone), {})
        curves[parcel.pk] = tuple((wide | own)[days] for days in sorted(wide | own))
    return curves


def _by_place(store_ids: Iterable[int]) -> dict[tuple[int, str, str], dict[int, Chance]]:
    found: dict[tuple[int, str, str], dict[int, Chance]] = defaultdict(dict)
    for row in SilenceStatistic.objects.filter(store__in=store_ids):
        place = (row.store_id, row.carrier, row.milestone)
        found[place][row.days] = Chance(row.days, row.n, row.arrived)
    return found
