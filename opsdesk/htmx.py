"""Same URL, smaller answer: a full page for the browser, a fragment for htmx."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from opsdesk.models import User


class HtmxRequest(HttpRequest):
    """A request of a signed-in person that knows whether htmx sent it."""

    htmx: HtmxDetails
    user: User


def wants_fragment(request: HttpRequest) -> bool:
    """Say whether htmx asks for a piece (a boosted or restored page wants everything)."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    page: str,
    fragment: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render `fragment` for htmx and `page` otherwise; a shared cache must keep them apart."""
    template = fragment if wants_fragment(request) else page
    response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request"
    response["Cache-Control"] = "no-store"
    return response


def invalid(request: HttpRequest, fragment: str, context: dict[str, Any]) -> HttpResponse:
    """Show the form again with its errors (422, which our htmx configuration swaps)."""
    return render(request, fragment, context, status=422)
