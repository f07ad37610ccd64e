"""What every executor takes and gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exceptions.models import Execution, Proposal
from opsdesk.errors import Conflict
from opsdesk.vendors.shopify.refunds import RefundView


class FactsChanged(Conflict):
    """What the approval rested on is no longer so; nothing was done. The message says what."""

    code = "facts_changed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the vendor has now. `is_settled` False: it exists but the money is not confirmed yet."""

    vendor_id: str
    answer: str
    is_settled: bool = True
    refund: RefundView | None = None


@dataclass(frozen=True, slots=True)
class Executor:
    """`look` finds what an earlier attempt already did (None = nothing); `act` does it."""

    look: Callable[[Execution, Proposal], Outcome | None]
    act: Callable[[Execution, Proposal], Outcome]
