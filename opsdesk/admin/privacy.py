"""Data requests with their deadline and their export; erasures as evidence."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import display

from opsdesk import clock, privacy
from opsdesk.admin.base import ReadOnlyAdmin
from opsdesk.models import DataRequest, Erasure


@admin.register(DataRequest)
class DataRequestAdmin(ReadOnlyAdmin):
    """Customers who want to know what we have of them; downloading the export answers."""

    list_display = (
        "request_id",
        "store",
        "received_at",
        "due_at",
        "is_late",
        "exported_at",
        "file",
    )
    list_filter = ("store",)
    list_select_related = ("store",)
    search_fields = ("=request_id",)
    ordering = ("exported_at", "due_at")
    readonly_fields = ("file",)

    @display(description="In time", boolean=True)  # type: ignore[untyped-decorator]
    def is_late(self, row: DataRequest) -> bool:
        """Say whether the answer was, or still can be, in time."""
        return (row.exported_at or clock.now()) <= row.due_at

    @display(description="Export")  # type: ignore[untyped-decorator]
    def file(self, row: DataRequest) -> SafeString:
        """Link to the export."""
        url = reverse("admin:opsdesk_datarequest_export", args=[row.pk])
        return format_html('<a href="{}" download>Download JSON</a>', url)

    def get_urls(self) -> list[URLPattern]:
        """Add the download."""
        own = path(
            "<int:pk>/export/",
            self.admin_site.admin_view(self.download),
            name="opsdesk_datarequest_export",
        )
        urls: list[URLPattern] = super().get_urls()
        return [own, *urls]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return everything we have of the person, and note who took it."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        content = json.dumps(privacy.export(row), ensure_ascii=False, indent=2, default=str)
        actor: Any = request.user
        privacy.record_download(row, actor)
        response = HttpResponse(content, content_type="application/json; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="data-request-{row.pk}.json"'
        response["Cache-Control"] = "no-store"
        return response


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    """What was erased when, at whose request, and how many rows of which table."""

    list_display = ("asked_at", "store", "scope", "finished_at", "runs", "request_id")
    list_filter = ("scope", "store")
    list_select_related = ("store",)
    search_fields = ("=request_id", "=subject_hash")
    ordering = ("-pk",)
    exclude = ("wanted",)
