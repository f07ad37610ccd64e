"""Standard drafts: complete mails from facts alone, so that the desk works without any model.

Refund mails leave after the refund is known to be done, so they speak of it in the past.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton

from exceptions.drafting.fallback.english import ENGLISH
from exceptions.drafting.fallback.french import FRENCH
from exceptions.drafting.fallback.german import GERMAN
from exceptions.drafting.fallback.spanish import SPANISH
from exceptions.drafting.fallback.texts import Texts
from exceptions.drafting.schema import Draft
from exceptions.facts import CaseFacts
from exceptions.models import Kind, RemedyKind
from exceptions.remedies import Option
from opsdesk.money import format_money
from opsdesk.taxonomy import Milestone, Reason

TEXTS: Mapping[str, Texts] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
MONEY_LOCALES = {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "es": "es_ES"}
LATE = {Kind.NO_PICKUP_SCAN, Kind.NO_MOVEMENT, Kind.OVERDUE, Kind.ETA_SLIP}


def draft(facts: CaseFacts, option: Option, locale: str = "") -> Draft:
    """Return a complete mail for `option`, and the reason for the approver (in English)."""
    locale = locale or facts.locale
    locale = locale if locale in TEXTS else "en"
    texts = TEXTS[locale]
    gaps = _gaps(facts, option, locale, texts)
    situation = texts.situations[facts.kind]
    subject = texts.refund_subject if option.moves_money else situation.subject
    greeting = texts.greeting if facts.first_name else texts.greeting_anyone
    body = (
        [_refund(option, texts, gaps), texts.refund_time, *_after(facts, option, texts)]
        if option.moves_money
        else [_reply(facts, texts)]
    )
    parts = [
        _fill(greeting, gaps),
        f"{what_happened(facts, locale)} {texts.sorry}",
        " ".join(body),
        _fill(texts.signature, gaps),
    ]
    return Draft(option.option_id, _fill(subject, gaps), "\n\n".join(parts), reason(facts, option))


def what_happened(facts: CaseFacts, locale: str = "en") -> str:
    """Say what is wrong, with the dates and places that are known; no relative days."""
    texts = TEXTS[locale]
    gaps = _gaps(facts, None, locale, texts)
    forms = texts.situations[facts.kind].forms
    if facts.kind == Kind.RETURNED_TO_SENDER and facts.milestone == Milestone.RETURNED:
        forms = (texts.returned,)
    for form in forms:
        wanted = {name for _, name, _, _ in string.Formatter().parse(form) if name}
        if all(gaps[name] for name in wanted - {"because"}):
            return _fill(form, gaps)
    return _fill(forms[-1], gaps)


def _reply(facts: CaseFacts, texts: Texts) -> str:
    if facts.kind == Kind.FAILED_ATTEMPT and facts.reason == Reason.ADDRESS_PROBLEM:
        return texts.address_please
    return texts.situations[facts.kind].reply


def _refund(option: Option, texts: Texts, gaps: dict[str, str]) -> str:
    stated, unstated = {
        RemedyKind.FULL_REFUND: (texts.full, texts.full_unstated),
        RemedyKind.PARTIAL_REFUND: (texts.partial, texts.partial_unstated),
        RemedyKind.SHIPPING_REFUND: (texts.shipping, texts.shipping_unstated),
    }[option.remedy]
    return _fill(stated if option.told else unstated, gaps)


def _after(facts: CaseFacts, option: Option, texts: Texts) -> list[str]:
    if option.remedy == RemedyKind.SHIPPING_REFUND:
        return [texts.still_following]
    return [texts.still_coming] if facts.kind in LATE else []


def _gaps(facts: CaseFacts, option: Option | None, locale: str, texts: Texts) -> dict[str, str]:
    def day(value: date | None) -> str:
        return _day(value, facts.taken_at.date(), locale)

    carrier = facts.carrier
    is_slip = facts.original_eta and facts.original_eta != facts.current_eta
    told = option.told if option else None
    return {
        "name": facts.first_name,
        "brand": facts.brand,
        "order": facts.order_name,
        "carrier": carrier or texts.carrier,
        "with_carrier": texts.with_carrier.format(carrier=carrier)
        if carrier
        else texts.with_unknown_carrier,
        "place": facts.last_scan_place,
        "shipped": day(facts.shipped_on),
        "scanned": day(facts.last_scan_on),
        "attempted": day(facts.attempted_on),
        "delivered": day(facts.delivered_on),
        "expected": day(facts.promised_on or facts.current_eta or facts.original_eta),
        "first_expected": day(facts.original_eta) if is_slip else "",
        "now_expected": day(facts.current_eta),
        "because": texts.attempt_reasons.get(facts.reason, "") if facts.reason else "",
        "items": ", ".join(f"{line.quantity} × {line.title}" for line in option.lines)
        if option
        else "",
        "money": format_money(told.amount, told.currency, MONEY_LOCALES[locale]) if told else "",
    }


def _fill(form: str, gaps: dict[str, str]) -> str:
    """Fill the gaps; a sentence may begin with "the carrier"."""
    text = form.format_map(gaps)
    for mark in ("", ". "):
        start = mark + gaps["carrier"]
        capital = mark + gaps["carrier"][:1].upper() + gaps["carrier"][1:]
        text = text.replace(start, capital) if mark else _at_start(text, start, capital)
    return text


def _at_start(text: str, start: str, capital: str) -> str:
    return capital + text[len(start) :] if text.startswith(start) else text


def _day(value: date | None, today: date, locale: str) -> str:
    if value is None:
        return ""
    if value.year == today.year:
        return str(format_skeleton("MMMMd", value, locale=Locale.parse(locale)))
    return str(format_date(value, "long", locale=Locale.parse(locale)))


_WHY: Mapping[RemedyKind, str] = {
    RemedyKind.FULL_REFUND: "The parcel may not come any more, so what is left on the order goes"
    " back: {money}.",
    RemedyKind.PARTIAL_REFUND: "The order has other items, so only what is in this parcel goes back:"
    " {money}.",
    RemedyKind.SHIPPING_REFUND: "The parcel is late but not lost, so the shipping paid goes back:"
    " {money}.",
    RemedyKind.REPLY_ONLY: "The parcel may still come, so the customer is told first and no money"
    " moves.",
}
_WHY_HERE: Mapping[tuple[Kind, RemedyKind], str] = {
    (Kind.RETURNED_TO_SENDER, RemedyKind.FULL_REFUND): "It will not reach the customer, so what is"
    " left on the order goes back: {money}.",
    (Kind.RETURNED_TO_SENDER, RemedyKind.REPLY_ONLY): "The customer is asked how to go on; no money"
    " moves.",
    (Kind.DELIVERED_NOT_RECEIVED, RemedyKind.FULL_REFUND): "Customer and carrier disagree, and all"
    " of the order is in this parcel: {money} goes back.",
    (Kind.DELIVERED_NOT_RECEIVED, RemedyKind.REPLY_ONLY): "The customer is asked to look once more;"
    " no money moves.",
    (Kind.FAILED_ATTEMPT, RemedyKind.REPLY_ONLY): "The carrier usually tries again, so the customer"
    " is told what to look out for.",
}


def reason(facts: CaseFacts, option: Option) -> str:
    """Say, for the approver, what happened, since when, and why this remedy."""
    why = _WHY_HERE.get((facts.kind, option.remedy), _WHY[option.remedy])
    since = _day(facts.onset_at.date(), facts.taken_at.date(), "en")
    said = facts.because.rstrip()
    said = said if said.endswith((".", "!", "?")) else f"{said}."
    return f"{said} It has been so since {since}. {why.format(money=option.money)}"
