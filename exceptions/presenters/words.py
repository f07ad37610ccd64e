"""Doubts next to the sentences they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the guard found doubtful about one sentence, possibly several things."""

    number: int
    sentence: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the message; `doubt` is the number of the doubt about it, 0 for none."""

    text: str
    doubt: int = 0


def doubts_of(findings: Sequence[dict[str, Any]]) -> tuple[Doubt, ...]:
    """Gather the findings of a proposal by sentence and number them."""
    texts: dict[str, list[str]] = {}
    for finding in findings:
        texts.setdefault(str(finding.get("sentence", "")), []).append(str(finding.get("text", "")))
    return tuple(
        Doubt(number, sentence, tuple(found))
        for number, (sentence, found) in enumerate(texts.items(), start=1)
    )


def mark_doubts(message: str, doubts: Sequence[Doubt]) -> tuple[Segment, ...]:
    """Cut `message` into runs so that doubted sentences can be marked; overlaps stay unmarked."""
    spans: list[tuple[int, int, int]] = []
    for doubt in doubts:
        start = message.find(doubt.sentence) if doubt.sentence else -1
        end = start + len(doubt.sentence)
        if start >= 0 and all(end <= a or start >= b for a, b, _ in spans):
            spans.append((start, end, doubt.number))
    segments: list[Segment] = []
    position = 0
    for start, end, number in sorted(spans):
        if start > position:
            segments.append(Segment(message[position:start]))
        segments.append(Segment(message[start:end], number))
        position = end
    if position < len(message):
        segments.append(Segment(message[position:]))
    return tuple(segments)
