"""Links, contact data, numbers and names: nothing may point somewhere we did not send it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exceptions.drafting.guardrails import vocabulary
from exceptions.drafting.guardrails.finding import Finding, doubt, hard
from exceptions.facts import CaseFacts

_TLD = (
    "com|net|org|info|biz|io|co|shop|store|site|online|app|dev|me|ly|gl|link|click|xyz|top|eu|uk|us|"
    "ca|au|de|fr|es|it|nl|be|at|ch|pl|se|ru|cn|tk|support|help|live|page|cc|gg|ai|to|example"
)
_LINK = re.compile(
    r"h(?:tt|xx)ps?:|://|(?<!\w)www\.|mailto:|tel:"
    rf"|(?<![\w@])[\w-]{{2,63}}(?:\.| ?[\[({{]\.[\])}}] ?| ?[\[(]?dot[\])]? ?)(?:{_TLD})(?![\w-])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\S@\S|[\[(] ?at ?[\])]", re.IGNORECASE)
_PHONE = re.compile(
    r"\+ ?\d[\d ()./-]{5,}\d|\(?\d{3}\)?[ ./-]\d{3}[ ./-]\d{3,4}|\d(?:[ .-]?\d){6,}"
)
_CODE = re.compile(r"(?<![\w-])(?=[\w-]*\d[\w-]*\d[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{8,40}(?![\w-])")
_OTHER_ORDER = re.compile(r"#\s?\w*\d+")
_MARKUP = re.compile(
    r"<[^>]{0,200}>|&\w{2,8};|\{\{|\}\}|\{%|\[[A-Za-z][^\]]{1,40}\]|\[\w+\]\(|```|\*\*|__"
)
_RAW_CODE = re.compile(r"(?<!\w)[a-z]+(?:_[a-z]+)+(?!\w)")
_GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|hallo|liebe[r]?|guten tag|bonjour|salut|ch[eè]re?|hola|estimad[oa])"
    r"\s+(?P<name>[^\W\d_][\w'’-]*)\s*[,!:]?\s*$",
    re.IGNORECASE,
)
_ANYONE = {"there", "all", "customer", "zusammen", "client", "cliente", "kunde", "kundin"}
_NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w])")
_ELAPSED = re.compile(
    r"(?:for|since|past|last|over|than|seit|depuis|desde hace|hace)(?: \w+){0,3} $", re.I
)


def check_pointers(sentence: str) -> Iterator[Finding]:
    """Find what would lead the customer elsewhere. `sentence` has its known names masked."""
    if found := _LINK.search(sentence):
        yield hard(f"“{found[0]}”: a mail carries no links of its own.")
    if _EMAIL.search(sentence):
        yield hard("It contains an e-mail address.")
    if found := _OTHER_ORDER.search(sentence):
        yield hard(f"“{found[0]}” is not the number of this order.")
    if found := _MARKUP.search(sentence):
        yield hard(f"“{found[0]}” is markup or a placeholder that was not filled in.")
    if found := _RAW_CODE.search(sentence):
        yield hard(f"“{found[0]}” is a code, not a word for customers.")
    if found := _CODE.search(sentence):
        yield hard(f"“{found[0]}” is not this parcel's tracking number.")


def check_numbers(rest: str, facts: CaseFacts) -> Iterator[Finding]:
    """Find numbers nobody gave us. `rest` is the sentence without names, amounts and dates."""
    if found := _PHONE.search(rest):
        yield hard(f"“{found[0]}” looks like a phone, card or account number.")
        return
    quantities = [line.quantity for line in (*facts.parcel_lines, *facts.order_lines)]
    known = {1, *quantities, sum(line.quantity for line in facts.parcel_lines)}
    oldest = min(facts.known_dates, default=facts.taken_at.date())
    elapsed = (facts.taken_at.date() - oldest).days + 1
    for match in _NUMBER.finditer(rest):
        is_span = (
            _ELAPSED.search(rest[max(match.start() - 40, 0) : match.start()])
            and int(match[0]) <= elapsed
        )
        if int(match[0]) not in known and not is_span:
            yield doubt(f"“{match[0]}” is a number the record does not have.")


def check_carrier(sentence: str, facts: CaseFacts) -> Iterator[Finding]:
    """Find carriers that have nothing to do with this parcel."""
    ours = _squeezed(facts.carrier)
    for name in vocabulary.CARRIERS:
        other = _squeezed(name)
        if ours and (other in ours or ours in other):
            continue
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence):
            yield doubt(f"“{name}” is not the carrier of this parcel.")


def check_greeting(message: str, facts: CaseFacts) -> Iterator[Finding]:
    """Find a greeting that names somebody else."""
    first_line = message.strip().split("\n", 1)[0]
    if (found := _GREETING.match(first_line)) is None:
        return
    name = found["name"].casefold()
    if name not in _ANYONE and name != facts.first_name.casefold().split(" ")[0]:
        yield doubt(f"“{found['name']}” is not the customer's first name.", first_line)


def _squeezed(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()
