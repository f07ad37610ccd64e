"""EasyPost trackers: create, read, and the tracker webhook."""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from pydantic import BeforeValidator, Field

from opsdesk import clock
from opsdesk.errors import Rejected, Unavailable
from opsdesk.http import Client, Reply
from opsdesk.vendors.base import (
    Frozen,
    SignatureError,
    Verified,
    as_id,
    keep_headers,
    matches_any,
    parse_body,
    read_reply,
)
from opsdesk.vendors.fields import Moment, OrEmpty, Text, words
from opsdesk.vendors.tracking.base import Scan, TrackerUpdate

PROVIDER = "easypost"
PAGE = 100  # the index refuses more
PREFIX = "hmac-sha256-hex="

Code = Annotated[str, BeforeValidator(words(80))]
Country = Annotated[str, BeforeValidator(words(2))]


class _Place(Frozen):
    city: Code = ""
    state: Code = ""
    country: Country = ""


class _Detail(Frozen):
    message: Text = ""
    description: Text = ""
    status: Code = ""
    status_detail: Code = ""
    datetime: Moment
    tracking_location: _Place | None = None


class _CarrierDetail(Frozen):
    service: Code = ""


class _Tracker(Frozen):
    id: Annotated[str, BeforeValidator(words(80)), Field(min_length=1)]
    status: Code = "unknown"
    tracking_code: Code = ""
    carrier: Annotated[str, BeforeValidator(words(40))] = ""
    est_delivery_date: Code = ""
    tracking_details: Annotated[tuple[_Detail, ...], OrEmpty] = ()
    updated_at: Moment | None = None
    carrier_detail: _CarrierDetail | None = None


class _Event(Frozen):
    result: _Tracker


class EasyPost:
    """The trackers of one EasyPost account."""

    provider = PROVIDER

    def __init__(self, api_key: str, store_id: int | None) -> None:
        self._http = Client(
            PROVIDER, store_id=store_id, base_url=settings.EASYPOST_URL, auth=(api_key, "")
        )

    def create(self, tracking_number: str, carrier: str) -> TrackerUpdate:
        """Start tracking; the same number and carrier within three months gives the same tracker."""
        tracker = {"tracking_code": tracking_number}
        if carrier:
            tracker["carrier"] = carrier
        return self._tracker("create_tracker", "POST", "/trackers", {"tracker": tracker})

    def get(self, tracker_id: str) -> TrackerUpdate:
        """Read a tracker."""
        return self._tracker("get_tracker", "GET", f"/trackers/{tracker_id}", None)

    def list_many(self, codes: Iterable[str]) -> tuple[TrackerUpdate, ...]:
        """Read many trackers in as few calls as the API allows.

        Tracking numbers go by the page; tracker ids (`trk_…`) have no bulk call and go one by one.
        """
        wanted = list(dict.fromkeys(codes))
        numbers = [item for item in wanted if not item.startswith("trk_")]
        found = [self.get(item) for item in wanted if item.startswith("trk_")]
        for start in range(0, len(numbers), PAGE):
            found += self._page(numbers[start : start + PAGE])
        return tuple(found)

    def ensure_webhook(self, url: str, secret: str) -> bool:
        """Have tracker events sent to `url`, signed with `secret`; say whether that is new.

        An address that is known is switched on again: EasyPost disables one that failed for long.
        """
        reply = self._http.request("list_webhooks", "GET", "/webhooks", safe=True)
        listed = _checked(reply).get("webhooks") or []
        mine = [item for item in listed if isinstance(item, dict) and item.get("url") == url]
        body = {"webhook": {"url": url, "webhook_secret": secret}}
        if mine:
            path, method = f"/webhooks/{mine[0].get('id')}", "PATCH"
        else:
            path, method = "/webhooks", "POST"
        _checked(self._http.request("ensure_webhook", method, path, json=body, safe=True))
        return not mine

    def _page(self, codes: list[str]) -> list[TrackerUpdate]:
        found: list[TrackerUpdate] = []
        before = ""
        while True:
            params = {"tracking_codes[]": codes, "page_size": PAGE}
            reply = self._http.request(
                "list_trackers",
                "GET",
                "/trackers",
                params={**params, "before_id": before} if before else params,
                safe=True,
            )
            body = _checked(reply)
            page = [read_reply(_Tracker, item, reply) for item in body.get("trackers") or []]
            found += [_update(tracker) for tracker in page]
            if not body.get("has_more") or not page or page[-1].id == before:
                return found
            before = page[-1].id

    def _tracker(self, operation: str, method: str, path: str, json: Any) -> TrackerUpdate:
        reply = self._http.request(operation, method, path, json=json, safe=True)
        return _update(read_reply(_Tracker, _checked(reply), reply))


class EasyPostVerifier:
    """`X-Hmac-Signature`: hex HMAC-SHA256 of the raw body; the secret is NFKD-normalised first."""

    def verify(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str]) -> Verified:
        """Check the signature and read the event's id and kind from the body."""
        given = headers.get("X-Hmac-Signature", "")
        if not given or not matches_any([sign(secret, body) for secret in secrets], given):
            raise SignatureError()
        event = _loads(body)
        return Verified(
            topic=str(event.get("description") or "")[:80],
            delivery_id=as_id(str(event.get("id") or ""), body),
            headers=keep_headers(headers, ("Content-Type", "User-Agent")),
        )


def sign(secret: str, body: bytes) -> str:
    """Return the signature EasyPost would send."""
    key = unicodedata.normalize("NFKD", secret).encode()
    return PREFIX + hmac.new(key, body, hashlib.sha256).hexdigest()


def parse_event(body: bytes) -> TrackerUpdate:
    """Parse a tracker event; raises Invalid."""
    return _update(parse_body(_Event, body).result)


def _loads(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def _update(tracker: _Tracker) -> TrackerUpdate:
    scans = tuple(_scan(detail) for detail in tracker.tracking_details)
    newest = max((scan.occurred_at for scan in scans), default=None)
    return TrackerUpdate(
        tracker_id=tracker.id,
        provider=PROVIDER,
        carrier=tracker.carrier,
        tracking_number=tracker.tracking_code,
        status=tracker.status,
        estimated_delivery=_day(tracker.est_delivery_date),
        scans=scans,
        updated_at=tracker.updated_at or newest or clock.now(),
        service=tracker.carrier_detail.service if tracker.carrier_detail else "",
    )


def _scan(detail: _Detail) -> Scan:
    place = detail.tracking_location or _Place()
    return Scan(
        code=detail.status,
        detail=detail.status_detail,
        text=detail.message or detail.description,
        occurred_at=detail.datetime,
        city=place.city,
        region=place.state,
        country=place.country,
    )


def _day(text: str) -> date | None:
    """Take the day as written: the carrier's local day, whatever zone is stamped on it."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _checked(reply: Reply) -> dict[str, Any]:
    """Return the body of a good answer; a refusal becomes Rejected in EasyPost's words."""
    if not reply.ok:
        raise Rejected(_refusal(reply))
    body = reply.json()
    if not isinstance(body, dict):
        raise Unavailable("EasyPost's answer is not an object.")
    return body


def _refusal(reply: Reply) -> str:
    if reply.status in (401, 403):
        return "EasyPost refused our API key. Check it in the admin."
    error = _loads(reply.body).get("error")
    if isinstance(error, dict):
        details = error.get("errors") or []
        said = [str(error.get("message") or "")]
        said += [str(item.get("message") if isinstance(item, dict) else item) for item in details]
        error = " ".join(text for text in said if text)
    return f"EasyPost answered {reply.status}: {error or 'no reason given'}"[:500]
