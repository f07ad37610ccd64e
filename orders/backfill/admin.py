"""Loading past orders, from the admin: start, watch, stop; and what the hourly looks found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from opsdesk.admin.base import ReadOnlyAdmin
from opsdesk.errors import Conflict
from opsdesk.models import Store
from orders import backfill
from orders.backfill.jobs import DEFAULT_DAYS
from orders.models import Backfill, HistoricalDelivery, Reconciliation

MAY_START = "orders.add_backfill"
MAY_STOP = "orders.change_backfill"
# The plain filter would name every store there is, to people of one of them.
MY_STORES = ("store", admin.RelatedOnlyFieldListFilter)


@admin.register(Backfill)
class BackfillAdmin(ReadOnlyAdmin):
    """The list with a panel above it: one row per store, with its progress while it runs."""

    list_before_template = "orders/admin_backfill.html"
    list_display = (
        "store",
        "state",
        "method",
        "since",
        "orders_done",
        "orders_changed",
        "orders_failed",
        "asked_at",
        "finished_at",
    )
    list_filter = ("state", "method", MY_STORES)
    list_select_related = ("store",)
    ordering = ("-asked_at",)
    exclude = ("cursor", "operation_id")

    def get_urls(self) -> list[URLPattern]:
        """Add start, stop and progress."""
        view = self.admin_site.admin_view
        own = [
            path("start/", view(require_POST(self.start)), name="orders_backfill_start"),
            path("stop/<uuid:code>/", view(require_POST(self.stop)), name="orders_backfill_stop"),
            path("progress/", view(self.progress), name="orders_backfill_progress"),
        ]
        urls: list[URLPattern] = super().get_urls()
        return own + urls

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the panel above the list."""
        context = {**(extra_context or {}), **self._panel(request)}
        answer: HttpResponse = super().changelist_view(request, context)
        return answer

    def progress(self, request: HttpRequest) -> HttpResponse:
        """Answer the panel's poll with its rows."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return render(request, "orders/_admin_backfill_rows.html", self._panel(request))

    def start(self, request: HttpRequest) -> HttpResponse:
        """Start loading a store's orders, or go on with what runs."""
        if not request.user.has_perm(MAY_START):
            raise PermissionDenied
        store = get_object_or_404(
            Store.objects.visible_to(request.user), slug=request.POST.get("store", "")
        )
        text = request.POST.get("days", "")
        days = int(text) if text.isdecimal() and 0 < int(text) <= 10_000 else DEFAULT_DAYS
        actor: Any = request.user
        backfill.ask(store=store, actor=actor, days=days)
        messages.success(request, f"The orders of {store} are being loaded.")
        return self._back()

    def stop(self, request: HttpRequest, code: UUID) -> HttpResponse:
        """Call a load off."""
        if not request.user.has_perm(MAY_STOP):
            raise PermissionDenied
        job = get_object_or_404(self.get_queryset(request), code=code)
        actor: Any = request.user
        try:
            backfill.cancel(code=job.code, actor=actor)
        except Conflict as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, f"Stopped loading the orders of {job.store}.")
        return self._back()

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:orders_backfill_changelist"))

    def _panel(self, request: HttpRequest) -> dict[str, Any]:
        stores = Store.objects.visible_to(request.user).filter(is_active=True)
        rows = [
            (store, Backfill.objects.filter(store=store).order_by("-pk").first())
            for store in stores
        ]
        return {
            "loads": [
                {"store": store, "job": job, "progress": job and backfill.progress_of(job)}
                for store, job in rows
            ],
            "is_running": any(job and not job.is_ended for _, job in rows),
            "may_start": request.user.has_perm(MAY_START),
            "may_stop": request.user.has_perm(MAY_STOP),
            "limit_note": backfill.LIMIT_NOTE,
            "default_days": DEFAULT_DAYS,
        }


@admin.register(Reconciliation)
class ReconciliationAdmin(ReadOnlyAdmin):
    """What the hourly looks found and repaired."""

    list_display = (
        "started_at",
        "store",
        "orders_seen",
        "orders_missed",
        "orders_failed",
        "repaired",
        "error",
        "finished_at",
    )
    list_filter = (MY_STORES,)
    list_select_related = ("store",)
    ordering = ("-pk",)


@admin.register(HistoricalDelivery)
class HistoricalDeliveryAdmin(ReadOnlyAdmin):
    """Past deliveries that dates are learned from, loaded by `manage.py import_history`."""

    list_display = (
        "external_order_id",
        "carrier",
        "service",
        "country",
        "shipped_at",
        "delivered_at",
        "estimated_on",
        "store",
    )
    list_filter = (MY_STORES, "carrier", "country")
    list_select_related = ("store",)
    search_fields = ("=external_order_id", "=parcel")
    ordering = ("-shipped_at",)
