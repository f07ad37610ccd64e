"""Facts for the tests of rules: a healthy parcel, and any parcel at all."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from opsdesk.taxonomy import FaultOwner, Milestone, Reason
from orders.business_time import Calendar
from orders.facts import ShipmentFacts

NEW_YORK = Calendar("US", ZoneInfo("America/New_York"))


def utc(day: int, hour: int = 17, month: int = 11, minute: int = 0) -> datetime:
    """A moment in November 2025 (the 14th is a Friday, 27 November is Thanksgiving)."""
    return datetime(2025, month, day, hour, minute, tzinfo=UTC)


def make_facts(**overrides: Any) -> ShipmentFacts:
    """A parcel that left Memphis on Friday 14 November and is expected on the 20th."""
    values: dict[str, Any] = {
        "shipment_id": 1,
        "order_id": 1,
        "store_id": 1,
        "calendar": NEW_YORK,
        "carrier": "UPS",
        "tracking_number": "1Z999AA10123456784",
        "country": "US",
        "milestone": Milestone.IN_TRANSIT,
        "reason": None,
        "fault_owner": None,
        "milestone_at": utc(14),
        "shipped_at": utc(12),
        "picked_up_at": utc(13),
        "first_attempt_at": None,
        "delivered_at": None,
        "last_moved_at": utc(14),
        "last_scan_at": utc(14),
        "last_scan_text": "Departed from facility",
        "last_scan_place": "Memphis, TN",
        "original_eta": date(2025, 11, 20),
        "current_eta": date(2025, 11, 20),
        "promised_on": None,
        "eta_changed_at": utc(13),
        "last_checked_at": utc(14),
        "reported_missing_at": None,
        "is_cancelled": False,
        "is_refunded_fully": False,
    }
    return ShipmentFacts(**(values | overrides))


moments = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001  (hypothesis adds the zone)
    max_value=datetime(9998, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
sane_moments = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001
    max_value=datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
calendars = st.builds(
    Calendar,
    st.sampled_from(["US", "GB", "DE", "AU", "XX", ""]),
    st.sampled_from(
        [ZoneInfo(name) for name in ("America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")]
    ),
)


def any_facts(when: st.SearchStrategy[datetime] = sane_moments) -> st.SearchStrategy[ShipmentFacts]:
    """Any combination at all, sensible or not."""
    maybe = st.none() | when
    days = st.none() | when.map(lambda moment: moment.date())
    return st.builds(
        make_facts,
        calendar=calendars,
        carrier=st.sampled_from(["UPS", "", "ups é"]),
        tracking_number=st.sampled_from(["1Z9", ""]),
        milestone=st.sampled_from(Milestone),
        reason=st.none() | st.sampled_from(Reason),
        fault_owner=st.none() | st.sampled_from(FaultOwner),
        milestone_at=maybe,
        shipped_at=when,
        picked_up_at=maybe,
        first_attempt_at=maybe,
        delivered_at=maybe,
        last_moved_at=maybe,
        last_scan_at=maybe,
        last_scan_text=st.text(max_size=20),
        last_scan_place=st.sampled_from(["", "Memphis, TN"]),
        original_eta=days,
        current_eta=days,
        eta_changed_at=maybe,
        reported_missing_at=maybe,
        is_cancelled=st.booleans(),
        is_refunded_fully=st.booleans(),
    )
