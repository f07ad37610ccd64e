"""Write the audit log: one sentence per act, in the transaction of the act, chained by hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import structlog
from django.db import connection, models

from opsdesk import clock
from opsdesk.locks import lock_in_transaction
from opsdesk.models import AuditEntry, Store, User

SYSTEM = "OpsDesk"
GENESIS = "0" * 64


def record(
    actor: User | None,
    action: str,
    target: models.Model,
    sentence: str,
    *,
    store: Store | None = None,
    **data: Any,
) -> AuditEntry:
    """Append an entry: `actor` (None = OpsDesk itself) did `action` to `target`.

    `sentence` says it for a person; `data` is JSON-serialisable detail without personal data.
    Raises RuntimeError outside a transaction: an act and its entry stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record needs the transaction of the act it records.")
    if store is None:
        store = target if isinstance(target, Store) else getattr(target, "store", None)
    # One chain per store; the lock is held until commit so that no two entries share a parent.
    lock_in_transaction(f"audit:{store.pk if store else 0}")
    previous = (
        AuditEntry.objects.filter(store=store)
        .order_by("-pk")
        .values_list("hash", flat=True)
        .first()
    )
    entry = AuditEntry(
        store=store,
        at=clock.now(),
        actor_id=actor.pk if actor else None,
        actor_name=str(actor) if actor else SYSTEM,
        action=action,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_name=str(target)[:200],
        sentence=sentence,
        data=data,
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
        previous_hash=previous or GENESIS,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def hash_of(entry: AuditEntry) -> str:
    """Return the sha-256 over everything the entry says and its parent's hash."""
    said = {
        "store": entry.store_id,
        "at": entry.at.isoformat(),
        "actor": [entry.actor_id, entry.actor_name],
        "action": entry.action,
        "target": [entry.target_type, entry.target_id, entry.target_name],
        "sentence": entry.sentence,
        "data": entry.data,
        "request": entry.request_id,
        "previous": entry.previous_hash,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def first_broken(store: Store | None) -> AuditEntry | None:
    """Walk a store's chain; return the first entry that was altered or lost its parent."""
    expected = GENESIS
    for entry in AuditEntry.objects.filter(store=store).order_by("pk").iterator():
        if entry.previous_hash != expected or hash_of(entry) != entry.hash:
            return entry
        expected = entry.hash
    return None
