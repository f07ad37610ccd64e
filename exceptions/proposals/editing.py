"""A person's own version: their words, an option from the menu, amounts derived again."""

from __future__ import annotations

import unicodedata
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

from exceptions import quotes, remedies
from exceptions.drafting import guardrails
from exceptions.drafting.schema import Draft
from exceptions.facts import CaseFacts, gather
from exceptions.models import Case, Proposal, Status
from exceptions.proposals.reading import latest
from exceptions.proposals.writing import Author, Words, create, evidence_of
from exceptions.remedies import Option
from opsdesk.errors import Conflict, Invalid
from opsdesk.models import Role, User
from opsdesk.permissions import require_role

EDITABLE = {
    Status.OPEN,
    Status.AWAITING_APPROVAL,
    Status.NEEDS_PERSON,
    Status.EXECUTION_FAILED,
}
SUBJECT_MAX, MESSAGE_MAX = 200, 5_000


class NotEditable(Conflict):
    """The case is past the point, or not yet at the point, where its proposal can be edited."""

    code = "not_editable"


def edit(*, code: UUID, actor: User, option_id: str, subject: str, message: str) -> Proposal:
    """Save `actor`'s version of the proposal; its amounts come from the menu, freshly derived.

    Asks Shopify, so it must not run inside a transaction. Raises Invalid (422), NotEditable or
    Conflict (409), NotAllowed (403).
    """
    cases = Case.objects.visible_to(actor).select_related(
        "store", "order__customer", "shipment", "rule"
    )
    case = get_object_or_404(cases, code=code)
    require_role(actor, case.store, Role.AGENT)
    _refuse_unless_editable(case)
    subject, message = clean_subject(subject), clean_message(message)
    before = latest(case)
    facts = gather(case)
    quoted = quotes.fetch(case, facts)
    options = remedies.options_for(facts, quoted)
    option = next((one for one in options if one.option_id == option_id), None)
    if option is None:
        raise Invalid("This remedy is not available for this case. Choose one from the list.")
    words = _words(facts, option, subject, message, before)
    evidence = evidence_of(facts, options, quoted.problem)
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
        _refuse_unless_editable(case)
        if latest(case) != before:
            raise Conflict(
                "Somebody else edited this proposal a moment ago. Here is their version."
            )
        author = Author(Proposal.Author.PERSON, str(actor), actor)
        return create(
            case=case,
            option=option,
            words=words,
            author=author,
            evidence=evidence,
            recipient=facts.recipient,
        )


def _refuse_unless_editable(case: Case) -> None:
    if case.status == Status.DRAFTING:
        raise NotEditable("A draft is being written. Wait a moment, then edit it.")
    if case.status not in EDITABLE:
        raise NotEditable(
            f"{case} is {case.get_status_display().lower()}: it cannot be edited now."
        )


def _words(
    facts: CaseFacts, option: Option, subject: str, message: str, before: Proposal | None
) -> Words:
    reason = before.reason if before and before.option_id == option.option_id else ""
    draft = Draft(option.option_id, subject, message, reason)
    findings = [finding.as_json() for finding in guardrails.check(draft, facts, option)]
    return Words(subject, message, reason or f"Chosen by a person. {facts.because}", findings)


def clean_subject(text: str) -> str:
    """Return `text` as one line; raises Invalid, in words, when it cannot be a subject."""
    text = " ".join(_visible(text).split())
    if not text:
        raise Invalid("The subject is empty. Say in a few words what the mail is about.")
    if len(text) > SUBJECT_MAX:
        raise Invalid(f"The subject has {len(text)} characters; {SUBJECT_MAX} is the most.")
    return text


def clean_message(text: str) -> str:
    """Return `text` with plain line ends; raises Invalid when it cannot be a message."""
    text = _visible(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise Invalid("The message is empty. Write what the customer should read.")
    if len(text) > MESSAGE_MAX:
        raise Invalid(f"The message has {len(text)} characters; {MESSAGE_MAX} is the most.")
    return text


def _visible(text: str) -> str:
    """Drop control and direction characters: they can hide what a mail really says."""
    return "".join(
        char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
