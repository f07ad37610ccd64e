"""The orders list, the order page, and the report of a parcel that never arrived."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from opsdesk import clock
from opsdesk.errors import Invalid
from opsdesk.htmx import HtmxRequest, render_page, signed_in
from opsdesk.models import Role, Store
from opsdesk.permissions import RANK, role_in
from orders import reports
from orders.dates import dates_of
from orders.forms import STATUSES, OrderSearch, ReportMissingForm
from orders.lateness import DEFINITION
from orders.models import Order, Shipment
from orders.search import LATE, find_orders
from orders.timeline import full_timeline
from orders.wording import status_sentence


@require_safe
@never_cache
@signed_in
def order_list(request: HtmxRequest) -> HttpResponse:
    """List orders, newest first; search by name, e-mail or tracking number."""
    form = OrderSearch(request.GET)
    form.is_valid()  # what cannot be understood is simply not asked for
    asked = {name: form.cleaned_data.get(name, "") for name in ("q", "milestone", "store")}
    stores = tuple(Store.objects.visible_to(request.user))
    found = find_orders(
        request.user,
        words=asked["q"],
        milestone=asked["milestone"],
        store=next((store for store in stores if store.slug == asked["store"]), None),
        after=request.GET.get("after", ""),
    )
    context = {
        "section": "orders",
        "found": found,
        "asked": asked,
        "stores": stores,
        "milestones": STATUSES[1:],
        "late": DEFINITION if asked["milestone"] == LATE else "",
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    rows = "after" in request.GET
    fragment = "orders/_rows.html" if rows else "orders/_results.html"
    return render_page(request, "orders/order_list.html", fragment, context)


@require_safe
@never_cache
@signed_in
def order_detail(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Show one order: its parcels, its money, and everything that happened."""
    orders = Order.objects.visible_to(request.user).select_related("store", "customer")
    order = get_object_or_404(orders, code=code)
    now = clock.now()
    parcels = list(order.shipments.prefetch_related("lines__order_line"))
    for parcel in parcels:
        parcel.order, parcel.store = order, order.store  # spares a read per parcel
    role = role_in(request.user, order.store)
    context = {
        "section": "orders",
        "order": order,
        "entries": full_timeline(order),
        "parcels": [
            (parcel, status_sentence(parcel, now), dates)
            for parcel, dates in zip(parcels, dates_of(parcels, now), strict=True)
        ],
        "lines": order.lines.all(),
        "can_report": role is not None and RANK[role] >= RANK[Role.AGENT],
    }
    return render(request, "orders/order_detail.html", context)


@require_POST
@signed_in
def report_missing(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Record that the customer did not get a parcel the carrier calls delivered."""
    shipments = Shipment.objects.visible_to(request.user).select_related("order")
    shipment = get_object_or_404(shipments, code=code)
    form = ReportMissingForm(request.POST)
    if not form.is_valid():
        raise Invalid(form.fault())
    reports.report_missing(shipment_code=code, actor=request.user, note=form.cleaned_data["note"])
    messages.success(request, "Reported. A case opens in a moment.")
    return redirect("orders:order-detail", code=shipment.order.code)
