"""Download an export line by line: constant memory, from any byte on, never half a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from django.conf import settings

from opsdesk.errors import Rejected, Unavailable
from opsdesk.http import CONNECT_TIMEOUT, SESSION, traced

CHUNK = 64 * 1024
LONGEST_LINE = 8 * 1024 * 1024
GONE = frozenset({400, 401, 403, 404, 410})  # what storage services answer to an expired link


class LinkExpired(Unavailable):
    """The link to the file no longer works; a new look at the operation gives a new one."""

    code = "shopify_bulk_link_expired"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file and the byte after it: where to go on."""

    text: bytes
    end: int


def stream(url: str, start: int, store_id: int | None) -> Iterator[Line]:
    """Yield the whole lines of the file from byte `start` on.

    Raises LinkExpired, Unavailable when it breaks off (lines yielded until then are good).
    """
    _check(url)
    with traced("shopify", store_id, "bulk_download", "GET", url) as call:
        # Compressed, the bytes we count would not be the bytes a range means.
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        try:
            with SESSION.get(
                url,
                headers=headers,
                stream=True,
                timeout=(CONNECT_TIMEOUT, settings.VENDOR_TIMEOUT),
                allow_redirects=False,
            ) as response:
                call.status, call.outcome = response.status_code, "ok"
                yield from _lines(_chunks(response, start), start)
        except requests.exceptions.RequestException as error:
            raise Unavailable("The download of Shopify's export broke off.") from error


def _check(url: str) -> None:
    """Refuse a link that is not to the outside; the sandbox's is where the sandbox is."""
    expected = urlsplit(settings.SHOPIFY_URL)
    parts = urlsplit(url)
    if parts.scheme != "https" and (parts.scheme, parts.netloc) != (
        expected.scheme,
        expected.netloc,
    ):
        raise Rejected("Shopify's export is at an address we do not trust.")


def _chunks(response: requests.Response, start: int) -> Iterator[bytes]:
    status = response.status_code
    if status == 416:
        return  # nothing behind what we have
    if status in GONE:
        raise LinkExpired("The link to Shopify's export has expired.")
    if status not in (200, 206):
        raise Unavailable(f"Shopify's export cannot be fetched ({status}).")
    to_skip = start if status == 200 else 0  # the server does not do ranges
    if status == 206:
        told = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
        if told is None or int(told[1]) != start:
            raise Unavailable("Shopify's export came from another place than asked for.")
    for chunk in response.iter_content(CHUNK):
        if to_skip >= len(chunk):
            to_skip -= len(chunk)
            continue
        yield chunk[to_skip:]
        to_skip = 0


def _lines(chunks: Iterator[bytes], start: int) -> Iterator[Line]:
    end, rest = start, b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for text in whole:
            end += len(text) + 1
            if text.strip():
                yield Line(text, end)
        if len(rest) > LONGEST_LINE:
            raise Rejected("A line of Shopify's export is longer than any order can be.")
    if rest.strip():
        # The last line may lack its end; half a line is no JSON, which the caller notices.
        yield Line(rest, end + len(rest))
