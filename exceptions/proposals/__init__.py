"""Proposals: immutable versions of what would be done and said, and the digest that binds them.

A digest covers everything that is executed or sent. Approving sends it back; executing computes it
again from the row. A new wish is a new version, never a change.
"""

from exceptions.proposals.canonical import canonical, digest_of
from exceptions.proposals.diffs import MoneyDiff, Piece, changed_fields, money_diff, word_diff
from exceptions.proposals.editing import NotEditable, edit
from exceptions.proposals.reading import current, describe, latest, options_of
from exceptions.proposals.staleness import change_since
from exceptions.proposals.writing import Author, Words, create, evidence_of

__all__ = [
    "Author",
    "MoneyDiff",
    "NotEditable",
    "Piece",
    "Words",
    "canonical",
    "change_since",
    "changed_fields",
    "create",
    "current",
    "describe",
    "digest_of",
    "edit",
    "evidence_of",
    "latest",
    "money_diff",
    "options_of",
    "word_diff",
]
