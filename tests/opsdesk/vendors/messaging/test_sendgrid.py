"""Mails through the sandbox's SendGrid, and its receipts."""

import json
import logging

import pytest
from django.db import transaction

from opsdesk import stores
from opsdesk.errors import Invalid, NotConnected, OutcomeUnknown, Rejected, Unavailable
from opsdesk.http import TransactionOpen
from opsdesk.models import VendorCall
from opsdesk.vendors.messaging.base import Mail
from opsdesk.vendors.messaging.events import parse_events
from opsdesk.vendors.messaging.sendgrid import SendGrid

MAIL = Mail(
    to="dana@mail.example",
    from_email="hello@alder.example",
    from_name="Alder",
    reply_to="care@alder.example",
    subject="Your parcel",
    text="It is on its way.",
    html="<p>It is on its way.</p>",
    custom_args={"message_code": "m-1"},
)


@pytest.fixture
def sendgrid(sandbox, store):
    return stores.sendgrid(store)


@pytest.mark.django_db
def test_mail_arrives_as_written(sendgrid, sandbox):
    message_id = sendgrid.send(MAIL, "m-1")

    (mail,) = sandbox.sendgrid.mails
    assert mail["message_id"] == message_id
    assert mail["to"] == ["dana@mail.example"]
    assert mail["sender"] == {"email": "hello@alder.example", "name": "Alder"}
    assert mail["reply_to"]["email"] == "care@alder.example"
    assert mail["custom_args"] == {"message_code": "m-1"}
    assert [part["type"] for part in mail["content"]] == ["text/plain", "text/html"]


@pytest.mark.django_db
def test_trace_names_the_message_and_no_person(sendgrid):
    sendgrid.send(MAIL, "m-1")

    call = VendorCall.objects.get()
    assert (call.vendor, call.operation, call.reference, call.status) == (
        "sendgrid", "mail.send", "m-1", 202
    )  # fmt: skip
    assert not any(word in call.request for word in ("dana", "on its way", "SG."))


@pytest.mark.django_db
def test_package_logs_no_mail(sendgrid, caplog):
    with caplog.at_level(logging.DEBUG):
        sendgrid.send(MAIL, "m-1")

    assert "dana" not in caplog.text
    assert "Bearer" not in caplog.text


@pytest.mark.django_db
def test_refusal_is_in_sendgrids_words(sendgrid, sandbox):
    with pytest.raises(Rejected, match="valid address"):
        sendgrid.send(MAIL.model_copy(update={"to": "nobody"}), "m-1")

    assert sandbox.sendgrid.mails == []


@pytest.mark.django_db
def test_wrong_key_says_what_to_do(sandbox, store):
    with pytest.raises(NotConnected, match="API key"):
        SendGrid("SG.wrong", store.pk).send(MAIL, "m-1")


@pytest.mark.django_db
def test_throttled_mail_was_not_taken(sendgrid, sandbox):
    sandbox.faults.add("sendgrid", "status", "mail/send", status=429, retry_after=3)

    with pytest.raises(Unavailable) as caught:
        sendgrid.send(MAIL, "m-1")

    assert caught.value.retry_after == 3
    assert sandbox.sendgrid.mails == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["done_but_answer_lost", "connection_cut", "status"])
def test_mail_without_an_answer_is_in_doubt(sendgrid, sandbox, kind):
    sandbox.faults.add("sendgrid", kind, "mail/send")

    with pytest.raises(OutcomeUnknown):
        sendgrid.send(MAIL, "m-1")


@pytest.mark.django_db
def test_slow_mail_is_in_doubt_after_the_timeout(sendgrid, sandbox, settings):
    settings.VENDOR_TIMEOUT = 0.3
    sandbox.faults.add("sendgrid", "slow", "mail/send", seconds=1.0)

    with pytest.raises(OutcomeUnknown):
        sendgrid.send(MAIL, "m-1")


@pytest.mark.django_db(transaction=True)
def test_no_mail_leaves_inside_a_transaction(sendgrid, sandbox):
    with transaction.atomic(), pytest.raises(TransactionOpen):
        sendgrid.send(MAIL, "m-1")

    assert sandbox.sendgrid.mails == []


@pytest.mark.django_db
def test_event_webhook_is_signed_with_a_key_we_learn(sendgrid, sandbox):
    url = "https://desk.example/hooks/sendgrid/alder/"

    key = sendgrid.ensure_event_webhook(url)

    assert key == sendgrid.ensure_event_webhook(url) == sandbox.sendgrid.signer.public_key()


def test_receipts_are_read_exactly():
    body = json.dumps(
        [
            {
                "email": "dana@mail.example",
                "event": "bounce",
                "type": "blocked",
                "reason": "550 rejected",
                "timestamp": 1_763_000_000,
                "sg_event_id": "ev-1",
                "sg_message_id": "abc.filter0001.1.0",
                "message_code": "m-1",
            },
            {"event": "delivered", "timestamp": 1_763_000_001, "sg_event_id": "ev-2"},
        ]
    ).encode()

    bounced, delivered = parse_events(body)

    assert (bounced.event, bounced.message_code) == ("bounce", "m-1")
    assert bounced.provider_message_id == "abc"
    assert bounced.detail == "blocked 550 rejected"
    assert delivered.message_code == ""


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b'[{"timestamp": 1e30}]', b'[{"event":"x"}]'])
def test_a_batch_that_is_none_is_invalid(body):
    with pytest.raises(Invalid):
        parse_events(body)
