from datetime import UTC, datetime, timedelta

import pytest

from opsdesk.taxonomy import Milestone
from orders.models import Shipment
from orders.tracking import schedule
from orders.tracking.schedule import schedule_next_check, schedule_retry

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def parcel(milestone, **overrides):
    facts = {
        "tracking_number": "1Z",
        "shipped_at": NOW - timedelta(days=2),
        "last_scan_at": NOW - HOUR,
        "milestone_at": NOW - HOUR,
        **overrides,
    }
    return Shipment(milestone=milestone, **facts)


def wait(shipment):
    return schedule_next_check(shipment, NOW) - NOW


@pytest.mark.parametrize(
    ("milestone", "hours"),
    [
        (Milestone.OUT_FOR_DELIVERY, 0.5),
        (Milestone.IN_TRANSIT, 4),
        (Milestone.DELIVERY_ATTEMPTED, 4),
        (Milestone.LABEL_CREATED, 12),
        (Milestone.RETURNING, 12),
    ],
)
def test_the_nearer_the_oftener(milestone, hours):
    waits = {wait(parcel(milestone)) for _ in range(20)}

    assert len(waits) > 1  # spread
    assert all(0.9 * hours * HOUR <= found <= 1.1 * hours * HOUR for found in waits)


def test_a_silent_parcel_is_asked_about_once_a_day():
    silent = parcel(Milestone.IN_TRANSIT, last_scan_at=NOW - timedelta(days=4))

    assert 21 * HOUR < wait(silent) < 27 * HOUR


def test_delivered_is_looked_at_twice_more_and_then_left_alone():
    fresh = parcel(Milestone.DELIVERED, milestone_at=NOW)
    later = parcel(Milestone.DELIVERED, milestone_at=NOW - 25 * HOUR)
    old = parcel(Milestone.DELIVERED, milestone_at=NOW - 73 * HOUR)

    assert schedule_next_check(fresh, NOW) == NOW + 24 * HOUR
    assert schedule_next_check(later, NOW) == NOW + 47 * HOUR
    assert schedule_next_check(old, NOW) is None


@pytest.mark.parametrize(
    "nothing_to_learn",
    [
        {"milestone": Milestone.CANCELLED},
        {"milestone": Milestone.LABEL_CREATED, "tracking_number": ""},
        {
            "milestone": Milestone.IN_TRANSIT,
            "shipped_at": NOW - timedelta(days=99),
            "last_scan_at": NOW - timedelta(days=95),
        },
    ],
)
def test_nobody_asks_where_there_is_nothing_to_learn(nothing_to_learn):
    assert schedule_next_check(parcel(**nothing_to_learn), NOW) is None


def test_failures_space_out_but_never_end():
    shipment = parcel(Milestone.IN_TRANSIT)
    waits = []
    for shipment.check_failures in (1, 2, 3, 1000):
        again = schedule_retry(shipment, NOW, refused=False, retry_after=None)
        waits.append(again - NOW)

    assert waits == sorted(waits)
    assert waits[0] < 3 * timedelta(minutes=1)
    assert waits[-1] <= schedule.LONGEST_RETRY * 1.1


def test_a_refusal_is_not_argued_with():
    shipment = parcel(Milestone.LABEL_CREATED, check_failures=1)

    assert schedule_retry(shipment, NOW, refused=True, retry_after=None) - NOW > 50 * timedelta(
        minutes=1
    )


def test_who_asks_us_to_wait_is_obeyed():
    shipment = parcel(Milestone.IN_TRANSIT, check_failures=1)

    again = schedule_retry(shipment, NOW, refused=False, retry_after=3600)

    assert again >= NOW + HOUR
