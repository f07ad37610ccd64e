"""Who may post to an address, and with which secrets. Remembered for seconds, to spare a query.

A secret just rotated is still found: a signature that does not fit is tried again on fresh rows.
"""

import time
from dataclasses import dataclass, field

from opsdesk import stores
from opsdesk.models import Store
from opsdesk.vendors.registry import VERIFIERS

REMEMBERED_FOR = 3.0  # seconds; how long a secret just revoked may still open the door
MAX_SENDERS = 1000


@dataclass(frozen=True, slots=True)
class Sender:
    """A vendor posting on behalf of a store."""

    vendor: str
    slug: str
    store_id: int
    account: str
    secrets: tuple[str, ...] = field(repr=False)
    read_at: float


_known: dict[tuple[str, str], Sender] = {}


def find(vendor: str, slug: str, *, fresh: bool = False) -> Sender | None:
    """Return who posts to /hooks/`vendor`/`slug`/, None when there is no such vendor or store."""
    if vendor not in VERIFIERS:
        return None
    known = _known.get((vendor, slug))
    if known and not fresh and time.monotonic() - known.read_at < REMEMBERED_FOR:
        return known
    store = Store.objects.filter(slug=slug, is_active=True).first()
    if store is None:
        _known.pop((vendor, slug), None)
        return None
    secrets = tuple(stores.webhook_secrets(store, vendor))
    sender = Sender(
        vendor, slug, store.pk, store.shop_domain.lower(), secrets, read_at=time.monotonic()
    )
    if len(_known) >= MAX_SENDERS:
        _known.clear()
    _known[(vendor, slug)] = sender
    return sender


def forget() -> None:
    """Start over, as another process would."""
    _known.clear()
