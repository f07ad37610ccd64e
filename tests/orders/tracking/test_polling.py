"""Registration and polling, over real HTTP against the sandbox."""

from datetime import timedelta

import pytest

from opsdesk.clock import now
from opsdesk.errors import Rejected, Unavailable
from opsdesk.models import Credential, VendorCall
from orders import tasks, tracking
from orders.models import Shipment
from orders.tracking.polling import note_failure
from tests.factories import make_shipment, make_store


def waiting(store, number="EZ2000000002", **overrides):
    """A parcel that has just been mirrored. EasyPost's EZ2… codes are in transit."""
    facts = {
        "tracking_number": number,
        "milestone": "label_created",
        "picked_up_at": None,
        "last_moved_at": None,
        "last_scan_at": None,
        "provider_tracker_id": "",
        "next_check_at": now(),
        **overrides,
    }
    return make_shipment(store=store, **facts)


def followed(store, number="EZ2000000002"):
    parcel = waiting(store, number)
    assert tracking.register(parcel.pk)
    Shipment.objects.filter(pk=parcel.pk).update(next_check_at=now())
    return Shipment.objects.get(pk=parcel.pk)


def calls(operation):
    return VendorCall.objects.filter(vendor="easypost", operation=operation).count()


def test_a_new_parcel_is_registered_and_its_first_news_taken_in(store, sandbox):
    parcel = waiting(store)

    tasks.register_pending()

    parcel.refresh_from_db()
    assert parcel.provider_tracker_id.startswith("trk_")
    assert parcel.milestone == "in_transit"
    assert parcel.next_check_at > now()
    assert [row["tracking_code"] for row in sandbox.world.ledger.entries("trackers")] == [
        parcel.tracking_number
    ]


def test_registering_twice_asks_once(store, sandbox):
    parcel = waiting(store)

    assert tracking.register(parcel.pk)
    assert not tracking.register(parcel.pk)

    assert calls("create_tracker") == 1


def test_a_parcel_another_worker_is_registering_is_left_to_it(store, sandbox):
    parcel = waiting(store, next_check_at=now() + timedelta(minutes=9))

    assert not tracking.register(parcel.pk)

    assert calls("create_tracker") == 0


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 429, "retry_after": 7200},
        {"kind": "connection_cut"},
        {"kind": "done_but_answer_lost"},
    ],
)
def test_what_could_not_be_registered_is_visible_and_tried_again(store, sandbox, trouble):
    parcel = waiting(store)
    sandbox.faults.add("easypost", operation="POST trackers", **trouble)

    assert not tracking.register(parcel.pk)

    parcel.refresh_from_db()
    assert parcel.check_failures == 1
    assert parcel.check_error
    assert parcel.next_check_at > now() + timedelta(seconds=trouble.get("retry_after", 60) - 5)

    Shipment.objects.filter(pk=parcel.pk).update(next_check_at=now())
    assert tracking.register_pending() == 1
    parcel.refresh_from_db()
    assert (parcel.check_failures, parcel.check_error) == (0, "")
    assert len(sandbox.world.ledger.entries("trackers")) == 1


def test_a_store_without_the_service_says_so_on_its_parcels(store, sandbox):
    Credential.objects.filter(store=store, vendor="easypost").delete()
    parcel = waiting(store)

    assert not tracking.register(parcel.pk)

    parcel.refresh_from_db()
    assert "EasyPost" in parcel.check_error
    assert parcel.next_check_at > now()


def test_a_wrong_key_is_a_refusal_in_words(store, sandbox):
    Credential.objects.filter(store=store, vendor="easypost", kind="api_key").update(secret="no")
    parcel = waiting(store)

    tracking.register(parcel.pk)

    parcel.refresh_from_db()
    assert "API key" in parcel.check_error


def test_parcels_that_are_due_are_asked_about_together(store, sandbox):
    parcels = [followed(store, f"EZ200000000{n}") for n in range(5)]

    tasks.poll_due()

    assert calls("list_trackers") == 1
    assert calls("get_tracker") == 0
    for parcel in parcels:
        checked, parcel = parcel.last_checked_at, Shipment.objects.get(pk=parcel.pk)
        assert parcel.last_checked_at > checked
        assert parcel.next_check_at > now() + timedelta(hours=1)


def test_each_store_asks_with_its_own_key(store, sandbox):
    followed(store)
    other = make_store()
    followed(other, "EZ2000000003")

    assert tracking.poll_due() == 2

    asked = VendorCall.objects.filter(operation="list_trackers").values_list("store", flat=True)
    assert sorted(asked) == sorted([store.pk, other.pk])


def test_nothing_due_asks_nobody(store, sandbox):
    parcel = followed(store)
    Shipment.objects.filter(pk=parcel.pk).update(next_check_at=now() + timedelta(hours=1))

    assert tracking.poll_due() == 0

    assert calls("list_trackers") == 0


def test_while_the_service_is_down_no_parcel_is_lost(store, sandbox):
    parcels = [followed(store, f"EZ200000000{n}") for n in range(3)]
    sandbox.faults.add("easypost", "status", "GET trackers", status=503, times=None)

    for round_no in (1, 2):
        Shipment.objects.update(next_check_at=now())
        assert tracking.poll_due() == 0
        for parcel in parcels:
            parcel.refresh_from_db()
            assert parcel.check_failures == round_no
            assert parcel.check_error
            assert parcel.next_check_at > now()

    sandbox.faults.clear()
    Shipment.objects.update(next_check_at=now())
    assert tracking.poll_due() == 3
    assert not Shipment.objects.exclude(check_failures=0, check_error="").exists()


def test_a_tracker_the_service_has_forgotten_is_made_again(store, sandbox):
    parcel = followed(store)
    Shipment.objects.filter(pk=parcel.pk).update(provider_tracker_id="trk_forgotten")

    tracking.poll_due()

    parcel.refresh_from_db()
    assert parcel.provider_tracker_id == ""
    assert "no longer knows" in parcel.check_error

    Shipment.objects.filter(pk=parcel.pk).update(next_check_at=now())
    assert tracking.register_pending() == 1
    parcel.refresh_from_db()
    assert parcel.provider_tracker_id.startswith("trk_")


def test_a_failure_to_reach_counts_up_and_a_refusal_waits_longer(store):
    down, refused = waiting(store), waiting(store)

    note_failure([down], Unavailable("EasyPost could not be reached."))
    note_failure([refused], Rejected("EasyPost answered 422: carrier is invalid"))

    assert down.check_failures == refused.check_failures == 1
    assert down.next_check_at < refused.next_check_at
    assert refused.check_error == "EasyPost answered 422: carrier is invalid"


def test_a_store_that_is_switched_off_asks_nobody(store, sandbox):
    followed(store)
    waiting(store, "EZ2000000009")
    store.is_active = False
    store.save()

    assert (tracking.poll_due(), tracking.register_pending()) == (0, 0)

    assert calls("list_trackers") == 0
