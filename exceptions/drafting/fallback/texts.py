"""The shape of one language's standard texts. Every field is a sentence with named gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exceptions.models import Kind
from opsdesk.taxonomy import Reason


@dataclass(frozen=True, slots=True)
class Situation:
    """What happened, fullest form first: the first whose gaps can all be filled is used."""

    subject: str
    forms: tuple[str, ...]
    reply: str  # what a reply without a refund goes on to say


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything the fallback can say in one language."""

    greeting: str
    greeting_anyone: str
    carrier: str  # when its name is not known, as the subject of a sentence
    with_carrier: str  # "with {carrier}"
    with_unknown_carrier: str
    situations: Mapping[Kind, Situation]
    returned: str  # the parcel is already back
    attempt_reasons: Mapping[Reason, str]
    address_please: str  # instead of the usual reply when the address is the trouble
    refund_subject: str
    full: str
    full_unstated: str  # the amount cannot be said exactly in the customer's currency
    partial: str
    partial_unstated: str
    shipping: str
    shipping_unstated: str
    refund_time: str
    still_coming: str  # after a refund of a parcel that may yet arrive
    still_following: str  # after a refund of the shipping
    sorry: str
    signature: str
