"""SendGrid: one mail per call, and the signed event webhook's settings.

The `sendgrid` package builds the request; its bytes leave through `opsdesk.http` like everyone's, so
they have a timeout, a trace and a verdict (the package itself has none of the three and logs bodies).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from email.message import Message
from typing import Any
from urllib.request import Request

import python_http_client
from django.conf import settings
from sendgrid import SendGridAPIClient
from sendgrid.helpers import mail as helpers

from opsdesk.errors import NotConnected, OutcomeUnknown, Rejected
from opsdesk.http import Client, Reply, unclear
from opsdesk.vendors.messaging.base import Mail

Carry = Callable[[Request], Reply]

VENDOR = "sendgrid"
EVENTS = ("processed", "delivered", "deferred", "bounce", "dropped", "spam_report", "unsubscribe")


class SendGrid:
    """The mails of one SendGrid account."""

    def __init__(self, api_key: str, store_id: int | None) -> None:
        self._http = Client(VENDOR, store_id=store_id, base_url=settings.SENDGRID_URL)
        self._headers = SendGridAPIClient(api_key).client.request_headers

    def send(self, mail: Mail, reference: str) -> str:
        """Hand over a mail and return SendGrid's id for it. There is no idempotency: never twice.

        Raises Rejected (its words), NotConnected (our key was refused), Unavailable (not taken),
        OutcomeUnknown (may have been taken).
        """

        def carry(request: Request) -> Reply:
            return self._carry("mail.send", request, reference=reference, safe=False)

        reply = self._endpoint("mail/send", carry).sent("post", _message(mail).get())
        if reply.status not in (200, 202):
            raise OutcomeUnknown(f"SendGrid answered {reply.status}.")
        return str(reply.headers.get("X-Message-Id") or "")

    def ensure_event_webhook(self, url: str) -> str:
        """Have events sent to `url`, signed; return the public key. Twice does no harm."""

        def carry(request: Request) -> Reply:
            return self._carry("events.settings", request, reference="", safe=True)

        body: dict[str, Any] = {"enabled": True, "url": url, **dict.fromkeys(EVENTS, True)}
        self._endpoint("user/webhooks/event/settings", carry).sent("patch", body)
        signing = self._endpoint("user/webhooks/event/settings/signed", carry)
        reply = signing.sent("patch", {"enabled": True})
        answer = reply.json()
        key = answer.get("public_key") if isinstance(answer, dict) else None
        if not isinstance(key, str) or not key:
            raise unclear(reply.is_read, "SendGrid did not tell its public key.")
        return key

    def _endpoint(self, path: str, carry: Carry) -> _Endpoint:
        return _Endpoint(path, dict(self._headers), carry)

    def _carry(self, operation: str, request: Request, *, reference: str, safe: bool) -> Reply:
        return self._http.request(
            operation,
            request.get_method(),
            request.full_url.removeprefix(self._http.base_url),
            data=request.data,
            headers=dict(request.header_items()),
            reference=reference,
            safe=safe,
        )


class _Endpoint(python_http_client.Client):  # type: ignore[misc]
    """The package's client with another way out than urllib."""

    def __init__(self, path: str, headers: dict[str, str], carry: Carry) -> None:
        super().__init__(
            host=settings.SENDGRID_URL,
            request_headers=headers,
            version=3,
            url_path=path.split("/"),
            timeout=settings.VENDOR_TIMEOUT,
        )
        self.carry = carry
        self.reply: Reply | None = None

    def sent(self, method: str, body: dict[str, Any]) -> Reply:
        """Send `body` and return the reply; raises Rejected for a refusal."""
        getattr(self, method)(request_body=body)
        if self.reply is None:
            raise RuntimeError("python_http_client did not send the request")
        return _checked(self.reply)

    def _make_request(self, opener: Any, request: Request, timeout: Any = None) -> _Answer:
        self.reply = self.carry(request)
        return _Answer(self.reply)


class _Answer:
    """A reply in the shape the package expects from urllib."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def getcode(self) -> int:
        return self._reply.status

    def read(self) -> bytes:
        return self._reply.body

    def info(self) -> Message:
        return Message()


def _message(mail: Mail) -> Any:
    to = helpers.To()
    to.email = mail.to  # set, not parsed: "a, b <c@d.example>" must not become another address
    message = helpers.Mail(
        from_email=helpers.Email(mail.from_email, mail.from_name or None),
        to_emails=to,
        subject=mail.subject,
        plain_text_content=mail.text or None,
        html_content=mail.html or None,
    )
    if mail.reply_to:
        message.reply_to = helpers.ReplyTo(mail.reply_to)
    for name, value in mail.custom_args.items():
        # In the personalization: SendGrid's own schema wants text at the top level.
        message.personalizations[0].add_custom_arg(helpers.CustomArg(name, value))
    # Pixels and rewritten links tell us nothing we need and make mails look like advertising.
    message.tracking_settings = helpers.TrackingSettings(
        click_tracking=helpers.ClickTracking(False, False),
        open_tracking=helpers.OpenTracking(False),
    )
    return message


def _checked(reply: Reply) -> Reply:
    if reply.ok:
        return reply
    if reply.status in (401, 403):
        # The key is at fault, not the request: with another one the same request will succeed.
        raise NotConnected("SendGrid refused our API key. Check it in the admin.")
    raise Rejected(f"SendGrid answered {reply.status}: {_words(reply) or 'no reason given'}"[:500])


def _words(reply: Reply) -> str:
    try:
        body = json.loads(reply.body)
    except ValueError:
        return ""
    errors = body.get("errors") if isinstance(body, dict) else None
    if not isinstance(errors, list):
        return ""
    return " ".join(str(item.get("message", "")) for item in errors if isinstance(item, dict))
