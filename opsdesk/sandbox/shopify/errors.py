"""Errors of a GraphQL query as Shopify words them."""

from typing import Any

from graphql import GraphQLError

CODES = (
    ("Cannot query field", "undefinedField"),
    ("Unknown argument", "argumentNotAccepted"),
    ("Unknown directive", "undefinedDirective"),
    ("Unknown type", "undefinedType"),
    ("Unknown fragment", "undefinedFragment"),
    ("is required", "missingRequiredArguments"),
    ("must have a selection", "selectionMismatch"),
    ("must not have a selection", "selectionMismatch"),
    ("got invalid value", "INVALID_VARIABLE"),
    ("Variable", "INVALID_VARIABLE"),
    ("Syntax Error", "parseError"),
)


class QueryError(GraphQLError):
    """A request Shopify refuses as a whole, with its extension code."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, extensions={"code": code})


def format_error(error: GraphQLError) -> dict[str, Any]:
    """Return one entry of `errors[]` in Shopify's shape."""
    formatted: dict[str, Any] = dict(error.formatted)
    if not formatted.get("extensions"):
        matching = (code for words, code in CODES if words in error.message)
        formatted["extensions"] = {"code": next(matching, "INTERNAL_SERVER_ERROR")}
    return formatted
