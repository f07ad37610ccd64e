"""orders(query:): the filters the sandbox understands, every other one refused rather than ignored."""

import operator
import re
from collections.abc import Callable

from opsdesk.sandbox.moments import parse, stamp
from opsdesk.sandbox.shopify.errors import QueryError
from opsdesk.sandbox.shopify.order_at import OrderAt

TERM = re.compile(r"""(\w+):(>=|<=|>|<|=)?(?:'([^']*)'|"([^"]*)"|(\S+))""")
COMPARE: dict[str, Callable[[str, str], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "": operator.eq,
}
MOMENTS: dict[str, Callable[[OrderAt], str]] = {
    "updated_at": lambda order: order.updated_at,
    "created_at": lambda order: order.doc["created_at"],
    "processed_at": lambda order: order.doc["created_at"],
}
WORDS: dict[str, Callable[[OrderAt], list[str]]] = {
    "id": lambda order: [str(order.doc["id"])],
    "name": lambda order: [order.doc["name"], order.doc["name"].lstrip("#")],
    "email": lambda order: [order.doc["email"]],
    "tag": lambda order: order.doc["tags"],
    "financial_status": lambda order: [order.financial_status, "any"],
    "fulfillment_status": lambda order: [order.fulfillment_status, _shipped_word(order), "any"],
    "status": lambda order: ["any", "cancelled" if order.cancelled_at else "open"],
    "test": lambda _order: ["false"],
    "source_name": lambda _order: ["web"],
}
SORT: dict[str, Callable[[OrderAt], str]] = {
    "UPDATED_AT": lambda order: order.updated_at,
    "CREATED_AT": lambda order: order.doc["created_at"],
    "PROCESSED_AT": lambda order: order.doc["created_at"],
    "ID": lambda order: "",
    "ORDER_NUMBER": lambda order: f"{order.doc['number']:012d}",
}


def _shipped_word(order: OrderAt) -> str:
    return {"FULFILLED": "shipped", "UNFULFILLED": "unshipped"}.get(
        order.fulfillment_status, "partial"
    )


def matcher(query: str | None) -> Callable[[OrderAt], bool]:
    """Return the test for a search string; terms are joined by AND."""
    tests = [_test(match) for match in TERM.finditer(query or "")]
    rest = re.sub(r"\bAND\b", " ", TERM.sub(" ", query or "")).strip()
    if rest:
        raise QueryError(f"The search query is not understood: {rest}", "BAD_REQUEST")
    return lambda order: all(test(order) for test in tests)


def _test(match: re.Match[str]) -> Callable[[OrderAt], bool]:
    name, sign, *quoted = match.groups(default="")
    text = next((value for value in quoted if value), "")
    compare = COMPARE[sign]
    if name in MOMENTS:
        try:
            bound = stamp(parse(text))
        except ValueError as error:
            raise QueryError(f"{name} is not a valid date: {text}", "BAD_REQUEST") from error
        return lambda order: compare(MOMENTS[name](order), bound)
    if name in WORDS and sign in ("", "="):
        wanted = text.lower()
        return lambda order: wanted in (word.lower() for word in WORDS[name](order))
    raise QueryError(f"The search field is not supported here: {name}", "BAD_REQUEST")


def sort_key(name: str | None) -> Callable[[OrderAt], tuple[str, int]]:
    """Return the sorting of a result; ties go by id, as Shopify's do."""
    key = SORT.get(name or "PROCESSED_AT")
    if key is None:
        raise QueryError(f"The sort key is not supported here: {name}", "BAD_REQUEST")
    return lambda order: (key(order), order.doc["id"])
