from dataclasses import replace
from datetime import date

import pytest

from exceptions.drafting import fallback, guardrails
from exceptions.models import Kind, RemedyKind
from opsdesk.taxonomy import Milestone, Reason
from tests.exceptions.facts import make_facts, make_option

KINDS = [kind.value for kind in Kind]
REMEDIES = [remedy.value for remedy in RemedyKind]
LOCALES = list(fallback.TEXTS)
BARE = {
    "first_name": "",
    "carrier": "",
    "last_scan_place": "",
    "last_scan_on": None,
    "attempted_on": None,
    "delivered_on": None,
    "original_eta": None,
    "current_eta": None,
    "reason": None,
}


def make_draft(kind, remedy, locale, currency="USD", told=True, **facts):
    money = {} if remedy == RemedyKind.REPLY_ONLY else {"amount": "1234"}
    option = make_option(RemedyKind(remedy), currency=currency, **money)
    option = option if told else replace(option, told=None)
    facts = make_facts(kind, locale=locale, currency=currency, **facts)
    draft = fallback.draft(facts, option)
    return draft, guardrails.check(draft, facts, option)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("remedy", REMEDIES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("known", [{}, BARE], ids=["all known", "little known"])
def test_every_standard_draft_is_whole_and_passes_its_own_guard(kind, remedy, locale, known):
    draft, findings = make_draft(kind, remedy, locale, **known)

    assert findings == []
    assert "#1001" in draft.subject
    assert "#1001" in draft.message
    assert draft.message.endswith("Alder & Co.")
    for text in (draft.subject, draft.message, draft.reason):
        assert not {"{", "}", "None", "  "} & {
            text[i : i + n] for n in (1, 2, 4) for i in range(len(text))
        }


@pytest.mark.parametrize(
    "currency", ["EUR", "GBP", "CAD", "JPY", "SEK", "CHF", "KWD", "MXN", "BRL"]
)
@pytest.mark.parametrize("locale", LOCALES)
def test_the_guard_reads_every_currency_as_the_locale_writes_it(locale, currency):
    draft, findings = make_draft(Kind.OVERDUE, RemedyKind.FULL_REFUND, locale, currency)

    assert findings == []
    assert "234" in draft.message


@pytest.mark.parametrize("remedy", REMEDIES[:3])
@pytest.mark.parametrize("locale", LOCALES)
def test_an_amount_that_cannot_be_said_exactly_is_not_said(locale, remedy):
    draft, findings = make_draft(Kind.NO_MOVEMENT, remedy, locale, told=False)

    assert findings == []
    assert "234" not in draft.message


def test_a_refund_is_worded_in_the_past_with_its_money():
    draft, _ = make_draft(Kind.NO_MOVEMENT, RemedyKind.FULL_REFUND, "en")

    assert draft.subject == "Refund for your order #1001"
    assert "we have refunded $1,234.00" in draft.message
    assert "5 to 10 business days" in draft.message


def test_a_reply_never_speaks_of_money():
    draft, _ = make_draft(Kind.NO_MOVEMENT, RemedyKind.REPLY_ONLY, "en")

    assert "refund" not in (draft.subject + draft.message).lower()


def test_the_reason_says_what_since_when_and_why():
    draft, _ = make_draft(Kind.OVERDUE, RemedyKind.SHIPPING_REFUND, "de")

    assert draft.reason == (
        "No movement since Memphis, TN for 3 working days. It has been so since November 18."
        " The parcel is late but not lost, so the shipping paid goes back: $1,234.00."
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (make_facts(Kind.NO_MOVEMENT), "last scanned in Memphis, TN on November 16"),
        (make_facts(Kind.NO_MOVEMENT, last_scan_place=""), "last scanned on November 16"),
        (
            make_facts(Kind.ETA_SLIP),
            "first expected on November 17; UPS now expects to deliver it on",
        ),
        (
            make_facts(Kind.ETA_SLIP, original_eta=None),
            "late. UPS now expects to deliver it on November",
        ),
        (make_facts(Kind.OVERDUE, promised_on=date(2026, 11, 15)), "was expected on November 15"),
        (make_facts(Kind.OVERDUE, promised_on=date(2025, 12, 31)), "expected on December 31, 2025"),
        (make_facts(Kind.FAILED_ATTEMPT), "because nobody was there"),
        (make_facts(Kind.FAILED_ATTEMPT, carrier=""), "The carrier tried to deliver"),
        (make_facts(Kind.RETURNED_TO_SENDER), "is sending it back to us"),
        (make_facts(Kind.RETURNED_TO_SENDER, milestone=Milestone.RETURNED), "is back with us"),
        (make_facts(Kind.DELIVERED_NOT_RECEIVED), "recorded it as delivered on November 17"),
    ],
)
def test_it_says_as_much_as_is_known(facts, said):
    assert said in fallback.what_happened(facts)


def test_a_wrong_address_is_asked_for():
    facts = make_facts(Kind.FAILED_ATTEMPT, reason=Reason.ADDRESS_PROBLEM)

    assert "your complete address" in fallback.draft(facts, make_option()).message


def test_an_unknown_language_gets_english():
    assert "sorry" in fallback.draft(make_facts(locale="xx"), make_option()).message
