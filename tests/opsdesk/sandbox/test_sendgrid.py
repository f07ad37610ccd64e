"""Mails are accepted, accounted for and reported on in signed batches."""

import base64

import pytest
import requests
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

SETTINGS = "user/webhooks/event/settings"


class Account:
    def __init__(self, sandbox, key="SG.sandbox"):
        self.url = f"{sandbox.url}/sendgrid/v3"
        self.headers = {"Authorization": f"Bearer {key}"}

    def call(self, method, path, json=None):
        return requests.request(
            method, f"{self.url}/{path}", headers=self.headers, json=json, timeout=5
        )

    def send(self, to="ada@example.com", **changes):
        mail = {
            "personalizations": [{"to": [{"email": to}]}],
            "from": {"email": "hello@north.example.com"},
            "subject": "On its way",
            "content": [{"type": "text/plain", "value": "It is."}],
            "custom_args": {"message": "m-1"},
        }
        return self.call("POST", "mail/send", {**mail, **changes})

    def subscribe(self, url):
        key = self.call("PATCH", f"{SETTINGS}/signed", {"enabled": True}).json()["public_key"]
        self.call("PATCH", SETTINGS, {"enabled": True, "url": url})
        return key


@pytest.fixture
def account(sandbox):
    return Account(sandbox)


def verify(key, headers, body):
    timestamp = headers["X-Twilio-Email-Event-Webhook-Timestamp"]
    signature = base64.b64decode(headers["X-Twilio-Email-Event-Webhook-Signature"])
    public = load_der_public_key(base64.b64decode(key))
    public.verify(signature, timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))


def test_a_mail_is_accepted_with_an_id_and_an_empty_body(sandbox, account):
    answer = account.send()

    assert (answer.status_code, answer.content) == (202, b"")
    [mail] = sandbox.sendgrid.mails
    assert mail["message_id"] == answer.headers["X-Message-Id"]
    assert mail["to"] == ["ada@example.com"]
    assert mail["custom_args"] == {"message": "m-1"}


def test_a_wrong_key_is_401(sandbox):
    assert Account(sandbox, "SG.guess").send().status_code == 401
    assert sandbox.sendgrid.mails == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"personalizations": []}, "personalizations"),
        ({"personalizations": [{"to": []}]}, "personalizations.0.to"),
        ({"personalizations": [{"to": [{"email": "nobody"}]}]}, "personalizations.0.to.0.email"),
        ({"from": {}}, "from"),
        ({"subject": ""}, "subject"),
        ({"content": []}, "content"),
        ({"custom_args": {"n": 1}}, "custom_args"),
    ],
)
def test_a_mail_with_a_mistake_is_400_and_names_the_field(sandbox, account, change, field):
    answer = account.send(**change)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert sandbox.sendgrid.mails == []


def test_sandbox_mode_sends_nothing(sandbox, account):
    assert account.send(mail_settings={"sandbox_mode": {"enable": True}}).status_code == 200
    assert sandbox.sendgrid.mails == []


def test_events_come_back_signed_over_timestamp_and_body(sandbox, account, receiver):
    key = account.subscribe(receiver.url)

    message_id = account.send().headers["X-Message-Id"]
    assert sandbox.drain()

    events = [event for batch in receiver.bodies() for event in batch]
    assert sorted(event["event"] for event in events) == ["delivered", "processed"]
    for event in events:
        assert event["message"] == "m-1"
        assert event["sg_message_id"].startswith(message_id + ".")
    for _, headers, body in receiver.got:
        assert body.endswith(b"\r\n")
        verify(key, headers, body)
        with pytest.raises(InvalidSignature):
            verify(key, headers, body.rstrip())


@pytest.mark.parametrize(
    ("to", "last"),
    [
        ("bounce@example.com", {"event": "bounce", "type": "bounce"}),
        ("blocked@example.com", {"event": "bounce", "type": "blocked"}),
        ("dropped@example.com", {"event": "dropped"}),
        ("deferred@example.com", {"event": "deferred"}),
    ],
)
def test_the_address_decides_what_becomes_of_a_mail(sandbox, account, receiver, to, last):
    account.subscribe(receiver.url)

    account.send(to)
    assert sandbox.drain()

    events = [event for batch in receiver.bodies() for event in batch]
    assert any(last.items() <= event.items() for event in events)


def test_a_kind_of_event_can_be_switched_off(sandbox, account, receiver):
    account.subscribe(receiver.url)
    account.call("PATCH", SETTINGS, {"processed": False})

    account.send()
    assert sandbox.drain()

    assert [batch[0]["event"] for batch in receiver.bodies()] == ["delivered"]


def test_without_settings_nothing_is_reported(sandbox, account):
    account.send()

    assert sandbox.drain()
    assert sandbox.world.ledger.entries("webhooks") == []


def test_settings_are_read_back(account, receiver):
    account.subscribe(receiver.url)

    settings = account.call("GET", SETTINGS).json()

    assert (settings["enabled"], settings["url"]) == (True, receiver.url)
    assert settings["public_key"] == account.call("GET", f"{SETTINGS}/signed").json()["public_key"]


def test_done_but_answer_lost_has_sent_the_mail(sandbox, account):
    sandbox.faults.add("sendgrid", "done_but_answer_lost", "mail/send")

    with pytest.raises(requests.ConnectionError):
        account.send()

    assert len(sandbox.sendgrid.mails) == 1
