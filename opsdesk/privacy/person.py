"""Whose data it is, in a form every app can look for."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from opsdesk.models import Store

ERASED = "[erased]"


@dataclass(frozen=True, slots=True)
class Person:
    """A customer of a store (or a batch of all of them), with everything that points to them.

    `sure` are texts that can only be theirs (e-mail, phone, full name, street): looked for everywhere.
    `likely` ones (a surname) count only in rows that are theirs anyway. `owns_everything`: the rest of
    a shop that is to be erased as a whole.
    """

    store: Store
    customer_ids: tuple[int, ...] = ()
    order_pks: tuple[int, ...] = ()
    order_ids: tuple[int, ...] = ()
    tracking_numbers: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    owns_everything: bool = False

    def cleaner(self) -> Callable[[str], str]:
        """Return a function that blanks the person's texts in one of their rows."""
        return _cleaner((*self.sure, *self.likely))

    def careful_cleaner(self) -> Callable[[str], str]:
        """Return a function that blanks only what can be nobody else's."""
        return _cleaner(self.sure)


def subject_hash(store: Store, customer_id: int | None, email: str = "") -> str:
    """Return what remains of a person: enough to recognise a request, not enough to find them."""
    who = f"{store.shop_domain}:{customer_id or email.strip().lower()}"
    key = hashlib.sha256(f"erasure:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, who.encode(), hashlib.sha256).hexdigest()


def _cleaner(texts: tuple[str, ...]) -> Callable[[str], str]:
    parts = sorted({text for text in texts if text}, key=len, reverse=True)
    if not parts:
        return lambda text: text
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts), re.IGNORECASE
    )
    return lambda text: pattern.sub(ERASED, text)
