"""Reads a carrier's sentence. Pure, linear in its length, and the same for every provider."""

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from opsdesk.taxonomy import Milestone, Reason
from opsdesk.vendors.tracking.phrases import de, en, es, fr, it, nl, pt
from opsdesk.vendors.tracking.phrases.senses import REASON_ORDER, Language, Sense

LANGUAGES = (en.ENGLISH, de.GERMAN, fr.FRENCH, es.SPANISH, pt.PORTUGUESE, it.ITALIAN, nl.DUTCH)
LONGEST = 600  # a scan is a sentence or two; the rest of a novel says nothing more
GONE = " # "  # left where a phrase was consumed, so that nothing matches across the gap

SURE, LIKELY, GUESS = 0.8, 0.65, 0.5

M, R, S = Milestone, Reason, Sense

# The first sense found decides where the parcel is.
MEANING: tuple[tuple[Sense, Milestone, float], ...] = (
    (S.RETURNED, M.RETURNED, SURE),
    (S.RETURNING, M.RETURNING, SURE),
    (S.CANCELLED, M.CANCELLED, LIKELY),
    (S.READY, M.READY_FOR_PICKUP, SURE),
    (S.NOT_COLLECTED, M.READY_FOR_PICKUP, LIKELY),
    (S.ATTEMPT, M.DELIVERY_ATTEMPTED, SURE),
    (S.DELIVERED, M.DELIVERED, SURE),
    (S.COLLECTED, M.DELIVERED, SURE),
    (S.OUT, M.OUT_FOR_DELIVERY, SURE),
    (S.LEFT, M.OUT_FOR_DELIVERY, SURE),
    (S.TO_PICKUP, M.IN_TRANSIT, LIKELY),
    (S.HANDED, M.IN_TRANSIT, LIKELY),
    (S.PICKED_UP, M.PICKED_UP, SURE),
    (S.MOVING, M.IN_TRANSIT, SURE),
    (S.LABEL, M.LABEL_CREATED, SURE),
)
# Where a parcel is of which we hear only what is wrong.
BY_REASON = {
    R.LOST: M.FAILED,
    R.DESTROYED: M.FAILED,
    R.DAMAGED: M.FAILED,
    R.REJECTED_BY_CARRIER: M.FAILED,
    R.BUSINESS_CLOSED: M.DELIVERY_ATTEMPTED,
    R.REFUSED: M.DELIVERY_ATTEMPTED,
    R.RECIPIENT_MOVED: M.DELIVERY_ATTEMPTED,
    R.ADDRESS_PROBLEM: M.DELIVERY_ATTEMPTED,
    R.ACCESS_RESTRICTED: M.DELIVERY_ATTEMPTED,
    R.RECIPIENT_UNAVAILABLE: M.DELIVERY_ATTEMPTED,
    R.PICKUP_NOT_COLLECTED: M.READY_FOR_PICKUP,
    R.INVALID_TRACKING: M.UNKNOWN,
}
ENDS_IT = (R.LOST, R.DESTROYED)
# "Will be returned" is not "was returned", in any of the languages.
NOT_YET = re.compile(
    r"\b(?:will|to be|being|is to|must be|shall|in process|wird|werden|soll|sollen|muss|sera|seront"
    r"|va etre|doit|en cours|siendo|va a|seran|debe|en proceso|vai ser|sendo|serao|em processo|deve"
    r"|verra|sara|viene|saranno|in corso|wordt|zal|zullen|moet|gaat|a ser)\b"
)
DENIALS = frozenset({S.ATTEMPT, S.PLANNED, S.HANDED, S.TO_PICKUP, S.OUT, S.LEFT})
CONTRADICT_DELIVERY = frozenset(
    {S.ATTEMPT, S.PLANNED, S.READY, S.HANDED, S.TO_PICKUP, S.NOT_COLLECTED}
)


class Reading(NamedTuple):
    """What a text says; `is_planned` when a delivery is announced and nothing else is said.

    `denies_delivery`: it says outright that nothing was delivered, yet or to the recipient.
    """

    milestone: Milestone = Milestone.UNKNOWN
    reason: Reason | None = None
    confidence: float = 0.0
    is_planned: bool = False
    says_delivered: bool = False
    denies_delivery: bool = False


@lru_cache(maxsize=8192)
def read_text(text: str) -> Reading:
    """Say what a carrier's words mean, whatever their language; UNKNOWN when they say nothing."""
    folded = fold(text)
    if not folded:
        return Reading()
    senses: set[Sense] = set()
    for clause in _clauses(folded):
        senses |= _listen(clause)
    reading = _conclude(senses, read_reason(folded))
    denies = bool(senses & DENIALS) and not reading.says_delivered
    return reading._replace(denies_delivery=denies)


def read_reason(folded: str) -> Reason | None:
    """Return the first reason any language's patterns find in folded text."""
    found = [
        (place, reason)
        for language in LANGUAGES
        for place, (reason, pattern) in enumerate(language.reasons)
        if pattern.search(folded)
    ]
    return min(found, key=lambda item: REASON_ORDER[item[1]])[1] if found else None


def fold(text: str) -> str:
    """Return text without case, accents, markup and odd punctuation."""
    plain = html.unescape(text[: LONGEST * 2])
    plain = re.sub(r"<[^<>]{0,200}>", " ", plain)
    plain = unicodedata.normalize("NFKD", plain.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("_", " ")
    plain = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", plain)
    plain = re.sub(r"\bp\.? ?o\.? (?=box)", "po ", plain)
    return " ".join(plain.split())[:LONGEST]


def _clauses(folded: str) -> Iterable[str]:
    """Yield statements; a question states nothing."""
    for part in re.split(r"(?<=[.!?;])(?=\s|$)|[;|\u2022]|\s[-\u2013\u2014]\s", folded):
        clause = part.strip(" .!;,\"'*")
        if clause and not clause.endswith("?"):
            yield clause


def _listen(clause: str) -> set[Sense]:
    heard: set[Sense] = set()
    for language in LANGUAGES:
        heard |= _listen_in(language, clause)
    if Sense.RETURNED in heard and NOT_YET.search(clause):
        heard = (heard - {Sense.RETURNED}) | {Sense.RETURNING}
    if heard & CONTRADICT_DELIVERY:
        heard -= {Sense.DELIVERED}
    return heard


def _listen_in(language: Language, clause: str) -> set[Sense]:
    heard: set[Sense] = set()
    rest = clause
    for sense, pattern in language.senses:
        rest, count = pattern.subn(GONE, rest)
        if count and sense is not Sense.NOISE:
            heard.add(sense)
    return heard


def _conclude(senses: set[Sense], reason: Reason | None) -> Reading:
    says_delivered = bool(senses & {Sense.DELIVERED, Sense.COLLECTED})
    if Sense.PLANNED in senses:
        senses = senses - {Sense.DELIVERED}
    if reason in ENDS_IT:
        return Reading(M.FAILED, reason, LIKELY)
    if S.NOT_COLLECTED in senses:
        reason = R.PICKUP_NOT_COLLECTED
    for sense, milestone, confidence in MEANING:
        if sense in senses:
            where = _with_reason(milestone, reason)
            why = None if where is M.DELIVERED else _fitting(where, reason)
            return Reading(where, why, confidence, says_delivered=says_delivered)
    if reason is not None:
        return Reading(BY_REASON.get(reason, M.IN_TRANSIT), reason, LIKELY)
    if Sense.PLANNED in senses:
        return Reading(M.IN_TRANSIT, None, GUESS, is_planned=True)
    return Reading()


def _with_reason(milestone: Milestone, reason: Reason | None) -> Milestone:
    """Let trouble outweigh mere movement: "arrived at depot, recipient refused" is an attempt."""
    if milestone in (M.IN_TRANSIT, M.OUT_FOR_DELIVERY) and reason in BY_REASON:
        return BY_REASON[reason] if reason is not R.INVALID_TRACKING else milestone
    return milestone


def _fitting(milestone: Milestone, reason: Reason | None) -> Reason | None:
    """Drop a reason that cannot belong to where the parcel is."""
    if milestone in (M.DELIVERED, M.CANCELLED, M.LABEL_CREATED) and reason is R.INVALID_TRACKING:
        return None
    return reason
