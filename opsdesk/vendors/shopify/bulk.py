"""Bulk operations: Shopify runs one query over everything and leaves a file of JSON lines.

    start ─ look … look ─ (url) ─ stream lines from a byte on ─ whole orders out of rows

The file may break off, its link may expire: the next look signs a new link, and the byte offset of the
last whole line stays good. Rows of one order come in any order; a child names its parent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from opsdesk.errors import Rejected
from opsdesk.vendors.base import Frozen, read_reply
from opsdesk.vendors.fields import Moment
from opsdesk.vendors.shopify.client import Admin, document, words_of

Node = dict[str, Any]

RUNNING = frozenset({"CREATED", "RUNNING", "CANCELING"})
BUSY = frozenset({"OPERATION_IN_PROGRESS", "LIMIT_REACHED"})
PARENT = "__parentId"


class Refused(Rejected):
    """Shopify does not start an export: one is running, or the query is not to its liking."""

    code = "shopify_bulk_refused"


class Busy(Refused):
    """Shopify runs as many exports as it wants to: later."""

    code = "shopify_bulk_busy"


class Operation(Frozen):
    """An export as Shopify sees it."""

    id: str
    status: str
    error_code: str = ""
    objects: int = 0
    orders: int = 0
    file_size: int = 0
    url: str = ""
    partial_url: str = ""

    @property
    def is_running(self) -> bool:
        """Say whether to look again later."""
        return self.status in RUNNING


class _Operation(Frozen):
    id: str
    status: str
    createdAt: Moment  # noqa: N815 - Shopify's name
    query: str = ""
    errorCode: str | None = None  # noqa: N815
    objectCount: int = 0  # noqa: N815
    rootObjectCount: int = 0  # noqa: N815
    fileSize: int | None = None  # noqa: N815
    url: str | None = None
    partialDataUrl: str | None = None  # noqa: N815


def orders_since(since: datetime) -> str:
    """Return the query of an export of all orders placed since a moment."""
    return document("bulk_orders").replace("SINCE", stamp(since))


def stamp(moment: datetime) -> str:
    """Write a moment the way Shopify's search reads it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def start(admin: Admin, query: str) -> str:
    """Start an export and return its id; raises Refused, Busy, OutcomeUnknown (then `find` it)."""
    data = admin.execute("run_bulk_query", {"query": query}, safe=False)
    answer = data.get("bulkOperationRunQuery") or {}
    started = (answer.get("bulkOperation") or {}).get("id")
    if not started:
        errors = answer.get("userErrors") or []
        sentence = f"Shopify does not start a bulk export: {words_of(errors) or 'no reason given'}"
        if any(error.get("code") in BUSY for error in errors):
            raise Busy(sentence)
        raise Refused(sentence)
    return str(started)


def find(admin: Admin, query: str, since: datetime) -> str:
    """Return the id of our export with this text, started since; empty when there is none."""
    data, reply = admin.call("list_bulk_operations", {}, safe=True)
    for node in (data.get("bulkOperations") or {}).get("nodes") or []:
        found = read_reply(_Operation, node, reply)
        is_ours = found.query.strip() == query.strip() and found.createdAt >= since
        if is_ours and found.status in RUNNING | {"COMPLETED"}:
            return found.id
    return ""


def look(admin: Admin, operation_id: str) -> Operation:
    """Say how far an export is; raises Rejected when Shopify no longer knows it."""
    data, reply = admin.call("bulk_operation", {"id": operation_id}, safe=True)
    if not data.get("bulkOperation"):
        raise Rejected("Shopify no longer knows this export.")
    found = read_reply(_Operation, data["bulkOperation"], reply)
    return Operation(
        id=found.id,
        status=found.status,
        error_code=found.errorCode or "",
        objects=found.objectCount,
        orders=found.rootObjectCount,
        file_size=found.fileSize or 0,
        url=found.url or "",
        partial_url=found.partialDataUrl or "",
    )


def cancel(admin: Admin, operation_id: str) -> None:
    """Ask Shopify to stop an export; one that has ended stays as it is."""
    admin.execute("cancel_bulk_operation", {"id": operation_id}, safe=True)


def assemble(root: Node, children: Iterable[Node]) -> Node:
    """Return an order as a query would have nested it.

    A bulk query cannot ask what is in a parcel; with one parcel that holds everything it follows.
    """
    lines = [child for child in children if "/LineItem/" in str(child.get("id"))]
    node = {**root, "lineItems": {"nodes": lines}}
    parcels = [row for row in root.get("fulfillments") or [] if row.get("status") == "SUCCESS"]
    to_ship = [line for line in lines if line.get("requiresShipping", True)]
    pieces = sum(int(line.get("quantity") or 0) for line in to_ship)
    if len(parcels) == 1 and pieces and parcels[0].get("totalQuantity") == pieces:
        contents = [{"quantity": line["quantity"], "lineItem": line} for line in to_ship]
        whole = {**parcels[0], "fulfillmentLineItems": {"nodes": contents}}
        node["fulfillments"] = [
            whole if row is parcels[0] else row for row in root.get("fulfillments") or []
        ]
    return node


def is_whole(node: Node) -> bool:
    """Say whether an assembled order tells everything that its own query would."""
    parcels = [row for row in node.get("fulfillments") or [] if row.get("status") == "SUCCESS"]
    return not node.get("refunds") and all("fulfillmentLineItems" in row for row in parcels)
