"""The queue and the case: three panes, one address each, smaller answers for htmx."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exceptions.forms import DISMISS_REASONS, REJECT_REASONS, SnoozeForm
from exceptions.presenters import case as case_presenter
from exceptions.presenters.case import CasePanel
from exceptions.presenters.queue import PAGE, Scope, page_of, read_scope
from exceptions.presenters.watch import watch_of
from opsdesk.htmx import HtmxRequest, signed_in, wants_fragment

FORMS = {
    "reject_reasons": REJECT_REASONS,
    "dismiss_reasons": DISMISS_REASONS,
    "snooze_choices": SnoozeForm.CHOICES,
}


@require_safe
@never_cache
@signed_in
def queue(request: HtmxRequest) -> HttpResponse:
    """Show the list; answer a poll with 204 when nothing in it changed."""
    scope = read_scope(request)
    after = request.GET.get("after", "")
    page = page_of(scope, after=after, rows=_number(request, "rows"))
    if not wants_fragment(request):
        context = {"section": "queue", "scope": scope, "page": page, "watch": watch_of(scope)}
        return _render(request, "exceptions/queue.html", context)
    if after:
        shown = _number(request, "shown") + len(page.rows)
        return _render(request, "exceptions/_more.html", {"page": page, "shown": shown})
    if request.GET.get("seen") == page.fingerprint:
        return HttpResponse(status=204)
    return _render(request, "exceptions/_queue_swap.html", {"page": page})


@require_safe
@never_cache
@signed_in
def case(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Show one case: its pane for htmx, all three panes otherwise."""
    scope = read_scope(request)
    panel = case_presenter.panel_of(code, request.user)
    if not wants_fragment(request):
        return full_page(request, scope, panel)
    if request.GET.get("seen") == panel.fingerprint:
        return HttpResponse(status=204)
    template = "exceptions/_news.html" if "calm" in request.GET else "exceptions/_case.html"
    return _render(request, template, pane_context(scope, panel))


def pane_context(scope: Scope, panel: CasePanel, **extra: Any) -> dict[str, Any]:
    """Return what the case pane's templates need."""
    return {**FORMS, "scope": scope, "panel": panel, **extra}


def full_page(
    request: HtmxRequest, scope: Scope, panel: CasePanel, *, status: int = 200, **extra: Any
) -> HttpResponse:
    """Render the three panes with `panel` open."""
    context = pane_context(scope, panel, section="queue", page=page_of(scope), **extra)
    return _render(request, "exceptions/queue.html", context, status)


def _number(request: HtmxRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else PAGE


def _render(
    request: HtmxRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request"  # the same address answers a browser with the whole page
    return response
