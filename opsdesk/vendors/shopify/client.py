"""The Admin API: one named document in, its `data` out, every layer of error sorted out.

    bucket ── token ── POST ── HTTP layer (opsdesk.http) ── errors[] ── data
       ↑ waits ≤ WAIT_BUDGET when throttled      401 → once more with a fresh token

`userErrors` belong to the document and are judged by the module that sent it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import structlog
from django.conf import settings

from opsdesk.errors import Rejected, Unavailable
from opsdesk.http import Client, Reply, unclear
from opsdesk.vendors.shopify.throttle import Bucket, bucket_for

logger = structlog.get_logger(__name__)

DOCUMENTS = Path(__file__).parent / "documents"
WAIT_BUDGET = 10.0  # seconds one call may spend waiting for points
DEFAULT_WAIT = 1.0  # when Shopify says "throttled" and not for how long
IN_DOUBT = frozenset({"INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"})


class AccessDenied(Rejected):
    """The token is wrong, or the app lacks a scope."""

    code = "shopify_access_denied"
    message = "Shopify refused our access. Check the app's credentials and scopes in the admin."


class Throttled(Unavailable):
    """Shopify did not process the request and told us to wait."""


class TokenProvider(Protocol):
    """Gives the access token; `refused` is one that Shopify just answered 401 to."""

    def __call__(self, refused: str = "") -> str:
        """Return a token, never `refused` unless there is no other."""


class Admin:
    """The Admin API of one shop."""

    def __init__(
        self,
        shop_domain: str,
        token_provider: TokenProvider,
        store_id: int | None,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        version = settings.SHOPIFY_API_VERSION
        self._path = f"/admin/api/{version}/graphql.json"
        self._http = Client("shopify", store_id=store_id, base_url=base_url(shop_domain))
        self._token = token_provider
        self._bucket: Bucket = bucket_for(shop_domain)
        self._sleep = sleep

    def execute(
        self, document_name: str, variables: Mapping[str, Any], *, reference: str = "", safe: bool
    ) -> dict[str, Any]:
        """Send documents/`document_name`.graphql and return its `data`.

        `safe`: a read. Raises Rejected, Unavailable (throttled beyond the budget, unreachable),
        OutcomeUnknown (never for a read).
        """
        return self.call(document_name, variables, reference=reference, safe=safe)[0]

    def call(
        self, document_name: str, variables: Mapping[str, Any], *, reference: str = "", safe: bool
    ) -> tuple[dict[str, Any], Reply]:
        """Do what `execute` does and return the reply too, for `base.read_reply`."""
        body = {"query": document(document_name), "variables": dict(variables)}
        left = WAIT_BUDGET
        while True:
            left = self._wait(self._bucket.take(document_name), left)
            try:
                return self._once(document_name, body, reference, safe)
            except Unavailable as error:
                if error.retry_after is None:
                    raise
                left = self._wait(error.retry_after, left)

    def _wait(self, seconds: float, left: float) -> float:
        if seconds <= 0:
            return left
        if seconds > left:
            raise Throttled("Shopify asks us to slow down.", retry_after=seconds)
        self._sleep(seconds)
        # Even the shortest wait uses some of the budget up, so that the loop ends.
        return left - max(seconds, 0.1)

    def _once(
        self, name: str, body: Mapping[str, Any], reference: str, safe: bool
    ) -> tuple[dict[str, Any], Reply]:
        token = self._token()
        reply = self._post(name, body, token, reference, safe)
        if reply.status == 401:
            fresh = self._token(refused=token)
            if fresh != token:
                reply = self._post(name, body, fresh, reference, safe)
        payload = _payload(reply)
        extensions = payload.get("extensions")
        if isinstance(extensions, dict):
            self._bucket.learn(name, extensions.get("cost"))
        return _judge(payload, reply, self._bucket.wait_for(name) or DEFAULT_WAIT), reply

    def _post(
        self, name: str, body: Mapping[str, Any], token: str, reference: str, safe: bool
    ) -> Reply:
        return self._http.request(
            name,
            "POST",
            self._path,
            json=body,
            headers={"X-Shopify-Access-Token": token, "Accept": "application/json"},
            reference=reference,
            safe=safe,
        )


def base_url(shop_domain: str) -> str:
    """Return the address of a shop."""
    return str(settings.SHOPIFY_URL).format(shop=shop_domain)


@cache
def document(name: str) -> str:
    """Return the text of a document."""
    return (DOCUMENTS / f"{name}.graphql").read_text(encoding="utf-8")


def gid(kind: str, number: int) -> str:
    """Return gid://shopify/Order/42."""
    return f"gid://shopify/{kind}/{number}"


def number_of(value: str) -> int:
    """Return 42 of gid://shopify/Order/42; raises ValueError for anything else."""
    return int(value.rpartition("/")[2].partition("?")[0])


def words_of(user_errors: Any) -> str:
    """Return userErrors as one sentence, empty when there are none."""
    if not isinstance(user_errors, list):
        return ""
    said = [str(item.get("message", "")) for item in user_errors if isinstance(item, dict)]
    return " ".join(text for text in said if text)[:500]


def _payload(reply: Reply) -> dict[str, Any]:
    """Parse the body before looking at the status: a 400 may carry GraphQL errors."""
    try:
        payload = reply.json() if reply.ok else json.loads(reply.body)
    except ValueError:
        payload = {}
    if isinstance(payload, dict):
        return payload
    if reply.ok:
        raise unclear(reply.is_read, "Shopify's answer is not an object.")
    return {}


def _judge(payload: dict[str, Any], reply: Reply, wait: float) -> dict[str, Any]:
    """Return `data`, or raise what the errors mean."""
    errors = payload.get("errors")
    codes, words = _read_errors(errors)
    if "THROTTLED" in codes:
        raise Throttled("Shopify asks us to slow down.", retry_after=wait)
    if reply.status in (401, 403) or "ACCESS_DENIED" in codes:
        raise AccessDenied(words and f"Shopify refused our access: {words}")
    if not reply.ok:
        raise Rejected(f"Shopify answered {reply.status}: {words or 'no reason given'}")
    data = payload.get("data")
    if errors:
        # `data` next to errors: it started to execute, and how far it came is not known.
        if codes & IN_DOUBT or (isinstance(data, dict) and not reply.is_read):
            raise unclear(reply.is_read, f"Shopify failed inside: {words}")
        raise Rejected(f"Shopify refused the request: {words}")
    if not isinstance(data, dict):
        raise unclear(reply.is_read, "Shopify answered without data.")
    return data


def _read_errors(errors: Any) -> tuple[frozenset[str], str]:
    if isinstance(errors, str):  # {"errors": "[API] Invalid API key or access token"}
        return frozenset(), errors[:500]
    if not isinstance(errors, list):
        return frozenset(), ""
    items = [item for item in errors if isinstance(item, dict)]
    extensions = [item.get("extensions") for item in items]
    codes = {str(part.get("code", "")) for part in extensions if isinstance(part, dict)}
    return frozenset(codes), words_of(items)
