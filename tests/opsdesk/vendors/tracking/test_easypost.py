"""EasyPost trackers against the sandbox, and its webhook bodies."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsdesk import stores
from opsdesk.errors import Invalid, Rejected, Unavailable
from opsdesk.models import VendorCall
from opsdesk.vendors.tracking.easypost import EasyPost, parse_event


@pytest.fixture
def easypost(sandbox, store):
    return stores.easypost(store)


@pytest.fixture
def story(sandbox, store):
    return sandbox.story("gone_silent", shop=store.slug)


@pytest.mark.django_db
def test_creating_starts_tracking(easypost, story, sandbox):
    update = easypost.create(story.tracking_number, story.carrier)

    assert update.tracker_id.startswith("trk_")
    assert update.tracking_number == story.tracking_number
    assert len(sandbox.easypost.trackers) == 1


@pytest.mark.django_db
def test_creating_twice_gives_the_same_tracker(easypost, story, sandbox):
    first = easypost.create(story.tracking_number, story.carrier)
    second = easypost.create(story.tracking_number, story.carrier)

    assert first.tracker_id == second.tracker_id


@pytest.mark.django_db
def test_reading_brings_all_scans(easypost, story):
    made = easypost.create(story.tracking_number, story.carrier)

    update = easypost.get(made.tracker_id)

    assert len(update.scans) >= 2
    assert all(scan.code and scan.text for scan in update.scans)
    assert isinstance(update.estimated_delivery, date)


@pytest.mark.django_db
def test_many_numbers_are_read_in_one_call(easypost, sandbox, store):
    stories = [sandbox.story("healthy", shop=store.slug) for _ in range(3)]
    made = [easypost.create(story.tracking_number, story.carrier) for story in stories]
    VendorCall.objects.all().delete()

    found = easypost.list_many([story.tracking_number for story in stories])

    assert {update.tracker_id for update in found} == {update.tracker_id for update in made}
    assert VendorCall.objects.count() == 1


@pytest.mark.django_db
def test_trackers_are_found_by_id_too(easypost, story):
    made = easypost.create(story.tracking_number, story.carrier)

    (found,) = easypost.list_many([made.tracker_id, made.tracker_id])

    assert found.tracker_id == made.tracker_id


@pytest.mark.django_db
def test_webhook_is_made_once(easypost):
    url = "https://desk.example/hooks/easypost/alder/"

    assert easypost.ensure_webhook(url, "sécret") is True
    assert easypost.ensure_webhook(url, "sécret") is False


@pytest.mark.django_db
def test_a_number_easypost_refuses_is_rejected_in_its_words(easypost):
    with pytest.raises(Rejected, match="Missing required parameter"):
        easypost.create("", "UPS")


@pytest.mark.django_db
def test_wrong_key_says_what_to_do(sandbox, store):
    with pytest.raises(Rejected, match="API key"):
        EasyPost("wrong", store.pk).get("trk_1")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["connection_cut", "truncated", "done_but_answer_lost", "status"])
def test_trouble_may_be_repeated_because_creating_converges(easypost, sandbox, story, kind):
    sandbox.faults.add("easypost", kind)

    with pytest.raises(Unavailable):
        easypost.create(story.tracking_number, story.carrier)

    assert easypost.create(story.tracking_number, story.carrier).tracker_id


TRACKER = {
    "id": "trk_1",
    "status": "in_transit",
    "tracking_code": "1Z999",
    "carrier": "UPS",
    "est_delivery_date": "2026-11-24T23:59:59Z",
    "updated_at": "2026-11-20T10:00:00Z",
    "tracking_details": [
        {
            "message": "Departed",
            "status": "in_transit",
            "status_detail": "departed_facility",
            "datetime": "2026-11-20T04:00:00-06:00",
            "tracking_location": {"city": "Memphis", "state": "TN", "country": "US", "zip": None},
        },
        {"message": None, "description": "Arrived", "datetime": "2026-11-20T09:00:00Z"},
    ],
}


def event(**changes):
    result = {**TRACKER, **changes}
    return json.dumps({"id": "evt_1", "description": "tracker.updated", "result": result}).encode()


def test_event_is_read_exactly():
    update = parse_event(event())

    assert update.estimated_delivery == date(2026, 11, 24)
    assert update.scans[0].occurred_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert (update.scans[0].city, update.scans[0].region) == ("Memphis", "TN")
    assert update.scans[1].text == "Arrived"
    assert update.scans[1].code == ""


@pytest.mark.parametrize("value", [None, "", "soon", 7])
def test_an_estimate_that_is_no_date_is_none(value):
    assert parse_event(event(est_delivery_date=value)).estimated_delivery is None


@pytest.mark.parametrize("changes", [{"id": ""}, {"id": None}, {"tracking_details": "x"}])
def test_a_tracker_we_cannot_name_is_invalid(changes):
    with pytest.raises(Invalid):
        parse_event(event(**changes))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(key=st.sampled_from(sorted(TRACKER)), value=JSON)
def test_any_value_in_any_field_is_read_or_invalid(key, value):
    try:
        update = parse_event(event(**{key: value}))
    except Invalid:
        return
    assert update.provider == "easypost"
