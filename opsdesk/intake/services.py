"""Keep a delivery once, and process it once it is kept.

receive ─ sender? ─ verify ─ known topic? ─ store_delivery ⇢ delivery.stored (coalesced)
process_stored ─ ids in order ─ process_delivery: one transaction with the handler, SKIP LOCKED
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import structlog
from django.db import connection, transaction
from django.utils.module_loading import import_string
from psycopg.types.json import Jsonb
from pydantic import ValidationError

from opsdesk import clock
from opsdesk.errors import Invalid
from opsdesk.events import publish
from opsdesk.intake import counts, senders
from opsdesk.models import InboundDelivery
from opsdesk.vendors.base import SignatureError, Verified
from opsdesk.vendors.registry import verifier
from opsdesk.wiring import INBOUND

logger = structlog.get_logger(__name__)

State = InboundDelivery.State
BACK_OFF = (2, 15, 60, 300)  # seconds after the first, second, … failed attempt
MAX_ATTEMPTS = len(BACK_OFF) + 1
BATCH = 200

# One statement, one round trip: the store must (still) be there, and either unique key may hold
# the delivery back. A copy inserts nothing and returns nothing.
INSERT = """
INSERT INTO opsdesk_inbounddelivery
    (store_id, vendor, topic, delivery_id, event_id, headers, body, triggered_at, received_at,
     state, attempts, next_attempt_at, error)
SELECT id, %s, %s, %s, %s, %s, %s, %s, %s, 'stored', 0, %s, ''
FROM opsdesk_store WHERE id = %s AND is_active
ON CONFLICT DO NOTHING
RETURNING id
"""


class Outcome(enum.Enum):
    """How a request ended, and what its sender hears."""

    STORED = "stored"
    COPY = "copy"
    UNKNOWN_TOPIC = "unknown_topic"
    BAD_SIGNATURE = "bad_signature"
    TOO_BIG = "too_big"
    NOBODY = "nobody"

    @property
    def status(self) -> HTTPStatus:
        """Return the answer's status."""
        return STATUSES.get(self, HTTPStatus.OK)


STATUSES = {
    Outcome.BAD_SIGNATURE: HTTPStatus.UNAUTHORIZED,
    Outcome.TOO_BIG: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Outcome.NOBODY: HTTPStatus.NOT_FOUND,
}


def receive(vendor: str, slug: str, headers: Mapping[str, str], body: bytes) -> Outcome:
    """Verify and keep one delivery; what is refused leaves nothing but a count."""
    sender = senders.find(vendor, slug)
    if sender is None:
        return Outcome.NOBODY
    try:
        verified = _verify(sender, headers, body)
    except SignatureError:
        sender = senders.find(vendor, slug, fresh=True)  # a secret may just have been rotated
        if sender is None:
            return Outcome.NOBODY
        try:
            verified = _verify(sender, headers, body)
        except SignatureError:
            counts.add(vendor, "", Outcome.BAD_SIGNATURE.value)
            return Outcome.BAD_SIGNATURE
    if (vendor, verified.topic) not in INBOUND:
        counts.add(vendor, verified.topic, Outcome.UNKNOWN_TOPIC.value)
        return Outcome.UNKNOWN_TOPIC
    return _keep(sender, verified, body)


def refuse_too_big(vendor: str, slug: str) -> Outcome:
    """Count a delivery nobody read to its end."""
    if senders.find(vendor, slug) is None:
        return Outcome.NOBODY
    counts.add(vendor, "", Outcome.TOO_BIG.value)
    return Outcome.TOO_BIG


def _verify(sender: senders.Sender, headers: Mapping[str, str], body: bytes) -> Verified:
    verified = verifier(sender.vendor).verify(headers, body, sender.secrets)
    if verified.account and verified.account != sender.account:
        # One app serves many shops with one secret: a right signature for another shop's event.
        raise SignatureError("This delivery is about another shop.")
    return verified


def _keep(sender: senders.Sender, verified: Verified, body: bytes) -> Outcome:
    if store_delivery(sender.store_id, sender.vendor, verified, body) is not None:
        return Outcome.STORED
    current = senders.find(sender.vendor, sender.slug, fresh=True)
    if current is None:
        return Outcome.NOBODY
    if current.store_id == sender.store_id:
        return Outcome.COPY
    kept = store_delivery(current.store_id, sender.vendor, verified, body)
    return Outcome.COPY if kept is None else Outcome.STORED


def store_delivery(store_id: int, vendor: str, verified: Verified, body: bytes) -> int | None:
    """Insert a delivery and wake a worker; return its id, None when it is there already.

    None is also the answer for a store that is gone or switched off.
    """
    now = clock.now()
    values: list[Any] = [
        vendor,
        verified.topic,
        verified.delivery_id,
        verified.event_id,
        Jsonb(dict(verified.headers)),
        body,
        verified.triggered_at,
        now,
        now,
        store_id,
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        row = cursor.fetchone()
    if row is None:
        return None
    delivery_id: int = row[0]
    publish("delivery.stored")
    return delivery_id


def waiting_ids() -> list[int]:
    """Return the next batch of deliveries that are due, oldest first."""
    due = InboundDelivery.objects.waiting(clock.now()).values_list("pk", flat=True)
    return list(due[:BATCH])


def process_delivery(delivery_id: int) -> State | None:
    """Hand one waiting delivery to its handler, in one transaction with its row.

    Returns its new state, or None when there was nothing to do: another worker has it, it is done,
    or it is not due yet.
    """
    with transaction.atomic():
        delivery = (
            InboundDelivery.objects.waiting(clock.now())
            .select_related("store")
            .select_for_update(skip_locked=True, of=("self",))
            .filter(pk=delivery_id)
            .first()
        )
        if delivery is None:
            return None
        try:
            with transaction.atomic():
                _handle(delivery)
        except (Invalid, ValidationError) as error:
            _quarantine(delivery, error)
        except Exception as error:
            # The row takes the blow, whatever it is: one poisoned delivery must not stop the rest.
            _postpone(delivery, error)
        else:
            _finish(delivery, State.PROCESSED, "")
    return State(delivery.state)


def _handle(delivery: InboundDelivery) -> None:
    path = INBOUND.get((delivery.vendor, delivery.topic))
    if path is None:
        raise Invalid(f"Nobody handles {delivery.vendor} {delivery.topic} any more.")
    import_string(path)(delivery)


def _finish(delivery: InboundDelivery, state: State, error: str) -> None:
    delivery.state = state
    delivery.attempts += 1
    delivery.error = error
    delivery.processed_at = clock.now()
    delivery.save(update_fields=["state", "attempts", "error", "processed_at"])


def _quarantine(delivery: InboundDelivery, error: Exception) -> None:
    _finish(delivery, State.QUARANTINED, describe(error))
    logger.error("intake.quarantined", delivery=delivery.pk, error=type(error).__name__)


def _postpone(delivery: InboundDelivery, error: Exception) -> None:
    if delivery.attempts + 1 >= MAX_ATTEMPTS:
        logger.error("intake.gave_up", delivery=delivery.pk, exc_info=error)
        _quarantine(delivery, error)
        return
    wait = BACK_OFF[delivery.attempts]
    delivery.attempts += 1
    delivery.error = describe(error)
    delivery.next_attempt_at = clock.now() + timedelta(seconds=wait)
    delivery.save(update_fields=["attempts", "error", "next_attempt_at"])
    logger.warning("intake.postponed", delivery=delivery.pk, wait=wait, error=type(error).__name__)


def describe(error: Exception) -> str:
    """Say what went wrong, for the admin: names of fields, never more of the body than needed."""
    if isinstance(error, Invalid):
        return str(error)[:1000]
    if isinstance(error, ValidationError):
        fields = [".".join(map(str, fault["loc"])) for fault in error.errors()]
        return f"Fields not understood: {', '.join(fields)}"[:1000]
    return f"{type(error).__name__}: {error}".replace("\x00", "")[:1000]


def replay(delivery_ids: list[int]) -> int:
    """Let deliveries run again from the start, processed ones too; return how many will."""
    now = clock.now()
    with transaction.atomic():
        count = InboundDelivery.objects.filter(pk__in=delivery_ids).update(
            state=State.STORED, attempts=0, next_attempt_at=now, processed_at=None, error=""
        )
        if count:
            publish("delivery.stored")
    return count
