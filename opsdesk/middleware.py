"""Small request rules: what the admin's scripts may do, and how our own errors look."""

from collections.abc import Callable

import structlog
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.urls import Resolver404, resolve

from opsdesk.errors import OpsDeskError
from opsdesk.htmx import wants_fragment

logger = structlog.get_logger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


class ShortWayForWebhooks:
    """Take deliveries straight to their view: no session, no cookie, no page, so none of their rules.

    They come by the thousand, signed; what protects browsers costs as much as keeping one.
    """

    PREFIX = "/hooks/"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a webhook; pass everything else on."""
        if not request.path_info.startswith(self.PREFIX):
            return self.get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return HttpResponseNotFound()
        request.resolver_match = match
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return answer


class AdminContentPolicy:
    """Let unfold run its Alpine expressions, under /admin/ only."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Loosen the policy on admin answers."""
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
            }
        return response


class DomainErrors:
    """Turn an OpsDeskError that a view let through into its status and its sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is in process_exception."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render our own errors; leave every other exception to Django."""
        if not isinstance(error, OpsDeskError):
            return None
        logger.info("request.refused", code=error.code, status=int(error.status))
        template = "opsdesk/_error.html" if wants_fragment(request) else "opsdesk/error.html"
        return render(request, template, {"error": error}, status=error.status)
