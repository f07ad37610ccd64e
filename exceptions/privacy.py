"""What cases keep of a customer, and how that ends.

Proposals and decisions are immutable, in the database. Erasing is the one exemption: taken here, for
these statements, and audited by `opsdesk.privacy`. Amounts, remedies, lines, verdicts and digests
stay; a proposal marked `erased_at` can no longer be recomputed into its digest, because the words and
the address it covered are gone. That its digest is the approved one still holds, and is still checked.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db.models import Q

from exceptions.models import Case, Decision, DraftRun, Execution, Proposal
from opsdesk import clock
from opsdesk.privacy.person import ERASED, Person

KEPT_FACTS = ("milestone", "last_scan_at", "current_eta", "is_cancelled", "refunded")


def erase(person: Person) -> dict[str, int]:
    """Erase the person from cases, proposals, decisions and drafts."""
    cases = Case.objects.filter(order_id__in=person.order_pks)
    with pgtrigger.ignore("exceptions.Proposal:immutable", "exceptions.Decision:immutable"):
        proposals = sum(
            map(_erase_proposal, Proposal.objects.filter(case__in=cases, erased_at=None))
        )
        decisions = (
            Decision.objects.filter(case__in=cases)
            .exclude(note__in=["", ERASED])
            .update(note=ERASED)
        )
    return {
        "exceptions_proposal": proposals,
        "exceptions_decision": decisions,
        "exceptions_case": _clean(cases, person, ("because", "closed_because"), blank=True),
        "exceptions_draftrun": _clean(DraftRun.objects.filter(case__in=cases), person, ("detail",)),
        "exceptions_execution": _clean(
            Execution.objects.filter(case__in=cases), person, ("answer",)
        ),
    }


def _erase_proposal(proposal: Proposal) -> int:
    """Keep what was done with whose money; of the evidence, what later checks compare."""
    facts = proposal.evidence.get("facts", {})
    return Proposal.objects.filter(pk=proposal.pk).update(
        recipient="",
        subject="",
        message="",
        reason="",
        findings=[],
        evidence={"facts": {name: facts[name] for name in KEPT_FACTS if name in facts}},
        erased_at=clock.now(),
    )


def _clean(rows: Any, person: Person, names: tuple[str, ...], *, blank: bool = False) -> int:
    clean, changed = person.cleaner(), 0
    if blank:
        changed += rows.exclude(draft_instruction="").update(draft_instruction="")
    anything = Q()
    for name in names:
        anything |= ~Q(**{name: ""})
    for row in rows.filter(anything):
        texts = {name: clean(getattr(row, name)) for name in names}
        if any(getattr(row, name) != text for name, text in texts.items()):
            changed += rows.model.objects.filter(pk=row.pk).update(**texts)
    return changed


def export(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what we noted about problems with a person's parcels."""
    cases = Case.objects.filter(order_id__in=person.order_pks).select_related("order")
    return {
        "problems": [
            {
                "order": case.order.name,
                "kind": case.get_kind_display(),
                "because": case.because,
                "detected_at": case.detected_at.isoformat(),
                "outcome": case.get_status_display(),
                "drafts": list(case.proposals.values("version", "subject", "message", "recipient")),
                "notes": [note for note in case.decisions.values_list("note", flat=True) if note],
            }
            for case in cases
        ]
    }
