"""Bulk operations: a query runs by itself and leaves JSON lines, served from a link that expires.

Faults of `bulkOperationRunQuery`: `user_errors` (refused), `slow_export` (stays RUNNING for `seconds`),
`export_failed` (FAILED with half of the file behind `partialDataUrl`). The download is the operation
`bulk_file`: `status` 403, `truncated`, `connection_cut`, `slow` and `short_file` (ends early, politely).
"""

import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, parse, validate

from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.shopify import ids, search
from opsdesk.sandbox.shopify.bulk_export import NotForBulk, check, export
from opsdesk.sandbox.shopify.views import View, page
from opsdesk.sandbox.wire import Request, Response
from opsdesk.sandbox.world import World

FILE = re.compile(r"^/(?P<shop>[^/]+)/bulk/(?P<number>\d+)/(?P<token>\w+)\.jsonl$")
RANGE = re.compile(r"^bytes=(\d+)-$")
FIRST_NUMBER = 5_210_447_000_000
LIMIT = 5  # running at the same time


@dataclass
class Operation:
    """One export."""

    number: int
    shop: str
    query: str
    created_at: str
    content: bytes
    objects: int
    roots: int
    ready_at: float
    failed: bool = False
    cancelled: bool = False
    looks: int = 0
    token: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def status(self) -> str:
        """Return the status; the first look always sees it running."""
        if self.cancelled:
            return "CANCELED"
        if self.looks < 2 or time.monotonic() < self.ready_at:
            return "RUNNING"
        return "FAILED" if self.failed else "COMPLETED"


class BulkOperations:
    """The exports of all shops of one sandbox."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._operations: dict[int, Operation] = {}
        self.base = ""  # how the client reached us; links start with it

    @property
    def all(self) -> list[Operation]:
        """Return every export asked for, oldest first."""
        return list(self._operations.values())

    def clear(self) -> None:
        """Forget everything."""
        self._operations.clear()

    def expire_links(self) -> None:
        """Make every link given out so far useless; asking again gives a new one."""
        for operation in self._operations.values():
            operation.token = secrets.token_hex(8)

    def run(self, info: Any, query: str, *, grouped: bool) -> View:
        """Start an export, or refuse in Shopify's words."""
        call = info.context
        fault: Fault | None = call.fault
        if fault and fault.kind == "user_errors":
            return _refuse("OPERATION_IN_PROGRESS", fault.message or _BUSY)
        running = [row for row in self.all if row.shop == call.shop.domain and _runs(row)]
        if len(running) >= LIMIT:
            return _refuse("LIMIT_REACHED", _BUSY)
        try:
            document = parse(query)
            check(document)
        except (GraphQLError, NotForBulk) as error:
            return _refuse("INVALID", str(error))
        if errors := validate(info.schema, document):
            return _refuse("INVALID", errors[0].message)
        rows, roots = export(info.schema, document, call, grouped=grouped)
        with self._world.state.transaction():
            number = FIRST_NUMBER + self._world.state.next_number("id BulkOperation")
        seconds = fault.seconds if fault and fault.kind == "slow_export" else 0.0
        lines = [json.dumps(row, separators=(",", ":"), ensure_ascii=False) for row in rows]
        operation = self._operations[number] = Operation(
            number=number,
            shop=call.shop.domain,
            query=query,
            created_at=self._world.now(),
            content="".join(f"{line}\n" for line in lines).encode(),
            objects=len(rows),
            roots=roots,
            ready_at=time.monotonic() + seconds,
            failed=bool(fault and fault.kind == "export_failed"),
        )
        return {"bulkOperation": self.view(operation), "userErrors": []}

    def cancel(self, info: Any, global_id: str) -> View:
        """Stop an export."""
        operation = self.find(info, global_id)
        if operation is None:
            errors = [{"field": ["id"], "message": "Bulk operation does not exist"}]
            return {"bulkOperation": None, "userErrors": errors}
        operation.cancelled = operation.cancelled or _runs(operation)
        return {"bulkOperation": self.view(operation), "userErrors": []}

    def find(self, info: Any, global_id: str) -> Operation | None:
        """Return one export of the shop."""
        found = self._operations.get(ids.number(global_id, "BulkOperation") or 0)
        return found if found and found.shop == info.context.shop.domain else None

    def look(self, info: Any, global_id: str) -> View | None:
        """Return one export as GraphQL sees it."""
        operation = self.find(info, global_id)
        if operation is None:
            return None
        operation.looks += 1
        return self.view(operation)

    def listed(self, info: Any, first: int | None, after: str | None) -> View:
        """Return the shop's exports, newest first."""
        rows = [row for row in reversed(self.all) if row.shop == info.context.shop.domain]
        return page(
            [self.view(row) for row in rows], [str(row.number) for row in rows], first, after
        )

    def view(self, operation: Operation) -> View:
        """Return an export as GraphQL sees it."""
        status = operation.status
        ended = status in ("COMPLETED", "FAILED")
        link = f"{self.base}/{operation.shop}/bulk/{operation.number}/{operation.token}.jsonl"
        has_file = ended and operation.objects > 0
        return {
            "__typename": "BulkOperation",
            "id": ids.gid("BulkOperation", operation.number),
            "createdAt": operation.created_at,
            "completedAt": operation.created_at if ended else None,
            "errorCode": "INTERNAL_SERVER_ERROR" if status == "FAILED" else None,
            "fileSize": str(len(_served(operation))) if has_file else None,
            "objectCount": str(operation.objects if ended else operation.objects // 2),
            "rootObjectCount": str(operation.roots if ended else operation.roots // 2),
            "query": operation.query,
            "status": status,
            "type": "QUERY",
            "url": link if has_file and status == "COMPLETED" else None,
            "partialDataUrl": link if has_file and status == "FAILED" else None,
        }

    def serve(self, request: Request, fault: Fault | None) -> Response:
        """Answer a download, whole or from a byte on."""
        match = FILE.match(request.path)
        operation = self._operations.get(int(match["number"])) if match else None
        if match is None or operation is None:
            return Response(404, b"NoSuchKey")
        if match["token"] != operation.token:
            return Response(403, b"ExpiredToken")
        content = _served(operation)
        if fault and fault.kind == "short_file":
            content = content[: len(content) * 2 // 3]
        asked = RANGE.match(request.headers.get("range", ""))
        headers = {"Content-Type": "application/jsonl"}
        if asked is None:
            return Response(200, content, headers)
        start = int(asked[1])
        if start >= len(content):
            return Response(416, b"", {"Content-Range": f"bytes */{len(content)}"})
        last = len(content) - 1
        headers["Content-Range"] = f"bytes {start}-{last}/{len(content)}"
        return Response(206, content[start:], headers)


_BUSY = "A bulk query operation for this app and shop is already in progress"


def _runs(operation: Operation) -> bool:
    return operation.status == "RUNNING"


def _served(operation: Operation) -> bytes:
    """Return the file; a failed export stops in the middle, at the end of a line."""
    if not operation.failed:
        return operation.content
    cut = operation.content.find(b"\n", len(operation.content) // 2)
    return operation.content[: cut + 1]


def _refuse(code: str, message: str) -> View:
    return {
        "bulkOperation": None,
        "userErrors": [{"field": ["query"], "code": code, "message": message}],
    }


def bulk_operation(_root: None, info: Any, id: str) -> View | None:
    """Return one export."""
    found: View | None = info.context.bulk.look(info, id)
    return found


def bulk_operations(
    _root: None, info: Any, first: int | None = None, after: str | None = None, **_more: Any
) -> View:
    """Return the exports, newest first."""
    listed: View = info.context.bulk.listed(info, first, after)
    return listed


def run_query(_root: None, info: Any, query: str, groupObjects: bool = False) -> View:  # noqa: N803
    """Start an export."""
    started: View = info.context.bulk.run(info, query, grouped=groupObjects)
    return started


def cancel(_root: None, info: Any, id: str) -> View:
    """Stop an export."""
    stopped: View = info.context.bulk.cancel(info, id)
    return stopped


def orders_count(
    _root: None, info: Any, limit: int | None = 10_000, query: str | None = None
) -> View:
    """Say how many orders a query has, at most `limit`."""
    count = sum(map(search.matcher(query), info.context.orders()))
    is_cut = limit is not None and count > limit
    return {
        "count": limit if is_cut else count,
        "precision": "AT_LEAST" if is_cut else "EXACT",
    }


QUERIES: dict[str, Callable[..., Any]] = {
    "bulkOperation": bulk_operation,
    "bulkOperations": bulk_operations,
    "ordersCount": orders_count,
}
MUTATIONS: dict[str, Callable[..., Any]] = {
    "bulkOperationRunQuery": run_query,
    "bulkOperationCancel": cancel,
}
