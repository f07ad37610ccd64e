"""Have the model write, check what it wrote, and fall back to standard words when it will not do.

Every call leaves a DraftRun. The circuit reads them: after several failures in a row the store's
model is left alone for a while, whichever worker asks.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings

from exceptions.drafting import context, fallback, guardrails, prompt, schema
from exceptions.drafting.schema import Draft
from exceptions.facts import CaseFacts
from exceptions.models import Case, DraftRun, Proposal
from exceptions.proposals import Author
from exceptions.remedies import Option
from opsdesk import clock, stores
from opsdesk.errors import NotConnected, Rejected, Unavailable, VendorError
from opsdesk.vendors.llm import openai
from opsdesk.vendors.llm.openai import LlmReply, Malformed, Refused

logger = structlog.get_logger(__name__)

DRAFTED, GUARD_FAILED = "drafted", "guard_failed"
SERVICE_DOWN = ("unavailable", "rejected", "malformed")  # not the fault of this one case
CIRCUIT_FAILURES = 5
CIRCUIT_PAUSE = timedelta(minutes=5)

NO_KEY = "No AI key is set for this store."
CIRCUIT_OPEN = "The AI service has failed several times in a row and is left alone for a while."
SECOND_TRY = "An earlier attempt to draft this case was cut off."
OUTCOMES: tuple[tuple[type[VendorError], str, str], ...] = (
    (Refused, "refused", "The AI declined to write this draft."),
    (Malformed, "malformed", "The AI's answer could not be used."),
    (Unavailable, "unavailable", "The AI service did not answer."),
    (Rejected, "rejected", "The AI service turned the request down. Check the key in the admin."),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A draft, the option it is for, who wrote it, and what the guard says."""

    draft: Draft
    option: Option
    author: Author
    findings: Sequence[guardrails.Finding]


class NoDraft(Exception):
    """The model brought nothing usable; the message says why, for people."""


def write(
    case: Case, facts: CaseFacts, options: Sequence[Option], wish: str, *, may_ask: bool
) -> Written:
    """Return the model's draft when it holds up, the fallback's otherwise. HTTP: no transaction."""
    try:
        if not may_ask:
            raise NoDraft(SECOND_TRY)
        return _by_model(case, facts, options, wish)
    except NoDraft as why:
        return _by_fallback(facts, options, str(why))


def _by_fallback(facts: CaseFacts, options: Sequence[Option], because: str) -> Written:
    option = next(option for option in options if option.recommended)
    draft = fallback.draft(facts, option)
    author = Author(Proposal.Author.FALLBACK, "OpsDesk", fallback_because=because)
    return Written(draft, option, author, guardrails.check(draft, facts, option))


def _by_model(case: Case, facts: CaseFacts, options: Sequence[Option], wish: str) -> Written:
    try:
        key = stores.credential(case.store, "openai", "api_key")
    except NotConnected as error:
        raise NoDraft(NO_KEY) from error
    if _circuit_is_open(case):
        raise NoDraft(CIRCUIT_OPEN)
    started = time.monotonic()
    run = DraftRun(
        case=case,
        model=settings.OPENAI_MODEL,
        prompt_version=prompt.VERSION,
        outcome=DRAFTED,
        at=clock.now(),
    )
    try:
        reply = _ask(key, case, facts, options, wish)
        run.model = reply.model
        run.input_tokens, run.output_tokens = reply.input_tokens, reply.output_tokens
        return _checked(reply, facts, options, run)
    except VendorError as error:
        run.outcome, because = _meaning(error)
        run.detail = str(error)[:300]
        raise NoDraft(because) from error
    finally:
        run.duration_ms = int((time.monotonic() - started) * 1000)
        run.save(force_insert=True)
        logger.info("draft.run", case=str(case.code), outcome=run.outcome, ms=run.duration_ms)


def _ask(
    key: str, case: Case, facts: CaseFacts, options: Sequence[Option], wish: str
) -> LlmReply[schema.Answer]:
    config = openai.Config(
        api_key=key,
        store_id=case.store_id,
        reference=str(case.code),
        safety_id=str(case.order.code),  # stands for the customer without saying who it is
    )
    given = context.build(facts, options, wish)
    return openai.draft(config, prompt.instructions(), given, schema.answer_model(options))


def _checked(
    reply: LlmReply[schema.Answer], facts: CaseFacts, options: Sequence[Option], run: DraftRun
) -> Written:
    draft = reply.parsed.as_draft()
    option = {option.option_id: option for option in options}.get(draft.option_id)
    if option is None:  # the schema says so already; an option decides about money
        raise Malformed("The model chose an option we did not offer.")
    findings = guardrails.check(draft, facts, option)
    hard = [finding for finding in findings if finding.is_hard]
    if hard:
        run.outcome, run.detail = GUARD_FAILED, hard[0].text[:300]
        raise NoDraft(f"The AI's draft did not hold up: {hard[0].text}")
    if not option.recommended:
        findings.append(guardrails.doubt("The AI chose another remedy than the recommended one."))
    author = Author(
        Proposal.Author.MODEL,
        f"AI ({reply.model})",
        model=reply.model,
        prompt_version=prompt.VERSION,
    )
    return Written(draft, option, author, findings)


def _meaning(error: VendorError) -> tuple[str, str]:
    """Return the outcome's name and the words for people; the first class that fits speaks."""
    for kind, outcome, because in OUTCOMES:
        if isinstance(error, kind):
            return outcome, because
    return "unavailable", "The AI service could not be used."


def _circuit_is_open(case: Case) -> bool:
    """Say whether the store's last runs all failed, the latest of them only just now."""
    runs = DraftRun.objects.filter(case__store=case.store_id).order_by("-pk")
    latest = list(runs.values_list("outcome", "at")[:CIRCUIT_FAILURES])
    if len(latest) < CIRCUIT_FAILURES or latest[0][1] < clock.now() - CIRCUIT_PAUSE:
        return False
    return all(outcome in SERVICE_DOWN for outcome, _ in latest)
