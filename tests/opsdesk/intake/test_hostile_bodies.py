"""Whatever a body holds, intake answers and processing ends: never a 500, never a hang."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsdesk.intake import services
from opsdesk.models import InboundDelivery
from opsdesk.vendors.shopify import webhooks
from opsdesk.vendors.tracking import easypost
from tests.opsdesk.intake.conftest import SECRET

pytestmark = pytest.mark.django_db
RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
BODIES = st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode())
HEADER_TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=300
)


@RELAXED
@given(body=BODIES, webhook_id=HEADER_TEXT, event_id=HEADER_TEXT, triggered=HEADER_TEXT)
def test_signed_rubbish_is_kept_and_ends_in_quarantine(
    client, store, body, webhook_id, event_id, triggered
):
    answer = client.post(
        f"/hooks/shopify/{store.slug}/",
        body,
        content_type="application/json",
        headers={
            "X-Shopify-Hmac-Sha256": webhooks.sign(SECRET, body),
            "X-Shopify-Topic": "orders/create",
            "X-Shopify-Webhook-Id": webhook_id,
            "X-Shopify-Event-Id": event_id,
            "X-Shopify-Triggered-At": triggered,
        },
    )

    assert answer.status_code == 200
    for pk in services.waiting_ids():
        assert services.process_delivery(pk) == InboundDelivery.State.QUARANTINED


@RELAXED
@given(body=BODIES, topic=HEADER_TEXT)
def test_any_topic_is_answered(client, store, body, topic):
    answer = client.post(
        f"/hooks/shopify/{store.slug}/",
        body,
        content_type="application/json",
        headers={
            "X-Shopify-Hmac-Sha256": webhooks.sign(SECRET, body),
            "X-Shopify-Topic": topic,
        },
    )

    assert answer.status_code == 200


@RELAXED
@given(event=st.dictionaries(st.sampled_from(["id", "description", "result", "object"]), JSON))
def test_any_easypost_event_is_answered(client, store, event):
    body = json.dumps(event).encode()

    answer = client.post(
        f"/hooks/easypost/{store.slug}/",
        body,
        content_type="application/json",
        headers={"X-Hmac-Signature": easypost.sign("easypost-hook-secret", body)},
    )

    assert answer.status_code == 200


@RELAXED
@given(
    body=BODIES, signature=HEADER_TEXT, vendor=st.sampled_from(["shopify", "easypost", "sendgrid"])
)
def test_unsigned_rubbish_is_401(client, store, body, signature, vendor):
    answer = client.post(
        f"/hooks/{vendor}/{store.slug}/",
        body,
        content_type="text/plain",
        headers={
            "X-Shopify-Hmac-Sha256": signature,
            "X-Hmac-Signature": signature,
            "X-Twilio-Email-Event-Webhook-Signature": signature,
            "X-Twilio-Email-Event-Webhook-Timestamp": signature,
        },
    )

    assert answer.status_code == 401
