"""Signatures, over raw bytes, of the three vendors that send us webhooks."""

import base64
import unicodedata

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from requests.structures import CaseInsensitiveDict

from opsdesk.vendors.base import SignatureError
from opsdesk.vendors.messaging.events import SIGNATURE, TIMESTAMP
from opsdesk.vendors.registry import verifier
from opsdesk.vendors.shopify import webhooks
from opsdesk.vendors.tracking import easypost

BODY = b'{"id": 1, "name": "#1001"}'


def shopify_headers(secret="hush", body=BODY, **more):
    return CaseInsensitiveDict(
        {
            "X-Shopify-Hmac-SHA256": webhooks.sign(secret, body),
            "X-Shopify-Topic": "orders/create",
            "X-Shopify-Webhook-Id": "w-1",
            "X-Shopify-Event-Id": "e-1",
            "X-Shopify-Triggered-At": "2026-11-20T10:00:00.123456789Z",
            "X-Shopify-Shop-Domain": "Alder.myshopify.com",
            "Cookie": "not ours to keep",
            **more,
        }
    )


def test_shopify_delivery_is_identified_by_its_headers():
    found = verifier("shopify").verify(shopify_headers(), BODY, ["hush"])

    assert (found.topic, found.delivery_id, found.event_id) == ("orders/create", "w-1", "e-1")
    assert found.triggered_at.isoformat() == "2026-11-20T10:00:00.123456+00:00"
    assert found.account == "alder.myshopify.com"


@pytest.mark.parametrize("empty", ["", "  "])
def test_shopify_deliveries_without_ids_are_told_apart_by_their_bodies(empty):
    def identity(body):
        ids = {"X-Shopify-Webhook-Id": empty, "X-Shopify-Event-Id": empty}
        found = verifier("shopify").verify(shopify_headers(body=body, **ids), body, ["hush"])
        return found.delivery_id, found.event_id

    first, other = identity(b'{"id": 1}'), identity(b'{"id": 2}')

    assert first == identity(b'{"id": 1}')
    assert len(first[0]) == 64
    assert first[0] != other[0]
    assert first[1] == other[1] == "", "an empty event id is no event id"


def test_shopify_signature_matches_a_known_vector():
    # openssl dgst -sha256 -hmac hush -binary <<< ... | base64
    assert webhooks.sign("key", b"The quick brown fox jumps over the lazy dog") == (
        "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="
    )


def test_only_whitelisted_headers_are_kept():
    found = verifier("shopify").verify(shopify_headers(), BODY, ["hush"])

    assert "Cookie" not in found.headers
    assert "X-Shopify-Hmac-SHA256" not in found.headers


def test_the_previous_secret_is_accepted_while_rotating():
    found = verifier("shopify").verify(shopify_headers("old"), BODY, ["new", "old"])

    assert found.delivery_id == "w-1"


@pytest.mark.parametrize("secrets", [[], ["other"], [""]])
def test_shopify_refuses_a_signature_of_nobody(secrets):
    with pytest.raises(SignatureError):
        verifier("shopify").verify(shopify_headers(), BODY, secrets)


def test_one_changed_byte_breaks_the_signature():
    with pytest.raises(SignatureError):
        verifier("shopify").verify(shopify_headers(), BODY + b" ", ["hush"])


@pytest.mark.parametrize("vendor", ["shopify", "easypost", "sendgrid"])
@pytest.mark.parametrize("value", ["", "é", "\udc80", "=", "A" * 10_000])
def test_a_strange_signature_is_refused_and_not_an_error(vendor, value):
    names = {"shopify": "X-Shopify-Hmac-Sha256", "easypost": "X-Hmac-Signature"}
    headers = CaseInsensitiveDict({names.get(vendor, SIGNATURE): value, TIMESTAMP: "1"})

    with pytest.raises(SignatureError):
        verifier(vendor).verify(headers, BODY, ["hush"])


def test_a_delivery_without_an_id_is_known_by_its_body():
    headers = shopify_headers()
    del headers["X-Shopify-Webhook-Id"]

    first = verifier("shopify").verify(headers, BODY, ["hush"])
    second = verifier("shopify").verify(headers, BODY, ["hush"])

    assert first.delivery_id == second.delivery_id
    assert len(first.delivery_id) == 64


def test_an_id_longer_than_its_column_is_replaced_by_its_digest():
    headers = shopify_headers(**{"X-Shopify-Webhook-Id": "x" * 500})

    assert len(verifier("shopify").verify(headers, BODY, ["hush"]).delivery_id) == 64


def test_easypost_secret_is_normalised_before_signing():
    composed = unicodedata.normalize("NFC", "sécret")
    body = b'{"id":"evt_1","description":"tracker.updated","result":{}}'
    headers = CaseInsensitiveDict({"X-Hmac-Signature": easypost.sign("se\u0301cret", body)})

    found = verifier("easypost").verify(headers, body, [composed])

    assert (found.topic, found.delivery_id) == ("tracker.updated", "evt_1")


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b'{"id": {"a": 1}}', b"[" * 100_000])
def test_easypost_body_that_is_no_event_is_verified_and_nameless(body):
    headers = CaseInsensitiveDict({"X-Hmac-Signature": easypost.sign("hush", body)})

    assert verifier("easypost").verify(headers, body, ["hush"]).topic == ""


@pytest.fixture(scope="module")
def signer():
    return ec.generate_private_key(ec.SECP256R1())


def public(key):
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(der).decode()


def signed(key, body, timestamp="1700000000"):
    signature = key.sign(timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    return CaseInsensitiveDict(
        {SIGNATURE: base64.b64encode(signature).decode(), TIMESTAMP: timestamp}
    )


def test_sendgrid_signature_covers_timestamp_and_trailing_newline(signer):
    body = b'[{"sg_event_id":"a"}]\r\n'
    headers = signed(signer, body)

    assert verifier("sendgrid").verify(headers, body, [public(signer)]).topic == "events"
    with pytest.raises(SignatureError):
        verifier("sendgrid").verify(headers, body.strip(), [public(signer)])
    with pytest.raises(SignatureError):
        verifier("sendgrid").verify({**headers, TIMESTAMP: "1700000001"}, body, [public(signer)])


def test_sendgrid_batch_signed_anew_is_still_the_same_delivery(signer):
    body = b'[{"sg_event_id":"a"}]'
    keys = [public(signer)]

    first = verifier("sendgrid").verify(signed(signer, body, "1"), body, keys)
    second = verifier("sendgrid").verify(signed(signer, body, "2"), body, keys)

    assert first.delivery_id == second.delivery_id


def test_sendgrid_keys_that_are_no_keys_fit_nothing(signer):
    rsa_like = base64.b64encode(b"not a key").decode()

    with pytest.raises(SignatureError):
        verifier("sendgrid").verify(signed(signer, b"[]"), b"[]", ["", "%%%", rsa_like])


def test_a_vendor_that_sends_nothing_has_no_verifier():
    with pytest.raises(KeyError):
        verifier("openai")
