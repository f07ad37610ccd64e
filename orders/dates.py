"""What the desk shows about the dates of one parcel, put into words once for every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from orders import forecast, lateness
from orders.forecast import Chance, Curve
from orders.models import Shipment
from orders.models.transit import Level

SILENT_AFTER = timedelta(days=forecast.LENGTHS[0])


@dataclass(frozen=True, slots=True)
class ParcelDates:
    """The dates of a parcel as they stand at one moment."""

    promised: date | None
    first: date | None
    current: date | None
    slip: int
    late: int
    usual_from: date | None
    usual_until: date | None
    usual_n: int
    usual_level: str
    silent_days: int
    chance: Chance | None

    definition = lateness.DEFINITION

    @property
    def slip_words(self) -> str:
        """Return "2 days later", "1 day earlier", nothing while the date stands."""
        if not self.slip:
            return ""
        return f"{_days(abs(self.slip))} {'later' if self.slip > 0 else 'earlier'}"

    @property
    def late_words(self) -> str:
        """Return "Late by 2 days", nothing when it is not."""
        return f"Late by {_days(self.late)}" if self.late else ""

    @property
    def basis(self) -> str:
        """Return what the usual window rests on: "based on 124 parcels: same service to …"."""
        return f"based on {self.usual_n} parcels: {Level(self.usual_level).label}"

    @property
    def chance_words(self) -> str:
        """Say how parcels as silent as this one fared."""
        if self.chance is None:
            return ""
        return (
            f"{self.chance.percent} % still arrive within {forecast.WITHIN_DAYS} days "
            f"({self.chance.arrived} of {self.chance.n} parcels silent for {self.chance.days} days "
            "or more at this point)"
        )


def dates_of(parcels: Sequence[Shipment], now: datetime) -> list[ParcelDates]:
    """Return the dates of each parcel; one query for all."""
    curves = forecast.curves_of(parcels)
    return [_dates(parcel, curves[parcel.pk], now) for parcel in parcels]


def _dates(parcel: Shipment, curve: Curve, now: datetime) -> ParcelDates:
    silent_since = parcel.last_scan_at or parcel.shipped_at
    awaited = parcel.milestone not in lateness.NOT_AWAITED
    is_silent = awaited and now - silent_since >= SILENT_AFTER
    return ParcelDates(
        promised=parcel.promised_on,
        first=parcel.original_eta,
        current=parcel.current_eta,
        slip=lateness.slip_days(parcel.original_eta, parcel.current_eta),
        late=lateness.late_days(parcel, now),
        usual_from=parcel.predicted_from,
        usual_until=parcel.predicted_until,
        usual_n=parcel.predicted_n,
        usual_level=parcel.predicted_level,
        silent_days=(now - silent_since).days if is_silent else 0,
        chance=forecast.chance_at(curve, silent_since, now) if is_silent else None,
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
