"""The manager's page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opsdesk.htmx import HtmxRequest, signed_in


@require_safe
@signed_in
def wismo(request: HtmxRequest) -> HttpResponse:
    """Show the figures of a period."""
    return render(request, "exceptions/wismo.html", {"section": "wismo"})
