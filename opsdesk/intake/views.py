"""The door for webhooks: verify the bytes, keep them once, answer; the work comes later.

413 too big · 404 nobody by that name · 401 bad signature · 200 kept, known or of no interest
503 the database is away: the vendor will come again, so it must never hear 200
"""

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from opsdesk.intake import services
from opsdesk.intake.services import Outcome

logger = structlog.get_logger(__name__)

CHUNK = 64 * 1024


@csrf_exempt
@require_POST
def receive(request: HttpRequest, vendor: str, slug: str) -> HttpResponse:
    """Take in one delivery of `vendor` for the store `slug`."""
    try:
        body = _read(request, settings.INTAKE_MAX_BYTES)
    except (UnreadablePostError, ValueError):
        return HttpResponse(status=400)  # the sender hung up, or its framing is broken
    try:
        if body is None:
            return _answer(services.refuse_too_big(vendor, slug))
        return _answer(services.receive(vendor, slug, request.headers, body))
    except (OperationalError, InterfaceError) as error:
        logger.error("intake.database_away", vendor=vendor, error=type(error).__name__)
        response = HttpResponse(status=503)
        response["Retry-After"] = "5"
        return response


def _answer(outcome: Outcome) -> HttpResponse:
    return HttpResponse(status=outcome.status)


def _read(request: HttpRequest, limit: int) -> bytes | None:
    """Return the raw body, or None when it is longer than `limit`; never read more than that."""
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        # Without a length Django reads nothing; the server un-chunks and marks the end.
        return _read_stream(request, limit)
    if _length(request) > limit:
        return None
    return request.body


def _read_stream(request: HttpRequest, limit: int) -> bytes | None:
    stream = request.META["wsgi.input"]
    parts: list[bytes] = []
    size = 0
    while part := stream.read(min(CHUNK, limit + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limit:
            return None
    return b"".join(parts)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0
