"""Turn a template and the facts of a parcel into a subject and plain words.

Variables are filled in one pass, so a value that looks like a variable (a customer called
"{items}") stays a value. A line whose variable has no value is left out; only a missing first name
keeps its line, because "Hello," greets well.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from notifications.models import MessageTemplate
from notifications.phrases import phrases
from notifications.texts import PLACEHOLDER, VARIABLES
from opsdesk.errors import Invalid

if TYPE_CHECKING:
    from opsdesk.models import Store
    from orders.models import Order, Shipment

ITEMS_SHOWN = 8
TRAILING_YEAR = re.compile(r"[\s,]*(?:'[^']*'\s*)?y+$")
SUBJECT_LENGTH = 200
NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of one message."""

    subject: str
    body: str


def render(template: MessageTemplate, order: Order, shipment: Shipment | None) -> Rendered:
    """Fill `template` with the facts of `order` and `shipment`, dated as its language writes."""
    values = values_for(order, shipment, template.locale)
    subject = " ".join(_fill_line(template.subject, values).split())
    lines = [
        _fill_line(line, values)
        for line in template.body.splitlines()
        if not _lacks_value(line, values)
    ]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Rendered(subject[:SUBJECT_LENGTH], body)


def values_for(order: Order, shipment: Shipment | None, locale: str) -> dict[str, str]:
    """Return a value, perhaps empty, for every variable."""
    values = dict.fromkeys(VARIABLES, "")
    values |= {
        "first_name": first_name(order),
        "order_name": order.name,
        "store_name": order.store.from_name or order.store.name,
    }
    if shipment is not None:
        values |= {
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "tracking_url": safe_url(shipment.tracking_url),
            "eta": written_date(shipment.current_eta, locale, order.store),
            "old_eta": written_date(shipment.original_eta, locale, order.store),
            "status": phrases(locale).status_words(shipment.milestone, shipment.reason),
            "items": _items(shipment),
        }
    return {name: " ".join(value.split()) for name, value in values.items()}


def first_name(order: Order) -> str:
    """Return the name to greet with; empty when what we have is no name but, say, a web address."""
    given = order.customer.first_name if order.customer else ""
    word = (given or order.first_name).strip().partition(" ")[0]
    return word if 0 < len(word) <= NAME_LENGTH and _is_name(word) else ""


def _is_name(word: str) -> bool:
    """Say whether `word` is made of letters of any script, and of what joins them."""
    letters = word.removesuffix(".")
    return bool(letters) and all(
        unicodedata.category(sign)[0] in "LM" or sign in "'’-" for sign in letters
    )


def safe_url(url: str) -> str:
    """Return `url` when it is one a browser opens as a page, else nothing."""
    return url if re.match(r"https?://[^\s<>\"]+$", url) else ""


def written_date(day: date | None, locale: str, store: Store) -> str:
    """Return "Tuesday, November 24" as `locale` writes it, with the store's country as a hint."""
    if day is None:
        return ""
    spoken = _babel_locale(locale, store.country)
    pattern = spoken.date_formats["full"].pattern
    return str(format_date(day, TRAILING_YEAR.sub("", pattern), locale=spoken))


def _babel_locale(locale: str, country: str) -> Locale:
    """Return the babel locale: British stores write "24 November", American "November 24"."""
    tag = locale.replace("-", "_")
    for candidate in (tag if "_" in tag else f"{tag}_{country}", tag.partition("_")[0], "en"):
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    raise Invalid(f"“{locale}” is not a language.")


def _items(shipment: Shipment) -> str:
    lines = list(shipment.lines.select_related("order_line").order_by("pk")[: ITEMS_SHOWN + 1])
    named = [
        f"{line.quantity} × {line.order_line.title}"
        + (f" ({line.order_line.variant_title})" if line.order_line.variant_title else "")
        for line in lines[:ITEMS_SHOWN]
    ]
    return ", ".join(named) + (", …" if len(lines) > ITEMS_SHOWN else "")


def _lacks_value(line: str, values: dict[str, str]) -> bool:
    named = set(PLACEHOLDER.findall(line)) - {"first_name"}
    return any(not values.get(name, "-") for name in named)


def _fill_line(line: str, values: dict[str, str]) -> str:
    if not values["first_name"]:
        line = re.sub(r"\s*\{first_name\}", "", line)
    return PLACEHOLDER.sub(lambda match: _value(match.group(1), values), line)


def _value(name: str, values: dict[str, str]) -> str:
    if name not in values:
        raise Invalid(f"{{{name}}} is not a variable of our templates.")
    return values[name]
