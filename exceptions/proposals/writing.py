"""Write a version and put the case up for approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from exceptions import lifecycle
from exceptions.facts import CaseFacts
from exceptions.models import Case, Proposal, Status
from exceptions.proposals.canonical import digest_of
from exceptions.proposals.diffs import changed_fields
from exceptions.proposals.reading import describe, latest
from exceptions.remedies import Option
from opsdesk import audit, clock
from opsdesk.models import User


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a version. `fallback_because` says, in words, why the model did not."""

    kind: Proposal.Author
    name: str
    user: User | None = None
    fallback_because: str = ""
    model: str = ""
    prompt_version: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a version says: to the customer, and (`reason`) to the approver."""

    subject: str
    message: str
    reason: str = ""
    findings: Sequence[dict[str, str]] = field(default_factory=tuple)


def evidence_of(facts: CaseFacts, options: Sequence[Option], problem: str = "") -> dict[str, Any]:
    """Return the snapshot kept with a version: what was known, and what was on the menu."""
    return {
        "facts": facts.snapshot(),
        "options": [option.as_json() for option in options],
        "problem": problem,
    }


@transaction.atomic
def create(
    *,
    case: Case,
    option: Option,
    words: Words,
    author: Author,
    evidence: dict[str, Any],
    recipient: str,
) -> Proposal:
    """Write the next version and put the case up for approval. One audit entry, one transaction.

    `case` is read again under a lock. Raises IllegalTransition / CaseMoved when it may not await
    approval (any more).
    """
    now = clock.now()
    locked = Case.objects.select_for_update(of=("self",), no_key=True).select_related(
        "order", "store", "rule"
    )
    case = locked.get(pk=case.pk)
    before = latest(case)
    proposal = _version(option, words, author)
    proposal.case, proposal.based_on = case, before
    proposal.version = before.version + 1 if before else 1
    proposal.recipient, proposal.evidence, proposal.created_at = recipient, evidence, now
    proposal.digest = digest_of(proposal)
    proposal.save(force_insert=True)
    if case.status != Status.AWAITING_APPROVAL:
        lifecycle.advance(
            case,
            Status.AWAITING_APPROVAL,
            now=now,
            draft_lease_until=None,
            draft_attempts=0,
            draft_instruction="",
        )
    _record(proposal, before, author)
    return proposal


def _version(option: Option, words: Words, author: Author) -> Proposal:
    return Proposal(
        option_id=option.option_id,
        remedy=option.remedy,
        lines=[line.as_json() for line in option.lines],
        shipping_amount=option.shipping_amount,
        amount=option.amount,
        currency=option.currency,
        channel="email",
        subject=words.subject,
        message=words.message,
        reason=words.reason,
        findings=list(words.findings),
        author_kind=author.kind,
        author=author.user,
        author_name=author.name[:150],
        fallback_because=author.fallback_because[:300],
        model=author.model[:80],
        prompt_version=author.prompt_version,
    )


def _record(proposal: Proposal, before: Proposal | None, author: Author) -> None:
    verb = "edited" if author.user else "drafted"
    audit.record(
        author.user,
        f"proposal.{verb}",
        proposal.case,
        f"{author.name} {verb} version {proposal.version} of {proposal.case}:"
        f" {describe(proposal)}.",
        version=proposal.version,
        digest=proposal.digest,
        remedy=proposal.remedy,
        amount=proposal.money.wire,
        currency=proposal.currency,
        changed=changed_fields(before, proposal) if before else [],
    )
