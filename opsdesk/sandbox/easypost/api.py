"""EasyPost over HTTP: trackers, webhooks, and the courier that signs tracker events."""

import json
import uuid

from opsdesk.sandbox.delivery import Delivery
from opsdesk.sandbox.easypost.trackers import Trackers
from opsdesk.sandbox.easypost.views import changed_attributes, hook_view, new_id
from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.signing import easypost_hmac
from opsdesk.sandbox.wire import Doc, Request, Response
from opsdesk.sandbox.world import World

PAGE = 20
MAX_PAGE = 100


class EasyPost:
    """The tracking part of the API; an account is an API key."""

    vendor = "easypost"
    slow_inside: frozenset[str] = frozenset()

    def __init__(self, world: World, keys: frozenset[str]) -> None:
        self._world = world
        self._keys = keys
        self.book = Trackers(world)

    @property
    def trackers(self) -> list[Doc]:
        """Return every tracker as the API shows it."""
        return [self.book.view(doc) for doc in self._world.state.all("trackers")]

    def operation(self, request: Request) -> str:
        """Name a request the way its documentation does: `POST trackers`, `GET trackers/{id}`."""
        parts = request.path.strip("/").split("/")[1:]
        return f"{request.method} {parts[0] if parts else ''}" + ("/{id}" if parts[1:] else "")

    def failure(self, status: int, message: str) -> Response:
        """Return an error in EasyPost's envelope."""
        code = {
            401: "UNAUTHORIZED",
            404: "NOT_FOUND",
            422: "PARAMETER.INVALID",
            429: "RATE_LIMITED",
        }.get(status, "INTERNAL_SERVER_ERROR" if status >= 500 else "BAD_REQUEST")
        return Response.of({"error": {"code": code, "message": message, "errors": []}}, status)

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer one request."""
        account = request.basic_user()
        if account not in self._keys:
            return self.failure(401, "This api key is not valid.")
        parts = request.path.strip("/").split("/")
        if parts[0] != "v2" or len(parts) not in (2, 3):
            return self.failure(404, "The requested resource could not be found.")
        name = parts[2] if len(parts) == 3 else None
        routes = {
            ("POST", "trackers", False): lambda: self._create(account, request.json()),
            ("GET", "trackers", False): lambda: self._list(account, request),
            ("GET", "trackers", True): lambda: self._retrieve(account, str(name)),
            ("POST", "webhooks", False): lambda: self._subscribe(account, request.json()),
            ("GET", "webhooks", False): lambda: self._subscriptions(account),
            ("PATCH", "webhooks", True): lambda: self._resubscribe(account, str(name), request),
            ("DELETE", "webhooks", True): lambda: self._unsubscribe(account, str(name)),
        }
        route = routes.get((request.method, parts[1], name is not None))
        if route is None:
            return self.failure(404, "The requested resource could not be found.")
        response = route()
        response.headers["X-Ep-Request-Uuid"] = uuid.uuid4().hex
        return response

    # Trackers

    def _create(self, account: str, given: Doc) -> Response:
        asked = given.get("tracker") or {}
        code = str(asked.get("tracking_code") or "").strip()
        if not code:
            error = {"field": "tracking_code", "message": "is required"}
            body = {"code": "PARAMETER.REQUIRED", "message": "Missing required parameter."}
            return Response.of({"error": {**body, "errors": [error]}}, 422)
        view, new = self.book.create(account, code, str(asked.get("carrier") or ""))
        return Response.of(view, 201 if new else 200)

    def _retrieve(self, account: str, name: str) -> Response:
        tracker = self.book.get(account, name)
        if tracker is None:
            return self.failure(404, "The requested resource could not be found.")
        self.book.touch(tracker)
        return Response.of(self.book.view(tracker))

    def _list(self, account: str, request: Request) -> Response:
        codes = request.query.get("tracking_codes[]") or request.query.get("tracking_codes") or []
        wanted = {code for text in codes for code in text.split(",")}
        single = request.first("tracking_code")
        wanted |= {single} if single else set()
        asked = request.first("page_size") or str(PAGE)
        if not asked.isdigit():
            return self.failure(422, "page_size is not a number.")
        size = min(MAX_PAGE, int(asked))
        mine = self.book.of_account(account)
        newest = [doc for doc in mine if not wanted or doc["code"] in wanted]
        before = request.first("before_id")
        if before:
            names = [doc["id"] for doc in newest]
            newest = newest[names.index(before) + 1 :] if before in names else []
        shown = newest[:size]
        for tracker in shown:
            self.book.touch(tracker)
        views = [self.book.view(tracker) for tracker in shown]
        return Response.of({"trackers": views, "has_more": len(newest) > size})

    # Webhooks

    def _subscribe(self, account: str, given: Doc) -> Response:
        asked = given.get("webhook") or given
        url = asked.get("url")
        if not url:
            return self.failure(422, "url is required")
        for doc in self._hooks(account):
            if doc["url"] == url:
                return self.failure(422, "A webhook with this url already exists.")
        hook = {
            "id": new_id("hook", f"{account} {url} {self._world.state.next_number('hook')}"),
            "account": account,
            "url": url,
            "secret": asked.get("webhook_secret"),
            "created_at": self._world.now(),
            "since": self._world.events.latest(),
        }
        with self._world.state.transaction():
            self._world.state.save("hooks", hook["id"], hook)
            self._world.ledger.record(
                "subscriptions", vendor="easypost", account=account, topic="*", url=url
            )
        return Response.of(hook_view(hook), 201)

    def _hooks(self, account: str) -> list[Doc]:
        return [doc for doc in self._world.state.all("hooks") if doc["account"] == account]

    def _hook(self, account: str, name: str) -> Doc | None:
        return next((doc for doc in self._hooks(account) if doc["id"] == name), None)

    def _subscriptions(self, account: str) -> Response:
        return Response.of({"webhooks": [hook_view(doc) for doc in self._hooks(account)]})

    def _resubscribe(self, account: str, name: str, request: Request) -> Response:
        hook = self._hook(account, name)
        if hook is None:
            return self.failure(404, "The requested resource could not be found.")
        asked = request.json().get("webhook") or request.json()
        hook["secret"] = asked.get("webhook_secret", hook["secret"])
        return Response.of(hook_view(self._world.state.save("hooks", name, hook)))

    def _unsubscribe(self, account: str, name: str) -> Response:
        if self._hook(account, name) is None:
            return self.failure(404, "The requested resource could not be found.")
        self._world.state.delete("hooks", name)
        return Response.of({})

    # Courier

    def targets(self, event: Doc) -> list[Doc]:
        """Return the account's webhooks."""
        return [doc for doc in self._hooks(event["account"]) if event["id"] > doc["since"]]

    def parked(self, event: Doc) -> bool:
        """Drop news nobody subscribed to; a poll will find it."""
        return False

    def disconnect(self, target: Doc) -> None:
        """Disable the webhook; the app switches it on again."""
        self._world.state.delete("hooks", target["id"])

    def delivery(self, tracking_number: str, secret: str, url: str = "") -> Delivery:
        """Return the newest `tracker.updated` of a number, signed, for a test to post itself."""
        tracker = next(
            doc for doc in self._world.state.all("trackers") if doc["code"] == tracking_number
        )
        self.book.touch(tracker)
        event = {
            "id": 0,
            "account": tracker["account"],
            "topic": "tracker.updated",
            "tracker_id": tracker["id"],
            "revision": len(tracker["revisions"]) - 1,
        }
        return self.deliver(event, {"url": url, "secret": secret})

    def deliver(self, event: Doc, target: Doc) -> Delivery:
        """Render a tracker event and sign it."""
        tracker = self._world.state.get("trackers", event["tracker_id"])
        if tracker is None:
            raise LookupError(f"the tracker of event {event['id']} is gone")
        result = self.book.view(tracker, event["revision"])
        before = self.book.view(tracker, event["revision"] - 1) if event["revision"] else {}
        body = json.dumps(
            {
                "id": new_id("evt", f"{tracker['id']} {event['revision']}"),
                "object": "Event",
                "mode": "test",
                "description": event["topic"],
                "created_at": result["updated_at"],
                "updated_at": result["updated_at"],
                "status": "pending",
                "pending_urls": [target["url"]],
                "completed_urls": [],
                "user_id": new_id("user", event["account"]),
                "previous_attributes": changed_attributes(before, result),
                "result": result,
            },
            separators=(",", ":"),
        ).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "EasyPost Webhook"}
        if target["secret"]:
            headers["X-Hmac-Signature"] = easypost_hmac(target["secret"], body)
        return Delivery(target["url"], event["topic"], headers, body)
