"""A person's own version of the proposal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exceptions import proposals
from exceptions.forms import EditForm
from exceptions.presenters.case import CasePanel, panel_of
from exceptions.presenters.menu import menu_of
from exceptions.presenters.queue import read_scope
from exceptions.views.decide import refused, show
from exceptions.views.queue import full_page, pane_context
from opsdesk.errors import Invalid, OpsDeskError
from opsdesk.htmx import HtmxRequest, signed_in, wants_fragment
from opsdesk.models import Role
from opsdesk.permissions import require_role


@require_http_methods(["GET", "POST"])
@never_cache
@signed_in
def edit(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Show the form, or save a version and show the case with what changed."""
    panel = panel_of(code, request.user)
    require_role(request.user, panel.case.store, Role.AGENT)
    menu = menu_of(panel.case, panel.proposal)
    if request.method == "GET":
        form = EditForm(menu, initial=_initial(panel))
        return _form(request, panel, form, 200)
    form = EditForm(menu, request.POST)
    if not form.is_valid():
        return _form(request, panel, form, 422)
    try:
        proposals.edit(code=code, actor=request.user, **form.cleaned_data)
    except Invalid as error:
        form.add_error(None, str(error))
        return _form(request, panel, form, 422)
    except OpsDeskError as error:
        return refused(request, code, error)
    return show(request, code)


def _initial(panel: CasePanel) -> dict[str, Any]:
    proposal = panel.proposal
    if proposal is None:
        return {}
    return {
        "option_id": proposal.option_id,
        "subject": proposal.subject,
        "message": proposal.message,
    }


def _form(request: HtmxRequest, panel: CasePanel, form: EditForm, status: int) -> HttpResponse:
    scope = read_scope(request)
    extra = {"editing": True, "form": form, "focus": request.GET.get("focus", "")}
    if not wants_fragment(request):
        return full_page(request, scope, panel, status=status, **extra)
    context = pane_context(scope, panel, **extra)
    return render(request, "exceptions/_case.html", context, status=status)
