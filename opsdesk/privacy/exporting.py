"""What we have of a person, as JSON: put together when it is downloaded, kept nowhere."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from opsdesk import audit, clock
from opsdesk.models import DataRequest, User
from opsdesk.wiring import EXPORTERS, PEOPLE


def export(request: DataRequest) -> dict[str, Any]:
    """Return everything the apps have about the person who asked."""
    wanted = {"customer_id": request.customer_id, "order_ids": request.order_ids}
    found: dict[str, Any] = {}
    for person in import_string(PEOPLE)(request.store, wanted):
        for path in EXPORTERS:
            for name, rows in import_string(path)(person).items():
                found.setdefault(name, []).extend(rows)
    return {
        "store": request.store.name,
        "request": request.request_id,
        "exported_at": clock.now().isoformat(),
        **found,
    }


@transaction.atomic
def record_download(request: DataRequest, actor: User) -> None:
    """Note who took the export, and that the request is answered."""
    DataRequest.objects.filter(pk=request.pk, exported_at=None).update(
        exported_at=clock.now(), exported_by=str(actor)[:150]
    )
    audit.record(
        actor,
        "privacy.exported",
        request,
        f"{actor} downloaded the export for {request}.",
        store=request.store,
        subject=request.subject_hash,
    )
