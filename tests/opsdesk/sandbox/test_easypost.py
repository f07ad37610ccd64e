"""Trackers show the scans up to now, and tell about new ones."""

import hashlib
import hmac
import json

import pytest
import requests

SECRET = "sécret"
NORMALISED = b"se\xcc\x81cret"  # e and a combining accent: the NFKD form


class Account:
    def __init__(self, sandbox, key="EZTK-sandbox"):
        self.url = f"{sandbox.url}/easypost/v2"
        self.auth = (key, "")

    def call(self, method, path, **options):
        return requests.request(method, f"{self.url}/{path}", auth=self.auth, timeout=5, **options)

    def track(self, story):
        asked = {"tracking_code": story.tracking_number, "carrier": story.carrier}
        return self.call("POST", "trackers", json={"tracker": asked})

    def hook(self, url):
        asked = {"url": url, "webhook_secret": SECRET}
        return self.call("POST", "webhooks", json={"webhook": asked})


@pytest.fixture
def account(sandbox):
    return Account(sandbox)


def test_a_wrong_key_is_401(sandbox):
    answer = Account(sandbox, "EZTK-guess").call("GET", "trackers")

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "UNAUTHORIZED"


def test_a_new_tracker_shows_every_scan_up_to_now(sandbox, account):
    story = sandbox.story("gone_silent")

    created = account.track(story)

    assert created.status_code == 201
    body = created.json()
    assert body["status"] == "in_transit"
    told = [scan["datetime"] for scan in body["tracking_details"]]
    assert told == [scan["at"] for scan in story.parcel["scans"] if scan["at"]]
    assert account.call("GET", f"trackers/{body['id']}").json() == body


def test_the_same_number_and_carrier_is_the_same_tracker(sandbox, account):
    story = sandbox.story("gone_silent")

    first, second = account.track(story), account.track(story)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert len(sandbox.easypost.trackers) == 1
    assert len(sandbox.world.ledger.entries("trackers")) == 1


def test_a_missing_tracking_code_is_named(account):
    answer = account.call("POST", "trackers", json={"tracker": {"carrier": "UPS"}})

    assert answer.status_code == 422
    assert answer.json()["error"]["errors"][0]["field"] == "tracking_code"


def test_a_number_nobody_knows_has_no_scans(account):
    answer = account.call("POST", "trackers", json={"tracker": {"tracking_code": "1Z-NOBODY"}})

    assert answer.json()["status"] == "unknown"
    assert answer.json()["tracking_details"] == []


def test_easyposts_own_test_codes_stand_for_a_status(account):
    asked = {"tracking_code": "EZ4000000004", "carrier": "USPS"}

    answer = account.call("POST", "trackers", json={"tracker": asked}).json()

    assert answer["status"] == "delivered"


def test_an_advanced_story_shows_on_the_next_look(sandbox, account):
    story = sandbox.story("gone_silent")
    name = account.track(story).json()["id"]

    story.advance("delivered")

    assert account.call("GET", f"trackers/{name}").json()["status"] == "delivered"


def test_many_trackers_are_found_by_code_and_paged(sandbox, account):
    stories = [sandbox.story("gone_silent") for _ in range(5)]
    for story in stories:
        account.track(story)

    codes = [story.tracking_number for story in stories[:3]]
    found = account.call("GET", "trackers", params={"tracking_codes[]": codes}).json()
    first = account.call("GET", "trackers", params={"page_size": 2}).json()
    last = first["trackers"][-1]["id"]
    second = account.call("GET", "trackers", params={"page_size": 9, "before_id": last}).json()

    assert {row["tracking_code"] for row in found["trackers"]} == set(codes)
    assert first["has_more"] is True
    assert second["has_more"] is False
    assert len(first["trackers"]) + len(second["trackers"]) == 5


def test_scans_are_pushed_signed_with_the_normalised_secret(sandbox, account, receiver):
    story = sandbox.story("gone_silent")
    account.track(story)
    account.hook(receiver.url)

    story.advance("out")
    assert sandbox.drain()

    [(_, headers, body)] = receiver.got
    digest = hmac.new(NORMALISED, body, hashlib.sha256).hexdigest()
    assert headers["X-Hmac-Signature"] == f"hmac-sha256-hex={digest}"
    event = json.loads(body)
    assert event["id"].startswith("evt_")
    assert event["description"] == "tracker.updated"
    assert event["result"]["status"] == "out_for_delivery"
    assert event["previous_attributes"]["status"] == "in_transit"


def test_two_scans_of_one_second_are_two_pieces_of_news(sandbox, account, receiver):
    account.hook(receiver.url)
    story = sandbox.story("gone_silent")
    account.track(story)

    story.advance("out")
    assert sandbox.drain()
    story.advance("delivered")
    assert sandbox.drain()

    told = [event["result"] for event in receiver.bodies()]
    assert [row["status"] for row in told] == ["out_for_delivery", "delivered"]
    assert told[0]["updated_at"] < told[1]["updated_at"]


def test_a_tracker_made_late_is_told_the_estimates_it_missed(sandbox, account, receiver):
    account.hook(receiver.url)
    story = sandbox.story("slipped")

    created = account.track(story).json()
    assert sandbox.drain()

    [event] = receiver.bodies()
    missed = event["result"]
    assert missed["updated_at"] < created["updated_at"]
    assert missed["est_delivery_date"] == story.parcel["scans"][0]["eta"]
    assert missed["est_delivery_date"] < created["est_delivery_date"]
    assert len(missed["tracking_details"]) < len(created["tracking_details"])


def test_a_tracker_whose_estimate_never_changed_has_no_past_to_tell(sandbox, account, receiver):
    account.hook(receiver.url)

    account.track(sandbox.story("gone_silent"))

    assert sandbox.drain()
    assert receiver.got == []


def test_scans_falling_due_are_pushed_by_themselves(sandbox, account, receiver):
    account.hook(receiver.url)
    story = sandbox.story("gone_silent")
    account.track(story)
    sandbox.drain()
    receiver.got.clear()

    story.parcel["scans"][-1]["at"] = sandbox.world.now()
    story.parcel["scans"] = [scan for scan in story.parcel["scans"] if scan["at"]]
    for _ in range(30):
        if receiver.got:
            break
        sandbox.application.stopping.wait(0.1)

    assert [event["result"]["status"] for event in receiver.bodies()] == ["delivered"]


def test_accounts_do_not_see_each_other():
    from opsdesk.sandbox import Keys, Sandbox, ShopConfig

    keys = Keys(easypost=frozenset({"EZ-a", "EZ-b"}))
    with Sandbox([ShopConfig(slug="n", domain="n.myshopify.com")], keys=keys) as sandbox:
        story = sandbox.story("gone_silent")
        name = Account(sandbox, "EZ-a").track(story).json()["id"]

        other = Account(sandbox, "EZ-b")
        assert other.call("GET", f"trackers/{name}").status_code == 404
        assert other.call("GET", "trackers").json()["trackers"] == []


def test_webhooks_are_listed_without_their_secret_and_can_be_changed(account, receiver):
    made = account.hook(receiver.url).json()

    assert "secret" not in json.dumps(account.call("GET", "webhooks").json())
    assert account.hook(receiver.url).status_code == 422
    changed = account.call("PATCH", f"webhooks/{made['id']}", json={"webhook_secret": "new"})
    assert changed.status_code == 200
    assert account.call("DELETE", f"webhooks/{made['id']}").status_code == 200
    assert account.call("GET", "webhooks").json() == {"webhooks": []}


def test_a_signed_tracker_event_can_be_had_without_a_receiver(sandbox, account):
    story = sandbox.story("slipped")
    account.track(story)

    delivery = sandbox.easypost.delivery(story.tracking_number, SECRET)

    assert json.loads(delivery.body)["result"]["tracking_code"] == story.tracking_number
    digest = hmac.new(NORMALISED, delivery.body, hashlib.sha256).hexdigest()
    assert delivery.headers["X-Hmac-Signature"].endswith(digest)
