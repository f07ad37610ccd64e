"""What every vendor shares: how a delivery is verified, and how wire data becomes frozen values."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from opsdesk.errors import Invalid, OpsDeskError
from opsdesk.http import Reply, unclear

ID_LENGTH = 120  # what InboundDelivery.delivery_id and event_id hold


class SignatureError(OpsDeskError):
    """The delivery does not come from who it says it comes from."""

    code = "bad_signature"
    message = "The signature does not match."
    status = HTTPStatus.UNAUTHORIZED


@dataclass(frozen=True, slots=True)
class Verified:
    """A delivery whose signature was right. `account` is whom the vendor says it is about."""

    topic: str
    delivery_id: str
    event_id: str = ""
    triggered_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    account: str = ""


class Verifier(Protocol):
    """Checks a delivery over its raw bytes."""

    def verify(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str]) -> Verified:
        """Return what was delivered; raise SignatureError when no secret fits.

        `headers` is case-insensitive, `secrets` holds the current and the previous one.
        """


class Frozen(BaseModel):
    """A value from the wire: immutable, tolerant of fields we do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


FrozenT = TypeVar("FrozenT", bound=BaseModel)


def parse_body(model: type[FrozenT], body: bytes) -> FrozenT:
    """Parse a delivery's JSON; raise Invalid naming the fields at fault, never their content."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise Invalid(explain(error)) from error


def read_reply(model: type[FrozenT], data: Any, reply: Reply) -> FrozenT:
    """Parse an answer; one of another shape says nothing about what was done."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise unclear(reply.is_read, f"The answer has another shape: {explain(error)}") from error


def explain(error: ValidationError) -> str:
    """Say in words which fields are wrong, without their values (they may be personal)."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    lines = [f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in faults]
    return "; ".join(lines[:5])


def matches_any(candidates: Iterable[str], given: str) -> bool:
    """Compare in constant time with every candidate, so that timing tells nothing."""
    fits = False
    for candidate in candidates:
        fits |= hmac.compare_digest(candidate.encode(), given.encode("utf-8", "replace"))
    return fits


def as_id(text: str, body: bytes) -> str:
    """Return an id that fits its column; the body's own digest when the vendor gave none."""
    if not text:
        return hashlib.sha256(body).hexdigest()
    if len(text) > ID_LENGTH or not text.isprintable():
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return text


def moment_or_none(text: str) -> datetime | None:
    """Read an ISO 8601 moment from a header; a strange one is as good as none."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def keep_headers(headers: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return only the headers worth storing."""
    return {name: headers[name][:500] for name in names if name in headers}
