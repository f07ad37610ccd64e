"""What differs between two versions: words by word, money apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from exceptions.models import Proposal, RemedyKind
from opsdesk.money import Money

FIELDS = (
    *("remedy", "lines", "shipping_amount", "amount", "currency"),
    *("recipient", "channel", "subject", "message"),
)
_TOKENS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed (`same`), went (`removed`) or came (`added`)."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class MoneyDiff:
    """What the remedy and its money were, and what they are."""

    old_remedy: str
    new_remedy: str
    old: Money
    new: Money


def word_diff(old: str, new: str) -> list[Piece]:
    """Return `new` as a run of pieces against `old`, word by word."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(after[j1:j2])))
    return pieces


def money_diff(old: Proposal, new: Proposal) -> MoneyDiff | None:
    """Return what changed about the remedy or its money, None when both are the same."""
    if (old.remedy, old.money) == (new.remedy, new.money):
        return None
    return MoneyDiff(
        RemedyKind(old.remedy).label, RemedyKind(new.remedy).label, old.money, new.money
    )


def changed_fields(old: Proposal, new: Proposal) -> list[str]:
    """Return which parts of what is executed or sent differ between two versions."""
    return [name for name in FIELDS if getattr(old, name) != getattr(new, name)]
