"""The remedies a person may choose from, as the edit form lists them."""

from __future__ import annotations

from exceptions import facts, remedies
from exceptions.models import Case, Proposal
from exceptions.remedies import Quotes

UNASKED = "Shopify is asked when you save."


def menu_of(case: Case, proposal: Proposal | None) -> list[tuple[str, str]]:
    """Return (option id, words) as they stood when the draft was made, else by our own books.

    Either way `proposals.edit` derives the amounts again before anything is saved.
    """
    kept = proposal.evidence.get("options", []) if proposal else []
    if kept:
        return [(str(option["option_id"]), str(option["summary"])) for option in kept]
    options = remedies.options_for(facts.gather(case), Quotes(problem=UNASKED))
    return [(option.option_id, option.summary) for option in options]
