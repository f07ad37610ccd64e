"""AfterShip and Shopify's own events beside EasyPost, over real HTTP against the sandbox."""

import json
from datetime import timedelta

import pytest

from opsdesk import stores
from opsdesk.clock import now
from opsdesk.errors import Rejected
from opsdesk.models import Credential, InboundDelivery
from opsdesk.vendors.tracking.base import Scan, TrackerUpdate
from orders import ingest, tracking
from orders.models import ProviderState, Shipment, TrackingEvent
from orders.tracking import apply_update
from tests.factories import make_delivery, make_shipment, make_store


def connect_aftership(store, *, alone=True):
    if alone:
        Credential.objects.filter(store=store, vendor="easypost").delete()
    for kind, secret in (("api_key", "asat_sandbox"), ("webhook_secret", "as-hook")):
        Credential.objects.create(store=store, vendor="aftership", kind=kind, secret=secret)


def waiting(store, story):
    return make_shipment(
        store=store,
        tracking_number=story.tracking_number,
        carrier="UPS",
        milestone="label_created",
        shipped_at=now() - timedelta(days=9),
        provider="",
        provider_tracker_id="",
        next_check_at=now(),
        **dict.fromkeys(("picked_up_at", "last_moved_at", "last_scan_at"), None),
    )


@pytest.fixture
def parcel(store, sandbox):
    connect_aftership(store)
    story = sandbox.story("failed_attempt", f"{store.slug}.myshopify.com")
    return waiting(store, story)


def test_aftership_follows_a_parcel_and_is_polled_in_one_call(parcel, sandbox):
    assert tracking.register(parcel.pk)

    parcel.refresh_from_db()
    assert (parcel.provider, parcel.milestone) == ("aftership", "delivery_attempted")
    assert parcel.reason == "recipient_unavailable"

    Shipment.objects.filter(pk=parcel.pk).update(next_check_at=now())
    assert tracking.poll_due() == 1
    assert parcel.events.count() == len({row.fingerprint for row in parcel.events.all()})


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "done_but_answer_lost"},
        {"kind": "truncated"},
        {"kind": "status", "status": 429, "retry_after": 60},
        {"kind": "status", "status": 500},
        {"kind": "connection_cut"},
    ],
)
def test_trouble_with_aftership_costs_one_try(parcel, sandbox, trouble):
    sandbox.faults.add("aftership", operation="POST trackings", **trouble)

    assert not tracking.register(parcel.pk)
    Shipment.objects.filter(pk=parcel.pk).update(next_check_at=now())
    assert tracking.register(parcel.pk)

    parcel.refresh_from_db()
    assert (parcel.check_failures, parcel.check_error) == (0, "")
    assert len(sandbox.world.ledger.entries("trackers")) == 1


def test_a_wrong_aftership_key_is_a_refusal_in_words(store, sandbox):
    connect_aftership(store)
    Credential.objects.filter(vendor="aftership", kind="api_key").update(secret="no")

    with pytest.raises(Rejected, match="API key"):
        stores.aftership(store).list_many(["x"])


@pytest.mark.parametrize(("secret", "status"), [("as-hook", 200), ("forged", 401)])
def test_a_signed_event_is_taken_in_and_a_forged_one_is_not(
    client, parcel, sandbox, secret, status, django_capture_on_commit_callbacks
):
    tracking.register(parcel.pk)
    TrackingEvent.objects.all().delete()
    event = sandbox.aftership.delivery(parcel.tracking_number, secret)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            f"/hooks/aftership/{parcel.store.slug}/",
            data=event.body,
            content_type="application/json",
            headers={name: value for name, value in event.headers.items() if "-" in name},
        )

    assert answer.status_code == status
    assert InboundDelivery.objects.filter(state="processed").count() == (1 if status == 200 else 0)
    assert parcel.events.exists() == (status == 200)


def said(provider, code, hours, tracker="", **more):
    at = now() - timedelta(days=1) + timedelta(hours=hours)
    scan = Scan(code=code, detail="", text="", occurred_at=at)
    facts = {"carrier": "", "tracking_number": "", "status": "", "estimated_delivery": None}
    return TrackerUpdate(
        tracker_id=tracker, provider=provider, scans=(scan,), updated_at=at, **facts | more
    )


def test_the_strongest_source_wins_and_all_scans_are_kept(store):
    parcel = make_shipment(
        store=store,
        provider="easypost",
        provider_tracker_id="trk_1",
        shipped_at=now() - timedelta(days=3),
    )

    apply_update(parcel, said("easypost", "in_transit", 1, "trk_1"), now())
    apply_update(parcel, said("aftership", "OutForDelivery", 2, "as_1"), now())
    apply_update(parcel, said("shopify", "delivered", 3), now())

    parcel.refresh_from_db()
    assert parcel.milestone == "in_transit"
    assert (parcel.provider, parcel.provider_tracker_id) == ("easypost", "trk_1")
    assert set(parcel.events.values_list("provider", flat=True)) == {
        "easypost",
        "aftership",
        "shopify",
    }


def test_a_source_that_has_only_heard_of_a_label_does_not_outrank_one_that_saw_the_parcel(store):
    parcel = make_shipment(
        store=store,
        provider="easypost",
        provider_tracker_id="trk_1",
        shipped_at=now() - timedelta(days=3),
    )

    apply_update(parcel, said("easypost", "pre_transit", 1, "trk_1"), now())
    apply_update(parcel, said("shopify", "out_for_delivery", 3), now())

    parcel.refresh_from_db()
    assert parcel.milestone == "out_for_delivery"


def test_a_store_may_trust_another_source_more(store):
    store.tracking_sources = "shopify,easypost"
    store.save()
    parcel = make_shipment(
        store=store,
        provider="easypost",
        provider_tracker_id="trk_1",
        shipped_at=now() - timedelta(days=3),
    )

    apply_update(parcel, said("easypost", "in_transit", 1, "trk_1"), now())
    apply_update(parcel, said("shopify", "out_for_delivery", 3), now())

    parcel.refresh_from_db()
    assert parcel.milestone == "out_for_delivery"
    assert parcel.provider_tracker_id == "trk_1"


def event(parcel, status="out_for_delivery", **more):
    body = {
        "id": 77,
        "fulfillment_id": parcel.fulfillment_id,
        "status": status,
        "happened_at": (now() - timedelta(hours=1)).isoformat(),
        **more,
    }
    topic = "fulfillment_events/create"
    return make_delivery(store=parcel.store, topic=topic, body=json.dumps(body).encode())


@pytest.mark.parametrize("order", ["create first", "delete first"])
def test_an_event_shopify_takes_back_says_nothing_whatever_came_first(store, order):
    parcel = make_shipment(
        store=store, milestone="label_created", shipped_at=now() - timedelta(days=2)
    )
    made, deleted = event(parcel), event(parcel, status="", happened_at=None)
    handlers = [(ingest.on_fulfillment_event, made), (ingest.on_fulfillment_event_deleted, deleted)]

    for handle, delivery in handlers if order == "create first" else handlers[::-1]:
        handle(delivery)

    parcel.refresh_from_db()
    assert parcel.milestone == "label_created"
    assert parcel.events.get().milestone == "unknown"


def test_shopifys_events_of_another_store_never_mix(store):
    mine = make_shipment(
        store=store, milestone="label_created", shipped_at=now() - timedelta(days=2)
    )
    other = make_shipment(store=make_store(), fulfillment_id=mine.fulfillment_id)

    ingest.on_fulfillment_event(event(mine))

    assert mine.events.count() == 1
    assert other.events.count() == 0


def test_a_provider_that_is_down_is_paused_visibly_and_comes_back_in_peace(
    store, sandbox, monkeypatch
):
    from orders.tracking import pauses

    monkeypatch.setattr(pauses, "CALM", 2)
    parcels = []
    for n in range(4):
        parcels.append(
            make_shipment(
                store=store,
                tracking_number=f"EZ200000000{n}",
                provider_tracker_id="",
                next_check_at=now(),
            )
        )
        tracking.register(parcels[-1].pk)
    sandbox.faults.add("easypost", "status", "GET trackers", status=503, times=None)

    for _ in range(3):
        Shipment.objects.update(next_check_at=now())
        tracking.poll_due()

    state = ProviderState.objects.get(store=store)
    assert state.is_paused(now())
    Shipment.objects.update(next_check_at=now())
    assert tracking.claim_due() == []
    assert not Shipment.objects.filter(store=store, check_error="").exists()

    sandbox.faults.clear()
    ProviderState.objects.update(paused_until=now())
    tracking.refresh_batch([parcels[0].pk])

    assert not ProviderState.objects.exists()
    assert not Shipment.objects.filter(store=store, next_check_at__lte=now()).exists()
