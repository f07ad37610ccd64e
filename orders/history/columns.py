"""Which column means what: as the flags say, else by the names such files usually have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from opsdesk.errors import Invalid

# What we want → what it is called, without case and punctuation; the likeliest name first.
NAMES: dict[str, tuple[str, ...]] = {
    "order_id": ("order id", "order number", "order no", "order", "order name", "external order id",
                 "order reference", "reference", "bestellnummer", "name", "id"),
    "parcel": ("tracking number", "tracking no", "tracking", "parcel", "package id", "shipment id"),
    "placed": ("placed", "placed at", "order date", "ordered", "ordered at", "created at",
               "created", "purchase date", "bestelldatum"),
    "paid": ("paid", "paid at", "payment date", "bezahlt am"),
    "shipped": ("shipped", "shipped at", "ship date", "shipped date", "shipping date",
                "fulfilled at", "fulfillment date", "dispatched", "dispatch date",
                "dispatched at", "versanddatum"),
    "delivered": ("delivered", "delivered at", "delivered date", "delivery date",
                  "actual delivery date", "actual delivery", "received at", "lieferdatum"),
    "estimated": ("estimated", "estimated delivery", "estimated delivery date", "eta",
                  "expected delivery", "expected delivery date", "est delivery date",
                  "promised", "promised date"),
    "carrier": ("carrier", "courier", "shipping carrier", "tracking company", "carrier name",
                "versender"),
    "service": ("service", "shipping service", "service level", "carrier service",
                "shipping method", "method", "versandart"),
    "destination": ("destination", "ship to", "shipping country", "destination country",
                    "country", "country code", "land"),
    "region": ("region", "state", "province", "shipping province", "shipping state",
               "destination region", "destination state"),
    "value": ("value", "order value", "order total", "total", "amount", "total price"),
    "currency": ("currency", "currency code"),
}  # fmt: skip
REQUIRED = ("order_id", "shipped")


def find_columns(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Return field → position. `chosen` names columns (or gives their number, from 1).

    Raises Invalid for a column that is not there, and for a required field nobody can find.
    """
    plain = [_plain(name) for name in header]
    found = {field: _position(field, name, header, plain) for field, name in chosen.items() if name}
    for field, names in NAMES.items():
        if field not in found:
            guess = _guess(names, plain, taken=set(found.values()))
            if guess is not None:
                found[field] = guess
    if lacking := [field for field in REQUIRED if field not in found]:
        flags = " and ".join(flag_of(field) for field in lacking)
        raise Invalid(
            f"Which column is which? Say {flags}. The file has: {', '.join(header) or 'nothing'}."
        )
    return found


def flag_of(field: str) -> str:
    """Return the command's flag of a field."""
    return "--" + field.replace("_", "-")


def _position(field: str, name: str, header: Sequence[str], plain: Sequence[str]) -> int:
    if _plain(name) in plain:
        return plain.index(_plain(name))
    if name.isdecimal() and 1 <= int(name) <= len(header):
        return int(name) - 1
    raise Invalid(f"{flag_of(field)}: no column “{name}”. The file has: {', '.join(header)}.")


def _guess(names: Sequence[str], plain: Sequence[str], *, taken: set[int]) -> int | None:
    for name in names:
        if name in plain and plain.index(name) not in taken:
            return plain.index(name)
    return None


def _plain(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)  # orderId
    return re.sub(r"[\W_]+", " ", spaced).strip().lower()
