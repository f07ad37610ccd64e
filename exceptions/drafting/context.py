"""The least a model needs to draft: a first name, an order, a parcel's state, and the menu.

No address, no e-mail, no phone, no payment data, no tracking number. What people typed goes into
`untrusted_text`, shortened and with anything that looks like contact data taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from exceptions.drafting import fallback
from exceptions.facts import CaseFacts
from exceptions.remedies import Option

WORDS_MAX = 500
_CONTACT = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\+?\d[\d\s().-]{5,}\d", re.IGNORECASE)


def build(facts: CaseFacts, options: Sequence[Option], instruction: str = "") -> dict[str, Any]:
    """Return the model's whole input as JSON."""
    return {
        "facts": {
            "brand": facts.brand,
            "locale": facts.locale,
            "first_name": facts.first_name,
            "order_name": facts.order_name,
            "problem": facts.kind.label,
            "status": fallback.what_happened(facts),
            "carrier": facts.carrier,
            "last_scan_place": facts.last_scan_place,
            "dates": _dates(facts),
            "items": [
                {"title": line.title, "quantity": line.quantity} for line in facts.parcel_lines
            ],
            "order_has_other_parcels": facts.has_other_items,
        },
        "options": [
            {
                "option_id": option.option_id,
                "remedy": option.remedy.value,
                "summary": option.summary,
                "amount": str(option.told) if option.moves_money and option.told else "",
                "recommended": option.recommended,
            }
            for option in options
        ],
        "instruction": tame(instruction),
        "untrusted_text": {name: tame(text) for name, text in facts.words.items() if text.strip()},
    }


def _dates(facts: CaseFacts) -> dict[str, str]:
    named: dict[str, date | None] = {
        "ordered": facts.placed_on,
        "shipped": facts.shipped_on,
        "last_scanned": facts.last_scan_on,
        "delivery_attempted": facts.attempted_on,
        "recorded_as_delivered": facts.delivered_on,
        "reported_missing": facts.reported_on,
        "first_expected": facts.original_eta,
        "now_expected": facts.current_eta,
        "promised": facts.promised_on,
    }
    return {name: day.isoformat() for name, day in named.items() if day}


def tame(text: str) -> str:
    """Return what somebody typed as one short line without contact data or hidden characters."""
    text = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return _CONTACT.sub("[removed]", " ".join(text.split())[: 4 * WORDS_MAX])[:WORDS_MAX]
