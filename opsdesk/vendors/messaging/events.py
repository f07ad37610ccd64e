"""SendGrid's event webhook: an ECDSA signature over timestamp and body, then a JSON array.

The same event comes several times, in other batches too: each carries its own `sg_event_id`, which is
what a handler de-duplicates by.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from opsdesk.errors import Invalid
from opsdesk.vendors.base import Frozen, SignatureError, Verified, explain, keep_headers
from opsdesk.vendors.fields import Line, words
from opsdesk.vendors.messaging.base import ReceiptEvent

SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"
MESSAGE_CODE = "message_code"  # the custom_arg that carries Message.code there and back
TOPIC = "events"

IdText = Annotated[str, BeforeValidator(words(120))]
Reason = Annotated[str, BeforeValidator(words(500))]


class SendGridVerifier:
    """Implements `base.Verifier`; the secrets are public keys, base64 DER without armour."""

    def verify(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str]) -> Verified:
        """Check the signature; a batch has no id, so its bytes are its identity."""
        signature = _decoded(headers.get(SIGNATURE, ""))
        signed = headers.get(TIMESTAMP, "").encode("utf-8", "replace") + body
        # No check of age: SendGrid repeats a delivery for up to 24 hours.
        if not signature or not any(_fits(key, signature, signed) for key in secrets):
            raise SignatureError()
        return Verified(
            topic=TOPIC,
            delivery_id=hashlib.sha256(body).hexdigest(),
            headers=keep_headers(headers, (TIMESTAMP,)),
        )


class _Event(Frozen):
    sg_event_id: IdText = ""
    event: Annotated[str, BeforeValidator(words(40))] = ""
    timestamp: Annotated[int, Field(gt=0, lt=2**33)]
    message_code: IdText = ""
    sg_message_id: IdText = ""
    reason: Reason = ""
    response: Reason = ""
    type: Line = ""


EVENTS = TypeAdapter(list[_Event])


def parse_events(body: bytes) -> tuple[ReceiptEvent, ...]:
    """Parse a batch; raises Invalid."""
    try:
        events = EVENTS.validate_json(body)
    except ValidationError as error:
        raise Invalid(explain(error)) from error
    return tuple(
        ReceiptEvent(
            event_id=event.sg_event_id,
            event=event.event,
            message_code=event.message_code,
            at=datetime.fromtimestamp(event.timestamp, UTC),
            detail=" ".join(part for part in (event.type, event.reason or event.response) if part),
            provider_message_id=event.sg_message_id.partition(".")[0],
        )
        for event in events
    )


def _fits(key: str, signature: bytes, signed: bytes) -> bool:
    public_key = _load(key)
    if public_key is None:
        return False
    try:
        public_key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=64)
def _load(key: str) -> ec.EllipticCurvePublicKey | None:
    try:
        loaded = load_der_public_key(base64.b64decode(key))
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return None
    return loaded if isinstance(loaded, ec.EllipticCurvePublicKey) else None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""
