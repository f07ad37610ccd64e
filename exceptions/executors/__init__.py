"""How each remedy is carried out: `look` reads what the vendor already has, `act` asks for it.

An executor only talks to the vendor; `exceptions.execution` claims before and records after.
"""

from exceptions.executors import refund, reply
from exceptions.executors.base import Executor, FactsChanged, Outcome
from exceptions.models import RemedyKind

EXECUTORS: dict[str, Executor] = {
    RemedyKind.FULL_REFUND: Executor(refund.look, refund.act),
    RemedyKind.PARTIAL_REFUND: Executor(refund.look, refund.act),
    RemedyKind.SHIPPING_REFUND: Executor(refund.look, refund.act),
    RemedyKind.REPLY_ONLY: Executor(reply.look, reply.act),
}

__all__ = ["EXECUTORS", "Executor", "FactsChanged", "Outcome"]
