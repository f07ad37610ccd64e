"""When parcels like this one arrived, learned every night from the store's own past.

    delivered parcels + imported history ─▶ learning (SQL) ─▶ TransitStatistic ─▶ window of a parcel
    silences of past parcels             ─▶ learning (SQL) ─▶ SilenceStatistic ─▶ chance of a silent one

Nothing is said below 30 parcels; what is said carries its n and how closely those parcels resemble.
"""

from orders.forecast.learning import learn, learn_due
from orders.forecast.silence import (
    LENGTHS,
    WITHIN_DAYS,
    Chance,
    Curve,
    chance_at,
    curve_of,
    curves_of,
)
from orders.forecast.window import foresee, predict, refresh_open

__all__ = [
    "LENGTHS",
    "WITHIN_DAYS",
    "Chance",
    "Curve",
    "chance_at",
    "curve_of",
    "curves_of",
    "foresee",
    "learn",
    "learn_due",
    "predict",
    "refresh_open",
]
