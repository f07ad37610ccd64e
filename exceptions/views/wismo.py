"""The manager's page."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exceptions import wismo as metrics
from exceptions.presenters.figures import cards_of
from opsdesk import clock
from opsdesk.htmx import HtmxRequest, signed_in
from opsdesk.models import Store

PERIODS = (7, 30, 90)
USUAL = 30


@require_safe
@never_cache
@signed_in
def wismo(request: HtmxRequest) -> HttpResponse:
    """Show the figures of the last 7, 30 or 90 days, of all stores or one."""
    stores = tuple(Store.objects.visible_to(request.user))
    slug = request.GET.get("store", "")
    store = next((store for store in stores if store.slug == slug), None)
    asked = request.GET.get("days", "")
    days = next((one for one in PERIODS if str(one) == asked), USUAL)
    end = clock.now().date()
    report = metrics.report([store] if store else stores, end - timedelta(days=days - 1), end)
    context = {
        "section": "wismo",
        "stores": stores,
        "store": store,
        "days": days,
        "periods": PERIODS,
        "report": report,
        "cards": cards_of(report),
    }
    return render(request, "exceptions/wismo.html", context)
