"""Every day a message names must be a day in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from exceptions.drafting.guardrails.finding import Finding, doubt, hard
from exceptions.drafting.guardrails.vocabulary import words
from exceptions.facts import CaseFacts

# By month: en, de, fr, es; the first letters are enough to tell them apart.
_MONTHS = (
    r"jan(?:uary|uar|vier)?|ene(?:ro)?|jänner",
    r"feb(?:ruary|ruar|rero)?|f[ée]v(?:r(?:ier)?)?",
    r"mar(?:ch|zo|s)?|märz",
    r"apr(?:il)?|avr(?:il)?|abr(?:il)?",
    r"may|mai|mayo",
    r"june?|juni|juin|jun(?:io)?",
    r"jul(?:y|i|io)?|juil(?:let)?",
    r"aug(?:ust)?|ao[uû]t|ago(?:sto)?",
    r"sept?(?:ember|embre|iembre)?|set(?:iembre)?",
    r"o[ck]t(?:ober|obre|ubre)?",
    r"nov(?:ember|embre|iembre)?",
    r"de[czs](?:ember|iembre)?|d[ée]c(?:embre)?",
)
_MONTH = rf"(?:{'|'.join(_MONTHS)})(?![^\W\d_])\.?"
_YEAR = r"(?:,? (?:de )?(?P<{}>\d{{4}}))?"
_DAY_FIRST = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?: of| de)? (?P<m1>{_MONTH}){_YEAR.format('y1')}"
)
_MONTH_FIRST = rf"(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_YEAR.format('y2')}"
_ISO = r"(?P<y3>\d{4})-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})"
_FIGURES = r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y4>\d{4}|\d{2})|\.)?"
DATE = re.compile(
    rf"(?<![\w.,/-])(?:{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST}|{_FIGURES})(?![\d/-])", re.IGNORECASE
)
_WEEKDAYS = (
    words("monday", "mon", "montag", "lundi", "lunes"),
    words("tuesday", "tue", "dienstag", "mardi", "martes"),
    words("wednesday", "wed", "mittwoch", "mercredi", "miércoles"),
    words("thursday", "thu", "donnerstag", "jeudi", "jueves"),
    words("friday", "fri", "freitag", "vendredi", "viernes"),
    words("saturday", "sat", "samstag", "sonnabend", "samedi", "sábado"),
    words("sunday", "sun", "sonntag", "dimanche", "domingo"),
)
_RELATIVE = words("today", "yesterday", "heute", "gestern", "aujourd['’]hui", "hier", "hoy", "ayer")
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2} ?(?:uhr|[ap]\.?m\.?)|\d{1,2}:\d{2}|\d{1,2} ?(?:uhr|[ap]m)\b", re.I
)
AHEAD = timedelta(days=183)  # a day without a year is read as the nearest one


def check(sentence: str, facts: CaseFacts) -> Iterator[Finding]:
    """Find days, weekdays and times that nobody recorded."""
    for match in DATE.finditer(sentence):
        found = days_in(match, facts)
        if not found or found & facts.known_dates:
            continue
        if all(day > facts.taken_at.date() for day in found):
            yield hard(f"“{match[0]}” is a date in the future nobody gave us.")
        else:
            yield doubt(f"“{match[0]}” is not a date in the record.")
    known_weekdays = {day.weekday() for day in facts.known_dates}
    for number, pattern in enumerate(_WEEKDAYS):
        if number not in known_weekdays and (named := pattern.search(sentence)):
            yield doubt(f"“{named[0]}”: nothing in the record is on that day.")
    if relative := _RELATIVE.search(sentence):
        yield doubt(f"“{relative[0]}” may be wrong when the mail is read.")
    if clock := _CLOCK.search(sentence):
        yield doubt(f"“{clock[0]}”: no time of day should be stated.")


def without(sentence: str) -> str:
    """Return `sentence` with its dates and times taken out."""
    return _CLOCK.sub(" ", DATE.sub(" ", sentence))


def days_in(match: re.Match[str], facts: CaseFacts) -> set[date]:
    """Return the days a written date can mean; empty when it is no day at all."""
    group = match.groupdict()
    if group["a"]:
        first, second, year = int(group["a"]), int(group["b"]), group["y4"]
        pairs = [(first, second), (second, first)]
    else:
        day = group["d1"] or group["d2"] or group["d3"]
        pairs = [(_month(group["m1"] or group["m2"] or group["m3"]), int(day))]
        year = group["y1"] or group["y2"] or group["y3"]
    found = (_day(month, day, year, facts.taken_at.date()) for month, day in pairs)
    return {day for day in found if day}


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    named = (n for n, names in enumerate(_MONTHS, 1) if re.fullmatch(names, text.rstrip("."), re.I))
    return next(named, 0)


def _day(month: int, day: int, year: str | None, today: date) -> date | None:
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        near = date(today.year, month, day)
        if near > today + AHEAD:
            return date(today.year - 1, month, day)
        return date(today.year + 1, month, day) if near < today - AHEAD else near
    except ValueError:
        return None
