"""One webhook on its way: what is sent, who renders it, and the post itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import requests

from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.wire import Doc

TIMEOUT = (1.0, 5.0)


@dataclass(frozen=True)
class Delivery:
    """One rendered webhook: what the vendor would post."""

    url: str
    topic: str
    headers: Mapping[str, str]
    body: bytes


class Courier(Protocol):
    """Knows a vendor's subscribers and its envelope."""

    def targets(self, event: Doc) -> list[Doc]:
        """Return the subscriptions that want this event."""

    def parked(self, event: Doc) -> bool:
        """Tell whether the event waits for a subscriber instead of being dropped."""

    def disconnect(self, target: Doc) -> None:
        """Drop a subscription whose receiver has failed for too long."""

    def deliver(self, event: Doc, target: Doc) -> Delivery:
        """Render and sign."""


@dataclass(order=True)
class Job:
    """One event on its way to one subscriber."""

    due: float
    number: int
    event: Doc = field(compare=False)
    target: Doc = field(compare=False)
    generation: int = field(default=0, compare=False)
    attempts: int = field(default=0, compare=False)
    held: bool = field(default=False, compare=False)


def post(session: requests.Session, delivery: Delivery) -> int:
    """Post one delivery; returns the status, 0 when there was no answer."""
    try:
        answer = session.post(
            delivery.url,
            data=delivery.body,
            headers=dict(delivery.headers),
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except requests.RequestException:
        return 0
    return answer.status_code


def spoilt(delivery: Delivery, fault: Fault | None) -> Delivery:
    """Return the delivery with a forged signature, when that is the fault."""
    if fault is None or fault.kind != "bad_signature":
        return delivery
    forged = {
        name: value[::-1] if "signature" in name.lower() or "hmac" in name.lower() else value
        for name, value in delivery.headers.items()
    }
    return Delivery(delivery.url, delivery.topic, forged, delivery.body)
