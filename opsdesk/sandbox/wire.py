"""Requests and answers as plain values, so that a fake vendor never sees WSGI."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

# Documents have exactly the shape the vendor puts on the wire; only there is `Any` the truth.
Doc = dict[str, Any]


class BadJson(Exception):
    """The body is not a JSON object."""


class ConnectionCut(Exception):
    """Close the socket without (the rest of) an answer, as a broken network does."""


@dataclass(frozen=True)
class Request:
    """One HTTP request, below the vendor's prefix."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Doc:
        """Return the body as a JSON object."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError as error:
            raise BadJson from error
        if not isinstance(value, dict):
            raise BadJson
        return value

    def form(self) -> dict[str, str]:
        """Return the body as form fields, or as flat JSON when the client said so."""
        if "json" in self.headers.get("content-type", ""):
            return {key: str(value) for key, value in self.json().items()}
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}

    def first(self, name: str) -> str | None:
        """Return the first value of a query parameter."""
        values = self.query.get(name)
        return values[0] if values else None

    def bearer(self) -> str:
        """Return the token of an `Authorization: Bearer` header, or nothing."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def basic_user(self) -> str:
        """Return the user name of an `Authorization: Basic` header, or nothing."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return ""
        try:
            return base64.b64decode(token).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""


@dataclass
class Response:
    """One HTTP answer; `cut` and `truncated` describe what the network did to it."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    truncated: bool = False

    @classmethod
    def of(cls, value: object, status: int = 200, **headers: str) -> "Response":
        """Return `value` as a JSON answer; `Retry_After="1"` becomes a Retry-After header."""
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        body = json.dumps(value, separators=(",", ":")).encode()
        return cls(status, body, {"Content-Type": "application/json; charset=utf-8", **named})

    def chunks(self) -> Iterator[bytes]:
        """Yield the body the way the network lets it through."""
        if self.truncated:
            yield self.body[: len(self.body) // 2]
            raise ConnectionCut
        yield self.body
