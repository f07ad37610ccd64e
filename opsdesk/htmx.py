"""Same URL, smaller answer: a full page for the browser, a fragment for htmx."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from opsdesk.models import User

P = ParamSpec("P")


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


def signed_in(
    view: Callable[Concatenate[HtmxRequest, P], HttpResponse],
) -> Callable[Concatenate[HtmxRequest, P], HttpResponse]:
    """Send anonymous people to sign in; htmx as a whole page, never into the middle of one."""

    @wraps(view)
    def guarded(request: HtmxRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if not wants_fragment(request):
            return redirect_to_login(request.get_full_path())
        back = urlencode({"next": request.htmx.current_url_abs_path or "/"})
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = f"{settings.LOGIN_URL}?{back}"
        return answer

    return guarded
