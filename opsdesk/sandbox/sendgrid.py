"""SendGrid: mail send, event webhook settings, and signed event batches."""

import json
import secrets
import uuid

from opsdesk.sandbox.delivery import Delivery
from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.moments import parse
from opsdesk.sandbox.signing import EventSigner
from opsdesk.sandbox.wire import Doc, Request, Response
from opsdesk.sandbox.world import World

SETTINGS = "/v3/user/webhooks/event/settings"
SWITCHES = (
    "processed",
    "delivered",
    "deferred",
    "bounce",
    "dropped",
    "open",
    "click",
    "spam_report",
    "unsubscribe",
    "group_unsubscribe",
    "group_resubscribe",
)
# The local part of an address decides what becomes of a mail, as with the vendors' own test addresses.
FATES = {
    "bounce": ("processed", "bounce"),
    "blocked": ("processed", "blocked"),
    "dropped": ("dropped",),
    "deferred": ("processed", "deferred", "delivered"),
    "spam": ("processed", "delivered", "spamreport"),
    "open": ("processed", "delivered", "open"),
}
REASONS = {
    "bounce": {
        "type": "bounce",
        "status": "5.1.1",
        "reason": "550 5.1.1 The account does not exist",
    },
    "blocked": {"type": "blocked", "status": "5.7.1", "reason": "550 5.7.1 Message rejected"},
    "dropped": {"reason": "Bounced Address", "status": "5.0.0"},
    "deferred": {"response": "451 4.7.1 Please try again later", "attempt": "1"},
    "delivered": {"response": "250 2.0.0 OK"},
}


class SendGrid:
    """Mail that is never sent but always accounted for; an account is an API key."""

    vendor = "sendgrid"
    slow_inside: frozenset[str] = frozenset()

    def __init__(self, world: World, keys: frozenset[str]) -> None:
        self._world = world
        self._keys = keys
        stored = world.state.get("keys", "sendgrid")
        self.signer = EventSigner(stored["pem"] if stored else None)
        if stored is None:
            world.state.save("keys", "sendgrid", {"pem": self.signer.pem()})

    @property
    def mails(self) -> list[Doc]:
        """Return the ledger of mails accepted."""
        return self._world.ledger.entries("mails")

    def operation(self, request: Request) -> str:
        """Name a request by its path, e.g. `mail/send`."""
        return request.path.removeprefix("/v3/").strip("/")

    def failure(self, status: int, message: str, field: str | None = None) -> Response:
        """Return an error in SendGrid's list."""
        error = {"message": message, "field": field, "help": None}
        return Response.of({"errors": [error]}, status)

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer one request."""
        account = request.bearer()
        if account not in self._keys:
            return self.failure(
                401, "The provided authorization grant is invalid, expired, or revoked"
            )
        if request.path == "/v3/mail/send" and request.method == "POST":
            return self._send(account, request.json())
        if request.path == "/v3/scopes" and request.method == "GET":
            return Response.of({"scopes": ["mail.send", "user.webhooks.event.settings.update"]})
        if request.path.startswith(SETTINGS) and request.method in ("GET", "PATCH"):
            return self._configure(account, request)
        return self.failure(404, "Not Found")

    # Mail

    def _send(self, account: str, mail: Doc) -> Response:
        problem = _problem(mail)
        if problem is not None:
            return self.failure(400, *problem)
        if ((mail.get("mail_settings") or {}).get("sandbox_mode") or {}).get("enable"):
            return Response(200)
        message_id = secrets.token_urlsafe(16)
        with self._world.state.transaction():
            for number, personal in enumerate(mail["personalizations"]):
                self._accept(account, message_id, number, mail, personal)
        return Response(202, b"", {"X-Message-Id": message_id})

    def _accept(self, account: str, message_id: str, number: int, mail: Doc, personal: Doc) -> None:
        custom = {**(mail.get("custom_args") or {}), **(personal.get("custom_args") or {})}
        recipients = [
            row["email"] for kind in ("to", "cc", "bcc") for row in personal.get(kind) or []
        ]
        self._world.ledger.record(
            "mails",
            account=account,
            message_id=message_id,
            to=recipients,
            sender=mail["from"],
            subject=personal.get("subject") or mail.get("subject"),
            content=mail.get("content") or [],
            headers={**(mail.get("headers") or {}), **(personal.get("headers") or {})},
            categories=mail.get("categories") or [],
            custom_args=custom,
            reply_to=mail.get("reply_to"),
        )
        for email in recipients:
            self._foretell(account, f"{message_id}.filter{number:04d}.1.0", email, custom)

    def _foretell(self, account: str, message_id: str, email: str, custom: Doc) -> None:
        local = email.partition("@")[0].lower()
        moment = self._world.now()
        for name in FATES.get(local, ("processed", "delivered")):
            said = "bounce" if name == "blocked" else name
            event = {
                **custom,
                "email": email,
                "timestamp": int(parse(moment).timestamp()),
                "event": said,
                "sg_event_id": uuid.uuid4().hex,
                "sg_message_id": message_id,
                "smtp-id": f"<{message_id}@sandbox.example.com>",
                **REASONS.get(name, {}),
            }
            self._world.events.add("sendgrid", account, said, moment, items=[event])

    # Event webhook

    def _settings(self, account: str) -> Doc:
        known = self._world.state.get("event settings", account)
        switches = dict.fromkeys(SWITCHES, True)
        return known or {
            "enabled": False,
            "url": "",
            "friendly_name": "",
            "id": account[-8:],
            "signed": False,
            **switches,
        }

    def _configure(self, account: str, request: Request) -> Response:
        settings = self._settings(account)
        if request.path.startswith(f"{SETTINGS}/signed"):
            if request.method == "PATCH":
                settings["signed"] = bool(request.json().get("enabled"))
                self._world.state.save("event settings", account, settings)
            key = self.signer.public_key() if settings["signed"] else ""
            return Response.of({"public_key": key})
        if request.method == "PATCH":
            allowed = {"enabled", "url", "friendly_name", *SWITCHES}
            asked = {key: value for key, value in request.json().items() if key in allowed}
            if asked.get("enabled") and not (asked.get("url") or settings["url"]):
                return self.failure(400, "url is required", "url")
            settings.update(asked)
            with self._world.state.transaction():
                self._world.state.save("event settings", account, settings)
                self._world.ledger.record(
                    "subscriptions",
                    vendor="sendgrid",
                    account=account,
                    topic="*",
                    url=settings["url"],
                )
        shown = {key: value for key, value in settings.items() if key != "signed"}
        signed = {"public_key": self.signer.public_key()} if settings["signed"] else {}
        return Response.of({**shown, **signed})

    # Courier

    def targets(self, event: Doc) -> list[Doc]:
        """Return the account's event webhook when it wants this kind of event."""
        settings = self._settings(event["account"])
        switch = "spam_report" if event["topic"] == "spamreport" else event["topic"]
        wanted = settings["enabled"] and settings["url"] and settings.get(switch, True)
        return [settings] if wanted else []

    def parked(self, event: Doc) -> bool:
        """SendGrid keeps nothing for later subscribers."""
        return False

    def disconnect(self, target: Doc) -> None:
        """Do nothing: SendGrid keeps trying whatever the receiver says."""

    def deliver(self, event: Doc, target: Doc) -> Delivery:
        """Render a batch; it ends with CRLF, and the signature covers those two bytes too."""
        body = json.dumps(event["items"], separators=(",", ":")).encode() + b"\r\n"
        headers = {
            "Content-Type": "application/json;charset=utf-8",
            "User-Agent": "SendGrid Event API",
        }
        if target["signed"]:
            timestamp = str(int(self._world.clock().timestamp()))
            headers["X-Twilio-Email-Event-Webhook-Timestamp"] = timestamp
            headers["X-Twilio-Email-Event-Webhook-Signature"] = self.signer.sign(timestamp, body)
        return Delivery(target["url"], event["topic"], headers, body)


def _problem(mail: Doc) -> tuple[str, str] | None:
    """Return the first thing SendGrid would refuse a mail for, and the field."""
    personal = mail.get("personalizations")
    if not isinstance(personal, list) or not personal:
        return (
            "The personalizations field is required and must have at least one.",
            "personalizations",
        )
    return _recipient_problem(personal) or _content_problem(mail, personal)


def _recipient_problem(personal: list[Doc]) -> tuple[str, str] | None:
    for place, row in enumerate(personal):
        if not row.get("to"):
            field = f"personalizations.{place}.to"
            return "The to array is required for all personalization objects.", field
        if any("@" not in str(person.get("email", "")) for person in row["to"]):
            return "Does not contain a valid address.", f"personalizations.{place}.to.0.email"
    return None


def _content_problem(mail: Doc, personal: list[Doc]) -> tuple[str, str] | None:
    custom = mail.get("custom_args") or {}
    subjects = [mail.get("subject"), *(row.get("subject") for row in personal)]
    templated = bool(mail.get("template_id"))
    checks = (
        ((mail.get("from") or {}).get("email"), "The from object must be provided.", "from"),
        (templated or any(subjects), "The subject is required.", "subject"),
        (templated or mail.get("content"), "The content parameter is required.", "content"),
        (
            all(isinstance(value, str) for value in custom.values()),
            "The custom_args values must be strings.",
            "custom_args",
        ),
    )
    return next(((message, field) for fine, message, field in checks if not fine), None)
