"""The verbs of a case. Each parses, calls one use case, and shows what it looks like now.

Whatever the use case refuses (403, 409, 422) comes back as the case pane with its sentence on top,
so that the person sees the present state and not an error page. Rights are checked in there too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from exceptions import decisions
from exceptions.forms import (
    DISMISS_REASONS,
    REASONS,
    ApproveForm,
    ReasonForm,
    RedraftForm,
    SnoozeForm,
)
from exceptions.models import Case
from exceptions.presenters.case import CasePanel, panel_of
from exceptions.presenters.queue import next_case, page_of, read_scope
from exceptions.presenters.watch import watch_of
from exceptions.views.queue import full_page, pane_context
from opsdesk import clock
from opsdesk.errors import Invalid, OpsDeskError
from opsdesk.htmx import HtmxRequest, signed_in, wants_fragment

Act = Callable[[], Case]


@require_POST
@signed_in
def approve(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Approve exactly what was on the screen."""
    form = ApproveForm(request.POST)

    def act() -> Case:
        digest = _cleaned(form, "digest")
        return decisions.approve(code=code, digest=digest, actor=request.user)

    return _decide(request, code, act, "Approved.", undo=True)


@require_POST
@signed_in
def reject(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Turn the draft down, stay on the case."""
    form = ReasonForm(REASONS, request.POST)

    def act() -> Case:
        reason, note = _cleaned(form, "reason_code"), form.cleaned_data["note"]
        return decisions.reject(code=code, actor=request.user, reason_code=reason, note=note)

    return _stay(request, code, act)


@require_POST
@signed_in
def dismiss(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Close the case with nothing done."""
    form = ReasonForm(DISMISS_REASONS, request.POST)

    def act() -> Case:
        reason, note = _cleaned(form, "reason_code"), form.cleaned_data["note"]
        return decisions.dismiss(code=code, actor=request.user, reason_code=reason, note=note)

    return _decide(request, code, act, "Dismissed.")


@require_POST
@signed_in
def snooze(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Put the case away until a time in its store's time zone."""
    panel = panel_of(code, request.user)
    form = SnoozeForm(request.POST)

    def act() -> Case:
        _cleaned(form, "until")
        until = form.moment(clock.now(), panel.case.store.tz)
        return decisions.snooze(code=code, actor=request.user, until=until)

    return _decide(request, code, act, "Snoozed.")


@require_POST
@signed_in
def undo(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Take an approval back while its window is open."""
    return _stay(request, code, lambda: decisions.undo(code=code, actor=request.user))


@require_POST
@signed_in
def take(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Make the case one's own."""
    return _stay(request, code, lambda: decisions.take(code=code, actor=request.user))


@require_POST
@signed_in
def redraft(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Ask for a new draft."""
    form = RedraftForm(request.POST)

    def act() -> Case:
        wish = _cleaned(form, "instruction")
        return decisions.redraft(code=code, actor=request.user, instruction=wish)

    return _stay(request, code, act)


def _cleaned(form: Form, name: str) -> Any:
    """Return a field of a valid form, or raise Invalid with the first thing wrong with it."""
    if not form.is_valid():
        raise Invalid(str(next(iter(form.errors.values()))[0]))
    return form.cleaned_data[name]


def _decide(
    request: HtmxRequest, code: UUID, act: Act, done: str, *, undo: bool = False
) -> HttpResponse:
    """Run `act` and move on to the next case."""
    try:
        decided = act()
    except OpsDeskError as error:
        return refused(request, code, error)
    scope = read_scope(request)
    following = next_case(scope, decided)
    where = (
        reverse("exceptions:case", args=[following.code])
        if following
        else reverse("exceptions:queue")
    )
    done = f"{decided}: {done}"
    if not wants_fragment(request):
        messages.success(request, done)
        return redirect(where + scope.query)
    panel = panel_of(following.code, request.user) if following else None
    seconds = _undo_seconds(decided) if undo else 0
    context = _swap(request, panel, done=done, undo_seconds=seconds, decided=decided)
    response = render(request, "exceptions/_decided.html", context)
    response["HX-Push-Url"] = where + scope.query
    return response


def _undo_seconds(case: Case) -> int:
    execution = case.executions.order_by("-pk").first()
    left = execution.not_before - clock.now() if execution else timedelta(0)
    return max(0, int(left.total_seconds()))


def _stay(request: HtmxRequest, code: UUID, act: Act) -> HttpResponse:
    """Run `act` and show the same case as it is now."""
    try:
        act()
    except OpsDeskError as error:
        return refused(request, code, error)
    return show(request, code)


def show(request: HtmxRequest, code: UUID) -> HttpResponse:
    """Show the case after a change, with the list and the counts beside it."""
    if not wants_fragment(request):
        where = reverse("exceptions:case", args=[code])
        return redirect(where + read_scope(request).query)
    context = _swap(request, panel_of(code, request.user))
    return render(request, "exceptions/_decided.html", context)


def refused(request: HtmxRequest, code: UUID, error: OpsDeskError) -> HttpResponse:
    """Show the case as it is now, with what was refused and why, at the error's own status."""
    panel = panel_of(code, request.user)
    notice, status = str(error), int(error.status)
    if not wants_fragment(request):
        return full_page(request, read_scope(request), panel, status=status, notice=notice)
    context = _swap(request, panel, notice=notice)
    return render(request, "exceptions/_decided.html", context, status=status)


def _swap(request: HtmxRequest, panel: CasePanel | None, **extra: Any) -> dict[str, Any]:
    scope = read_scope(request)
    page = page_of(scope)
    if panel is None:
        return {"scope": scope, "page": page, "watch": watch_of(scope), **extra}
    return pane_context(scope, panel, page=page, **extra)
