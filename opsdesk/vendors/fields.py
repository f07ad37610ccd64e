"""Field types for hostile wire data: what passes them fits into our columns.

A NUL byte, a year 1, a 40-digit price or a number beyond bigint would otherwise surface as a
database error in the middle of a handler.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

EARLIEST, LATEST = 1990, 2200
LONGEST_ADDRESS = 254
PLAIN_ADDRESS = re.compile(
    r"""[^\s@,;:<>()\[\]\\"]+@[^\s@,;:<>()\[\]\\".]+(?:\.[^\s@,;:<>()\[\]\\".]+)+"""
)


def words(limit: int) -> Callable[[Any], Any]:
    """Return a cleaner: null becomes empty, a number its digits, NULs go, the rest is cut."""

    def clean(value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        return value.replace("\x00", "")[:limit] if isinstance(value, str) else value

    return clean


def _in_utc(value: datetime) -> datetime:
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    if not EARLIEST < moment.year < LATEST:
        raise ValueError("not a plausible date")
    return moment.astimezone(UTC)


def _no_flag(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("yes or no is not a number")
    return value


def _address(value: Any) -> str:
    """Keep one plain address as it came; anything else is none, never another person's address."""
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST_ADDRESS:
        return ""
    return value if PLAIN_ADDRESS.fullmatch(value) else ""


def _list(value: Any) -> Any:
    return [] if value is None else value


Short = Annotated[str, BeforeValidator(words(40))]
Line = Annotated[str, BeforeValidator(words(200))]
Text = Annotated[str, BeforeValidator(words(5000))]
Address = Annotated[str, BeforeValidator(_address)]
Id = Annotated[int, BeforeValidator(_no_flag), Field(gt=0, lt=2**63)]
Quantity = Annotated[int, BeforeValidator(_no_flag), Field(ge=0, lt=2**31)]
Amount = Annotated[Decimal, BeforeValidator(_no_flag), Field(gt=-(10**10), lt=10**10)]
Total = Annotated[Decimal, BeforeValidator(_no_flag), Field(ge=0, lt=10**10)]
Moment = Annotated[datetime, AfterValidator(_in_utc)]
OrEmpty = BeforeValidator(_list)  # Annotated[tuple[X, ...], OrEmpty]: null is an empty list
