"""Take in one order, the way every order comes in; one that cannot be is noted, not fatal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, OperationalError, transaction

from opsdesk.errors import Invalid
from opsdesk.models import Store
from orders import ingest

logger = structlog.get_logger(__name__)

Node = dict[str, Any]


class Unusable(Exception):
    """An order that cannot be taken in, with the reason in words."""


def take_order(store: Store, node: Node, fetched_at: datetime, *, wish: str = "") -> bool:
    """Mirror an order; return whether it changed. Raises Unusable.

    `wish` says why the order is also to be asked for by itself, in the same transaction. Trouble of
    the database itself is raised as it is: the next try finds it gone.
    """
    try:
        with transaction.atomic():
            order, changed = ingest.mirror_order(store, node, fetched_at=fetched_at)
            if wish:
                ingest.want_order(store.pk, order.shopify_id, wish)
    except Invalid as error:
        raise Unusable(str(error)) from error
    except OperationalError:
        raise
    except DatabaseError as error:
        # Not the error itself: it quotes the row, and the row is a person's.
        logger.error("backfill.order_refused", error=type(error).__name__)
        raise Unusable(f"The database refused it ({type(error).__name__}).") from error
    return changed


def name_of(node: Node) -> str:
    """Return how people call an order, for the report."""
    return str(node.get("name") or node.get("id") or "an order without a name")[:80]
