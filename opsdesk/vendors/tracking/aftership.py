"""AfterShip trackings: create, read, and the tracking webhook.

Webhooks are set up in AfterShip's own admin (no API makes them): the address is ours to give, the
secret theirs, stored as a credential of the store.
"""

import base64
import hashlib
import hmac
import json
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

PROVIDER = "aftership"
PAGE = 100
ALREADY_THERE = 4003  # as good as made

Code = Annotated[str, BeforeValidator(words(80))]


class _Checkpoint(Frozen):
    checkpoint_time: Moment
    tag: Code = ""
    subtag: Code = ""
    message: Text = ""
    city: Code = ""
    state: Code = ""
    country_region: Code = ""
    hash: Code = ""


class _Estimate(Frozen):
    estimated_delivery_date: Code = ""


class _Tracking(Frozen):
    id: Annotated[str, BeforeValidator(words(80)), Field(min_length=1)]
    tracking_number: Code = ""
    slug: Annotated[str, BeforeValidator(words(40))] = ""
    tag: Code = "Pending"
    shipment_type: Code = ""  # the carrier's service
    courier_estimated_delivery_date: _Estimate | None = None
    checkpoints: Annotated[tuple[_Checkpoint, ...], OrEmpty] = ()
    updated_at: Moment | None = None


class _Event(Frozen):
    msg: _Tracking


class AfterShip:
    """The trackings of one AfterShip account."""

    provider = PROVIDER

    def __init__(self, api_key: str, store_id: int | None) -> None:
        self._http = Client(
            PROVIDER,
            store_id=store_id,
            base_url=settings.AFTERSHIP_URL,
            headers={"as-api-key": api_key},
        )

    def create(self, tracking_number: str, carrier: str) -> TrackerUpdate:
        """Start tracking; a number that is tracked already is read instead."""
        body = {"tracking_number": tracking_number}
        if carrier:
            body["slug"] = carrier
        reply = self._http.request("create_tracking", "POST", "/trackings", json=body, safe=True)
        if not reply.ok and _meta(reply).get("code") == ALREADY_THERE:
            known = _meta(reply, "data").get("id")
            if known:
                return self.get(str(known))
            found = self.list_many([tracking_number])
            if found:
                return found[0]
        return _update(read_reply(_Tracking, _checked(reply), reply))

    def get(self, tracker_id: str) -> TrackerUpdate:
        """Read a tracking."""
        reply = self._http.request("get_tracking", "GET", f"/trackings/{tracker_id}", safe=True)
        return _update(read_reply(_Tracking, _checked(reply), reply))

    def list_many(self, codes: Iterable[str]) -> tuple[TrackerUpdate, ...]:
        """Read many trackings by their numbers in as few calls as the API allows."""
        wanted = list(dict.fromkeys(codes))
        found: list[TrackerUpdate] = []
        for start in range(0, len(wanted), PAGE):
            found += self._pages(wanted[start : start + PAGE])
        return tuple(found)

    def _pages(self, numbers: list[str]) -> list[TrackerUpdate]:
        found: list[TrackerUpdate] = []
        cursor = ""
        while True:
            params = {"tracking_numbers": ",".join(numbers), "limit": PAGE}
            reply = self._http.request(
                "list_trackings",
                "GET",
                "/trackings",
                params={**params, "cursor": cursor} if cursor else params,
                safe=True,
            )
            data = _checked(reply)
            found += [
                _update(read_reply(_Tracking, item, reply)) for item in data.get("trackings") or []
            ]
            page = data.get("pagination") or {}
            following = str(page.get("next_cursor") or "") if isinstance(page, dict) else ""
            if not following or following == cursor:
                return found
            cursor = following


class AfterShipVerifier:
    """`aftership-hmac-sha256`: base64 HMAC-SHA256 of the raw body under the webhook secret."""

    def verify(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str]) -> Verified:
        """Check the signature and read the event's id and kind from the body."""
        given = headers.get("aftership-hmac-sha256", "")
        if not given or not matches_any([sign(secret, body) for secret in secrets], given):
            raise SignatureError()
        event = _loads(body)
        return Verified(
            topic=str(event.get("event") or "")[:80],
            delivery_id=as_id(str(event.get("event_id") or ""), body),
            headers=keep_headers(headers, ("Content-Type", "User-Agent", "as-webhook-version")),
        )


def sign(secret: str, body: bytes) -> str:
    """Return the signature AfterShip would send."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def parse_event(body: bytes) -> TrackerUpdate:
    """Parse a tracking event; raises Invalid."""
    return _update(parse_body(_Event, body).msg)


def _loads(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def _update(tracking: _Tracking) -> TrackerUpdate:
    scans = tuple(_scan(checkpoint) for checkpoint in tracking.checkpoints)
    newest = max((scan.occurred_at for scan in scans), default=None)
    estimate = tracking.courier_estimated_delivery_date or _Estimate()
    return TrackerUpdate(
        tracker_id=tracking.id,
        provider=PROVIDER,
        carrier=tracking.slug,
        tracking_number=tracking.tracking_number,
        service=tracking.shipment_type,
        status=tracking.tag,
        estimated_delivery=_day(estimate.estimated_delivery_date),
        scans=scans,
        updated_at=tracking.updated_at or newest or clock.now(),
    )


def _scan(checkpoint: _Checkpoint) -> Scan:
    country = checkpoint.country_region
    return Scan(
        code=checkpoint.tag,
        detail=checkpoint.subtag,
        text=checkpoint.message,
        occurred_at=checkpoint.checkpoint_time,
        city=checkpoint.city,
        region=checkpoint.state,
        country=country if len(country) == 2 else "",
        mark=checkpoint.hash,
    )


def _day(text: str) -> date | None:
    """Take the day as written: the carrier's local day."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _meta(reply: Reply, part: str = "meta") -> dict[str, Any]:
    found = _loads(reply.body).get(part)
    return found if isinstance(found, dict) else {}


def _checked(reply: Reply) -> dict[str, Any]:
    """Return the data of a good answer; a refusal becomes Rejected in AfterShip's words."""
    if reply.status in (401, 403):
        raise Rejected("AfterShip refused our API key. Check it in the admin.")
    if not reply.ok:
        words_ = _meta(reply).get("message") or "no reason given"
        raise Rejected(f"AfterShip answered {reply.status}: {words_}"[:500])
    body = reply.json()
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict):
        raise Unavailable("AfterShip's answer is not an object.")
    return data
