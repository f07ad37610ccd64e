"""A mail is written in the customer's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exceptions.drafting.guardrails.finding import Finding, hard
from exceptions.facts import CaseFacts

# Small words that carry no meaning tell languages apart best.
_SMALL = {
    "en": "the and your you we is are have has to of not with for it was on",
    "de": "der die das und ist nicht wir sie ihre haben auf mit ein eine zu es",
    "fr": "le la les et est pas vous nous votre avons une pour sur de du il",
    "es": "el la los y es no tu su te hemos una para por en de del que",
}
SMALL_WORDS: Mapping[str, frozenset[str]] = {
    code: frozenset(words.split()) for code, words in _SMALL.items()
}
NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
ENOUGH = 4  # fewer small words than that say nothing about a language
_WORD = re.compile(r"[^\W\d_]+")


def check(message: str, facts: CaseFacts) -> Iterator[Finding]:
    """Find a mail that is clearly in another of our languages than the customer's."""
    said = [word.casefold() for word in _WORD.findall(message)]
    counts = {code: sum(word in small for word in said) for code, small in SMALL_WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= ENOUGH and counts[best] > 2 * counts.get(facts.locale, 0):
        yield hard(f"It is in {NAMES[best]}, the customer reads {NAMES.get(facts.locale, '?')}.")
