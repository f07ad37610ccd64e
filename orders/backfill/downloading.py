"""Stream the export into rows: no more than a batch of lines is in memory, however big the file.

The byte after the last stored line is in the same transaction as the lines: a worker that dies, a
connection that breaks and a link that expires all go on there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from opsdesk import stores
from opsdesk.errors import Unavailable
from opsdesk.vendors.shopify import bulk, bulk_file
from opsdesk.vendors.shopify.bulk_file import Line
from orders.backfill.exporting import export_again
from orders.backfill.moves import enter, note
from orders.models import Backfill, BackfillLine

State = Backfill.State

BATCH_LINES = 1_000
BATCH_BYTES = 4 * 1024 * 1024
COPY = "COPY orders_backfillline (job_id, gid, parent, body) FROM STDIN"
NULL = b"\\u0000"


def download(job: Backfill, is_over: Callable[[], bool]) -> None:
    """Store lines until the file ends or the time is up."""
    operation = bulk.look(stores.shopify_admin(job.store), job.operation_id)
    if operation.status != "COMPLETED" or not operation.url:
        export_again(job, operation.status)
        return
    if operation.file_size != job.file_size:
        export_again(job, "another file")
        return
    for batch in _batches(bulk_file.stream(operation.url, job.bytes_done, job.store_id)):
        _store(job, batch)
        if is_over():
            return
    if job.bytes_done < job.file_size:
        raise Unavailable("Shopify's export ended early; it is fetched again from there.")
    orders = BackfillLine.objects.filter(job=job, parent="").count()
    enter(job, State.APPLYING, orders_expected=orders, cursor="0")


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    try:
        for line in lines:
            batch.append(line)
            size += len(line.text)
            if len(batch) >= BATCH_LINES or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
    except Unavailable:
        if batch:
            yield batch  # what came before it broke off is good
        raise
    if batch:
        yield batch


def _store(job: Backfill, batch: list[Line]) -> None:
    rows, end = [], job.bytes_done
    broken = None
    for line in batch:
        try:
            node = json.loads(line.text)
        except ValueError as error:
            broken = error  # half a line at the end of what was sent
            break
        if isinstance(node, dict):
            rows.append(_row(job, node, line.text))
        end = line.end
    with transaction.atomic():
        note(job, bytes_done=end, lines_done=F("lines_done") + len(rows))
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for row in rows:
                copy.write_row(row)
    if broken:
        raise Unavailable("Shopify's export broke off in the middle of a line.") from broken


def _row(job: Backfill, node: dict[str, Any], text: bytes) -> tuple[int, str, str, str]:
    body = text.decode("utf-8", "replace")
    if NULL in text:  # PostgreSQL keeps no null characters
        body = json.dumps(_without_nulls(node))
    return job.pk, str(node.get("id") or "")[:120], str(node.get(bulk.PARENT) or "")[:120], body


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value.replace("\x00", "") if isinstance(value, str) else value
