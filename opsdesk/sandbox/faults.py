"""Trouble on demand: each fault names a vendor, an operation and how often it strikes.

Kinds every vendor understands: `status`, `slow`, `connection_cut` (before anything happened),
`done_but_answer_lost` (after it happened), `truncated`. Shopify adds `throttled`, `user_errors`,
`pending`; OpenAI adds the ways a model goes wrong (see `openai_model`). Webhooks going out are the
operation `webhook` or `webhook <topic>`: `duplicate`, `out_of_order`, `slow`, `lost`, `bad_signature`.
"""

import random
import threading
from dataclasses import dataclass

from opsdesk.sandbox.wire import Doc


@dataclass
class Fault:
    """One trouble, `times` times (None: until cleared), with a probability."""

    vendor: str
    kind: str
    operation: str = "*"
    times: int | None = 1
    probability: float = 1.0
    status: int = 500
    retry_after: float | None = None
    seconds: float = 1.0
    message: str = ""
    skip: int = 0

    def matches(self, vendor: str, operation: str) -> bool:
        """Tell whether this fault is meant for the operation."""
        if self.vendor not in ("*", vendor) or vendor == "_sandbox":
            return False  # whoever arms faults must be able to disarm them
        named = self.operation
        return named in ("*", operation) and not (named == "*" and operation.startswith("webhook"))

    def describe(self) -> Doc:
        """Return the fault as the control API shows it."""
        return dict(vars(self))


class Faults:
    """The faults that are armed, in the order they were added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: list[Fault] = []
        self._dice = random.Random(7)

    def add(self, vendor: str, kind: str, operation: str = "*", **details: object) -> Fault:
        """Arm a fault, e.g. `add("shopify", "done_but_answer_lost", "refundCreate")`."""
        fault = Fault(vendor=vendor, kind=kind, operation=operation, **details)  # type: ignore[arg-type]
        with self._lock:
            self._armed.append(fault)
        return fault

    def take(self, vendor: str, operation: str) -> Fault | None:
        """Return the first fault that strikes now, and count it."""
        with self._lock:
            for fault in self._armed:
                if not fault.matches(vendor, operation) or not self._strikes(fault):
                    continue
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._armed.remove(fault)
                return fault
        return None

    def take_webhook(self, vendor: str, topic: str) -> Fault | None:
        """Return the fault for a webhook going out, by topic or for any topic."""
        return self.take(vendor, f"webhook {topic}") or self.take(vendor, "webhook")

    def _strikes(self, fault: Fault) -> bool:
        if fault.skip > 0:
            fault.skip -= 1
            return False
        return fault.probability >= 1.0 or self._dice.random() < fault.probability

    def clear(self) -> None:
        """Disarm everything."""
        with self._lock:
            self._armed.clear()

    def armed(self) -> list[Doc]:
        """Return the armed faults for the control API."""
        with self._lock:
            return [fault.describe() for fault in self._armed]
