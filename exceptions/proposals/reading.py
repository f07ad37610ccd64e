"""Read a case's proposals, and say what they do."""

from __future__ import annotations

from typing import Any

from exceptions.errors import ProposalChanged
from exceptions.models import Case, Proposal, RemedyKind
from opsdesk.money import format_money


def latest(case: Case) -> Proposal | None:
    """Return the newest version, None before the first."""
    return case.proposals.select_related("case__order", "case__store").order_by("-version").first()


def current(case: Case) -> Proposal:
    """Return the version a decision would be about; raises ProposalChanged when there is none."""
    proposal = latest(case)
    if proposal is None:
        raise ProposalChanged("There is no proposal on this case yet.")
    return proposal


def describe(proposal: Proposal) -> str:
    """Say what the proposal does, for people: "full refund of $90.72 and a mail"."""
    mail = "a mail to the customer" if proposal.recipient else "no mail (no address is known)"
    if proposal.remedy == RemedyKind.REPLY_ONLY:
        return mail
    kind = {
        RemedyKind.FULL_REFUND: "full refund",
        RemedyKind.PARTIAL_REFUND: "refund of this parcel's items",
        RemedyKind.SHIPPING_REFUND: "refund of the shipping",
    }[RemedyKind(proposal.remedy)]
    money = format_money(proposal.amount, proposal.currency)
    return f"{kind}, {money}, and {mail}"


def options_of(case: Case) -> list[dict[str, Any]]:
    """Return the menu as it was when the current version was made (`Option.as_json`), no HTTP."""
    proposal = latest(case)
    return list(proposal.evidence.get("options", [])) if proposal else []
