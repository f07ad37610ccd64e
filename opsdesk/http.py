"""The one way out to a vendor: timeouts, a redacted trace, and a clear verdict on what happened.

A request either surely was not processed (Unavailable: ask again), or may have been (OutcomeUnknown:
look first), or was answered. Nothing may leave while a database transaction is open: a rollback
could not take the request back, and a slow vendor would hold our locks.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
import structlog
from django.conf import settings
from django.db import connection
from requests.adapters import HTTPAdapter

from opsdesk import clock
from opsdesk.errors import OutcomeUnknown, Unavailable, VendorError
from opsdesk.models import VendorCall

logger = structlog.get_logger(__name__)

CONNECT_TIMEOUT = 5.0
EXCERPT = 4_000  # characters of a body kept in the trace
# A connection that was never made; any other break may have come after the request was read.
NEVER_SENT = ("Failed to establish a new connection", "certificate verify failed")
SECRET_KEYS = re.compile(
    r"token|secret|password|api_?key|authorization|email|phone|address|first_?name|last_?name"
    r"|^(name|to|from|subject|content|html|text|value|input|instructions|output|message|zip|city)$",
    re.IGNORECASE,
)


class TransactionOpen(RuntimeError):
    """Somebody tried to call a vendor inside a transaction: a programming error, never a retry."""


def refuse_inside_transaction() -> None:
    """Raise TransactionOpen when a real transaction is open (a test case's own wrapper is not)."""
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise TransactionOpen("No HTTP inside a transaction: claim, commit, call, record.")


@contextmanager
def traced(
    vendor: str,
    store_id: int | None,
    operation: str,
    method: str,
    url: str,
    *,
    request: Any = None,
    reference: str = "",
) -> Iterator[VendorCall]:
    """Write the VendorCall of a block that sends one request, however the block ends.

    For the few SDKs that bring their own transport; everything else goes through Client.
    """
    refuse_inside_transaction()
    started = time.monotonic()
    call = VendorCall(
        store_id=store_id,
        vendor=vendor,
        operation=operation[:80],
        reference=reference,
        method=method,
        url=_without_query(url),
        request=excerpt(request),
        outcome="crashed",
        at=clock.now(),
    )
    try:
        yield call
    except VendorError as error:
        call.outcome = error.code.removeprefix("vendor_")[:20]
        call.error = str(error)[:300]
        raise
    finally:
        call.duration_ms = int((time.monotonic() - started) * 1000)
        call.save()


@dataclass(frozen=True, slots=True)
class Reply:
    """A vendor's answer: status 2xx or 4xx, headers, whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_read: bool

    @property
    def ok(self) -> bool:
        """Say whether the vendor did what we asked."""
        return self.status < 300

    def json(self) -> Any:
        """Parse the body; one that breaks off counts as no answer at all."""
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise unclear(self.is_read, "The answer broke off or was not JSON.") from error


def unclear(is_read: bool, message: str) -> Unavailable | OutcomeUnknown:
    """Return the error for a missing answer: harmless for a read, in doubt for a write."""
    return Unavailable(message) if is_read else OutcomeUnknown(message)


def _build_session() -> requests.Session:
    session = requests.Session()
    adapter = HTTPAdapter(pool_connections=20, pool_maxsize=20, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    session.trust_env = False
    # Shared by every store and thread: nothing a vendor sets may travel with another's request.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


SESSION = _build_session()


@dataclass(frozen=True, slots=True)
class Client:
    """Calls to one vendor on behalf of one store. `base_url` has no trailing slash."""

    vendor: str
    store_id: int | None
    base_url: str
    headers: Mapping[str, str] | None = None
    auth: tuple[str, str] | None = None
    timeout: float | None = None

    def request(
        self,
        operation: str,
        method: str,
        path: str,
        *,
        json: Any = None,
        data: Any = None,
        params: Any = None,
        headers: Mapping[str, str] | None = None,
        reference: str = "",
        safe: bool = False,
    ) -> Reply:
        """Send one request and return its 2xx or 4xx reply.

        `safe` says that sending it twice does no harm (a read, or keyed by the vendor).
        Raises Unavailable when it was surely not processed, OutcomeUnknown when it may have been,
        TransactionOpen inside a transaction.
        """
        url = self.base_url + path
        asked = json if json is not None else data
        with traced(
            self.vendor, self.store_id, operation, method, url, request=asked, reference=reference
        ) as call:
            reply = self._send(method, url, json, data, params, headers, safe)
            call.outcome, call.status = ("ok" if reply.ok else "refused"), reply.status
            call.response = excerpt(reply.body)
            return reply

    def _send(
        self, method: str, url: str, json: Any, data: Any, params: Any, headers: Any, safe: bool
    ) -> Reply:
        timeout = self.timeout or settings.VENDOR_TIMEOUT
        try:
            response = SESSION.request(
                method,
                url,
                json=json,
                data=data,
                params=params,
                headers={**(self.headers or {}), **(headers or {})},
                auth=self.auth,
                timeout=(CONNECT_TIMEOUT, timeout),
                allow_redirects=False,
            )
        except requests.exceptions.ConnectTimeout as error:
            raise Unavailable(f"{self.vendor} could not be reached.") from error
        except requests.exceptions.ConnectionError as error:
            if any(words in str(error) for words in NEVER_SENT):
                raise Unavailable(f"{self.vendor} could not be reached.") from error
            raise unclear(safe, f"{self.vendor} cut the connection.") from error
        except requests.exceptions.RequestException as error:
            raise unclear(safe, f"{self.vendor} did not answer in time.") from error
        return self._judge(response, safe)

    def _judge(self, response: requests.Response, safe: bool) -> Reply:
        status = response.status_code
        if status == 429 or (status == 503 and "retry-after" in response.headers):
            raise Unavailable(f"{self.vendor} asks us to wait.", retry_after(response.headers))
        if status >= 500 or 300 <= status < 400:
            raise unclear(safe, f"{self.vendor} answered {status}.")
        length = response.headers.get("content-length")
        if length and response.request.method != "HEAD" and not _whole(response, int(length)):
            raise unclear(safe, f"{self.vendor}'s answer broke off.")
        return Reply(status, response.headers, response.content, safe)


def _whole(response: requests.Response, length: int) -> bool:
    return "content-encoding" in response.headers or len(response.content) >= length


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a Retry-After header asks for, None when absent or not a number."""
    value = headers.get("retry-after", "")
    return float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else None


def _without_query(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"[:300]


def excerpt(body: Any) -> str:
    """Return the start of a body with secrets and personal data blanked; only JSON is kept."""
    if body is None or body == b"":
        return ""
    if isinstance(body, bytes | str):
        try:
            body = json.loads(body)
        except ValueError:
            return f"[{len(body)} bytes, not JSON]"
    return json.dumps(_redacted(body), ensure_ascii=False, default=str)[:EXCERPT]


def _redacted(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "[redacted]"
            if SECRET_KEYS.search(str(key)) and not isinstance(item, dict | list)
            else _redacted(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_redacted(item) for item in value[:50]]
    return value
