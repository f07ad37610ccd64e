"""Check a draft against the record, sentence by sentence, and say what does not hold.

A hard finding rules a model's draft out (the fallback takes its place). A doubt goes to the
approver with the draft. A person's own words are checked the same way; their findings are shown,
not enforced: the person answers for them. Pure, and meant to be fed hostile text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exceptions.drafting import context
from exceptions.drafting.guardrails import (
    claims,
    dates,
    identity,
    language,
    money,
    text,
    vocabulary,
)
from exceptions.drafting.guardrails.finding import Finding, Severity, doubt, hard
from exceptions.drafting.schema import Draft
from exceptions.facts import CaseFacts
from exceptions.remedies import Option

__all__ = ["Finding", "Severity", "check", "doubt", "hard"]

QUOTED = 300  # characters of a sentence kept with a finding
RUN, REPEATED = 6, 25  # that many words, of that many characters, are no coincidence


def check(draft: Draft, facts: CaseFacts, option: Option) -> list[Finding]:
    """Return everything about `draft` that the record does not bear out, gravest first."""
    names = text.known_names(facts)
    found = [*text.hidden(text.mask(draft.subject, names)), *_message(draft, names, facts, option)]
    for part in (draft.subject, draft.message):
        for sentence in text.sentences(part[: text.LENGTH_MAX]):
            masked = text.mask(text.normalise(sentence), names)
            # Quoted as it stands in the message, so that the page can mark it there.
            found += [
                replace(one, sentence=sentence[:QUOTED]) for one in _sentence(masked, facts, option)
            ]
    found += _reason(draft, names, facts, option)
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.is_hard)


def _message(draft: Draft, names: list[str], facts: CaseFacts, option: Option) -> Iterator[Finding]:
    """Look at the message as a whole."""
    yield from text.hidden(text.mask(draft.message, names))
    message = text.normalise(draft.message)
    yield from money.whole(message, option)
    yield from identity.check_greeting(message, facts)
    yield from language.check(text.mask(message, names), facts)
    if option.moves_money and not vocabulary.REFUND.search(message):
        yield doubt("The message does not mention the refund.")
    if _repeats(message, facts):
        yield hard("It repeats what somebody else typed, word for word.")


def _repeats(message: str, facts: CaseFacts) -> bool:
    """Say whether a run of words is somebody's own, in the form the model got to see them."""
    flat = " ".join(message.casefold().split())
    for typed in facts.untrusted:
        said = text.normalise(context.tame(typed)).casefold().split()
        starts = range(max(len(said) - RUN, 0) + 1)
        runs = (" ".join(said[start : start + RUN]) for start in starts)
        if any(len(run) >= REPEATED and run in flat for run in runs):
            return True
    return False


def _sentence(sentence: str, facts: CaseFacts, option: Option) -> Iterator[Finding]:
    """Look at one sentence whose known names are masked."""
    if option.moves_money:
        sentence = vocabulary.REFUND_TIME.sub(text.KNOWN, sentence)
    yield from identity.check_pointers(sentence)
    yield from identity.check_carrier(sentence, facts)
    yield from money.check(sentence, facts, option)
    without_money = money.without(sentence)
    yield from dates.check(without_money, facts)
    yield from identity.check_numbers(dates.without(without_money), facts)
    yield from claims.check_remedy(sentence, option)
    yield from claims.check_promises(sentence)
    yield from claims.check_status(sentence, facts)
    yield from claims.check_tone(sentence)


def _reason(draft: Draft, names: list[str], facts: CaseFacts, option: Option) -> Iterator[Finding]:
    """The approver reads the reason too: it must not mislead or lead anywhere."""
    yield from text.hidden(text.mask(draft.reason, names))
    for sentence in text.sentences(text.normalise(draft.reason)):
        masked = text.mask(sentence, names)
        for finding in (*identity.check_pointers(masked), *money.check(masked, facts, option)):
            yield Finding(finding.severity, f"In the reason: {finding.text}")
