"""Pages that belong to no app above: personal switches, and a form that was open too long."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from opsdesk.htmx import HtmxRequest, wants_fragment


@require_POST
@login_required
def keyboard(request: HtmxRequest) -> HttpResponse:
    """Switch the single-key shortcuts on or off for the person, then go back where they were."""
    request.user.keyboard_shortcuts = request.POST.get("on") == "1"
    request.user.save(update_fields=["keyboard_shortcuts"])
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = resolve_url("home")
    return HttpResponseRedirect(target)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that nothing was done, as a fragment where htmx would otherwise get a whole page."""
    if not wants_fragment(request):
        return render(request, "403_csrf.html", status=403)
    error = "This page was open too long, so nothing was done. Reload it and try again."
    return render(request, "opsdesk/_error.html", {"error": error}, status=403)
