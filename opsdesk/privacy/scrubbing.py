"""Take a person out of a JSON text and leave its shape, ids and amounts: it can still be replayed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from opsdesk.privacy.person import ERASED, Person

# Keys whose values are personal wherever they appear in something that is about the person.
PERSONAL = re.compile(
    r"email|phone|^(first|last|full|customer|recipient|company)_?name$|firstName|lastName"
    r"|^address[12]?$|^(city|zip|company|province|latitude|longitude|note|customer_note)$"
    r"|^(note_attributes|browser_ip|client_details|landing_site|referring_site|tags|signed_by)$"
    r"|^(to|subject|html|text|message|content|name)$",
    re.IGNORECASE,
)
# `name` is an order's number on the order itself; inside these it is a person's.
PEOPLE = re.compile(r"address|customer|destination|origin|billing|recipient|person", re.IGNORECASE)
GONE = b'{"erased": true}'

Clean = Callable[[str], str]


def scrub_body(body: bytes, person: Person) -> bytes:
    """Return `body` without the person; unchanged when it has nothing of theirs."""
    careful = person.careful_cleaner()
    try:
        content = json.loads(body)
    except ValueError:
        text = body.decode("utf-8", "replace")
        return GONE if careful(text) != text else body
    cleaned = _scrub_all(content, person, careful)
    return body if cleaned == content else json.dumps(cleaned).encode()


def scrub_value(value: Any, clean: Clean) -> Any:
    """Return `value` with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: scrub_value(item, clean) for key, item in value.items()}
    if isinstance(value, list):
        return [scrub_value(item, clean) for item in value]
    return value


def _scrub_all(content: Any, person: Person, careful: Clean) -> Any:
    if isinstance(content, list):  # a batch: each of its events may be about somebody else
        return [_scrub_all(item, person, careful) for item in content]
    if is_about(content, person):
        return _blank(content, person.cleaner(), is_person=False)
    return scrub_value(content, careful)


def is_about(content: Any, person: Person) -> bool:
    """Say whether a body is about one of the person's orders, parcels, or themselves."""
    if not isinstance(content, dict):
        return False
    inner = [content, *(item for item in content.values() if isinstance(item, dict))]
    ids = {*person.order_ids, *person.customer_ids}
    for part in inner:
        if {part.get("id"), part.get("order_id"), part.get("customer_id")} & ids - {None}:
            return True
        if part.get("tracking_code", part.get("tracking_number")) in person.tracking_numbers:
            return True
    return False


def _blank(value: Any, clean: Clean, *, is_person: bool) -> Any:
    if isinstance(value, dict):
        return {
            key: _blank_item(key, item, clean, is_person=is_person) for key, item in value.items()
        }
    if isinstance(value, list):
        return [_blank(item, clean, is_person=is_person) for item in value]
    return clean(value) if isinstance(value, str) else value


def _blank_item(key: str, item: Any, clean: Clean, *, is_person: bool) -> Any:
    inside = is_person or bool(PEOPLE.search(key))
    if isinstance(item, dict | list) and key not in ("note_attributes", "client_details"):
        return _blank(item, clean, is_person=inside)
    if PERSONAL.search(key) and (key != "name" or is_person):
        if isinstance(item, list):
            return []
        return ERASED if isinstance(item, str) and item and key == "message" else _empty(item)
    return clean(item) if isinstance(item, str) else item


def _empty(item: Any) -> Any:
    return "" if isinstance(item, str) else None
