"""Make a message comparable: one alphabet, sentence by sentence, known names taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from exceptions.drafting.guardrails.finding import Finding, hard
from exceptions.facts import CaseFacts

LENGTH_MAX = 6_000
KNOWN = "§"  # stands for a name we gave: an item's title, the brand, the order
# "3. November", "Nov. 3" and "St. Louis" are not the end of a sentence.
_END = re.compile(
    r"(?<=[.!?…])(?<!\b\d\.)(?<!\b\d\d\.)(?<!\bSt\.)(?<!\bMr\.)(?<!\bDr\.)\s+(?![\s\d])"
)


def normalise(text: str) -> str:
    """Return `text` with look-alike forms of the same character made one (NFKC)."""
    return unicodedata.normalize("NFKC", text[:LENGTH_MAX])


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`."""
    for line in text.splitlines():
        for sentence in _END.split(line):
            if sentence.strip():
                yield sentence.strip()


def known_names(facts: CaseFacts) -> list[str]:
    """Return the names a message may carry whatever is in them: they come from the store."""
    names = {facts.brand, facts.first_name, facts.order_name, facts.tracking_number}
    names |= {line.title for line in (*facts.order_lines, *facts.parcel_lines)}
    names |= {facts.last_scan_place, facts.last_scan_place.split(",")[0]}
    return sorted((normalise(name) for name in names if len(name) > 1), key=len, reverse=True)


def mask(text: str, names: Iterable[str]) -> str:
    """Return `text` with every known name replaced, longest first."""
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", KNOWN, text, flags=re.IGNORECASE)
    return text


def hidden(text: str) -> Iterator[Finding]:
    """Find what a reader would not see: control characters, other alphabets, other digits."""
    if len(text) > LENGTH_MAX:
        yield hard("The text is far too long for a mail.")
        return
    if any(
        unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")
        for char in text
        if char not in "\n\t"
    ):
        yield hard("It contains invisible characters.")
    letters = (char for char in text if char.isalpha())
    if any(not unicodedata.name(char, "").startswith("LATIN") for char in letters):
        yield hard("It mixes in letters of another alphabet.")
    if any(char.isdigit() and not char.isascii() for char in text):
        yield hard("It uses digits that only look like ours.")
