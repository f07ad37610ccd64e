"""AfterShip over HTTP: trackings of the sandbox's parcels, and signed events to post.

AfterShip's webhooks are set up by hand in its own admin, so there is no API for them here either: a
test or a curious person renders a signed event with `delivery` and posts it.
"""

import json
import uuid

from opsdesk.sandbox import parcels
from opsdesk.sandbox.delivery import Delivery
from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.signing import shopify_hmac
from opsdesk.sandbox.wire import Doc, Request, Response
from opsdesk.sandbox.world import World

NAMESPACE = uuid.UUID("6b2f3c5e-0f14-4d7c-9d8b-7d0d9c0f8a11")
MAX_PAGE = 100
# What AfterShip calls each step of a parcel's story.
TAGS = {
    "label": ("InfoReceived", "InfoReceived_001"),
    "pickup": ("InTransit", "InTransit_002"),
    "departed": ("InTransit", "InTransit_007"),
    "arrived": ("InTransit", "InTransit_003"),
    "destination": ("InTransit", "InTransit_003"),
    "out": ("OutForDelivery", "OutForDelivery_001"),
    "delivered": ("Delivered", "Delivered_001"),
    "attempt": ("AttemptFail", "AttemptFail_002"),
    "delayed": ("Exception", "Exception_005"),
    "weather": ("Exception", "Exception_017"),
    "return": ("Exception", "Exception_010"),
    "returned": ("Exception", "Exception_011"),
}


class AfterShip:
    """The tracking part of the API; an account is an API key."""

    vendor = "aftership"
    slow_inside: frozenset[str] = frozenset()

    def __init__(self, world: World, keys: frozenset[str]) -> None:
        self._world = world
        self._keys = keys

    def operation(self, request: Request) -> str:
        """Name a request the way its documentation does: `POST trackings`, `GET trackings/{id}`."""
        parts = request.path.strip("/").split("/")[1:]
        return f"{request.method} {parts[0] if parts else ''}" + ("/{id}" if parts[1:] else "")

    def failure(self, status: int, message: str) -> Response:
        """Return an error in AfterShip's envelope."""
        return _answer(status, {}, code=status, message=message)

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer one request."""
        account = request.headers.get("as-api-key", "")
        if account not in self._keys:
            return self.failure(401, "The API key is invalid.")
        parts = request.path.strip("/").split("/")
        if parts[0] != "2026-07" or parts[1:2] != ["trackings"]:
            return self.failure(404, "The URI requested is invalid.")
        if request.method == "POST" and len(parts) == 2:
            return self._create(account, request.json())
        if request.method == "GET":
            return self._one(account, parts[2]) if len(parts) > 2 else self._list(account, request)
        return self.failure(404, "The URI requested is invalid.")

    def _create(self, account: str, given: Doc) -> Response:
        number = str(given.get("tracking_number") or "").strip()
        if not number:
            return _answer(422, {}, code=4005, message="The value of `tracking_number` is invalid.")
        name = _id(account, number)
        if self._world.state.get("trackings", name):
            message = "Tracking already exists."
            return _answer(400, {"id": name}, code=ALREADY_THERE, message=message)
        parcel = self._world.state.get("parcels", number) or {}
        doc = {
            "id": name,
            "account": account,
            "number": number,
            "slug": str(given.get("slug") or parcel.get("carrier") or "").lower(),
            "created_at": self._world.now(),
        }
        with self._world.state.transaction():
            self._world.state.save("trackings", name, doc)
            self._world.ledger.record(
                "trackers", id=name, account=account, tracking_code=number, carrier=doc["slug"]
            )
        return _answer(201, self.view(doc))

    def _one(self, account: str, name: str) -> Response:
        doc = self._world.state.get("trackings", name)
        if doc is None or doc["account"] != account:
            return _answer(404, {}, code=4004, message="Tracking does not exist.")
        return _answer(200, self.view(doc))

    def _list(self, account: str, request: Request) -> Response:
        wanted = set((request.first("tracking_numbers") or "").split(",")) - {""}
        mine = [doc for doc in self._world.state.all("trackings") if doc["account"] == account]
        found = [doc for doc in mine if not wanted or doc["number"] in wanted]
        size = min(MAX_PAGE, int(request.first("limit") or MAX_PAGE))
        start = int(request.first("cursor") or 0)
        following = str(start + size) if start + size < len(found) else None
        page = {"total": len(found), "next_cursor": following, "has_next_page": bool(following)}
        shown = [self.view(doc) for doc in found[start : start + size]]
        return _answer(200, {"pagination": page, "trackings": shown})

    def view(self, doc: Doc) -> Doc:
        """Return the Tracking object as of now."""
        parcel = self._world.state.get("parcels", doc["number"])
        scans = parcels.seen(parcel, self._world.now()) if parcel else []
        tag, subtag = TAGS[scans[-1]["step"]] if scans else ("Pending", "Pending_001")
        return {
            "id": doc["id"],
            "tracking_number": doc["number"],
            "slug": doc["slug"],
            "active": True,
            "tag": tag,
            "subtag": subtag,
            "created_at": doc["created_at"],
            "updated_at": max([doc["created_at"], *(scan["at"] for scan in scans)]),
            "courier_estimated_delivery_date": _estimate(scans),
            "checkpoints": [_checkpoint(scan, doc) for scan in scans],
        }

    def delivery(self, tracking_number: str, secret: str, url: str = "") -> Delivery:
        """Return a signed `tracking_update` of a number, for a test to post itself."""
        doc = next(
            row for row in self._world.state.all("trackings") if row["number"] == tracking_number
        )
        message = self.view(doc)
        event = {
            "event": "tracking_update",
            "event_id": str(uuid.uuid5(NAMESPACE, json.dumps(message))),
            "is_tracking_first_tag": False,
            "msg": message,
            "ts": 0,
        }
        body = json.dumps(event, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "as-webhook-version": "2026-07",
            "aftership-hmac-sha256": shopify_hmac(secret, body),  # the same base64 HMAC-SHA256
        }
        return Delivery(url, "tracking_update", headers, body)


ALREADY_THERE = 4003


def _answer(status: int, data: Doc, *, code: int = 0, message: str = "") -> Response:
    meta = {
        "code": code or status,
        "message": message,
        "type": "" if status < 300 else "BadRequest",
    }
    return Response.of({"meta": meta, "data": data}, status)


def _id(account: str, number: str) -> str:
    return uuid.uuid5(NAMESPACE, f"{account} {number}").hex


def _estimate(scans: list[Doc]) -> Doc | None:
    eta = parcels.estimate(scans)
    return {"estimated_delivery_date": eta, "type": "specific"} if eta else None


def _checkpoint(scan: Doc, doc: Doc) -> Doc:
    tag, subtag = TAGS[scan["step"]]
    return {
        "checkpoint_time": scan["at"],
        "tag": tag,
        "subtag": subtag,
        "message": scan["message"],
        "city": scan["city"],
        "state": scan["state"],
        "country_region": scan["country"],
        "hash": uuid.uuid5(NAMESPACE, f"{doc['id']} {scan['at']} {scan['step']}").hex,
    }
