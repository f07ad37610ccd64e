"""What was really done, whatever the client was told: the referee of every test about money."""

from opsdesk.sandbox.moments import Clock, stamp
from opsdesk.sandbox.state import State
from opsdesk.sandbox.wire import Doc

KINDS = ("orders", "refunds", "mails", "trackers", "subscriptions", "webhooks")


class Ledger:
    """Append-only entries per kind, written in the transaction of the act itself."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def record(self, kind: str, **facts: object) -> Doc:
        """Append one entry; call it inside the transaction that does the thing."""
        entry = {"at": stamp(self._clock()), **facts}
        number = self._state.next_number(f"ledger {kind}")
        return self._state.save(f"ledger {kind}", number, entry)

    def entries(self, kind: str) -> list[Doc]:
        """Return the entries of one kind, oldest first."""
        return self._state.all(f"ledger {kind}")

    def everything(self) -> dict[str, list[Doc]]:
        """Return the whole ledger for the control API."""
        return {kind: self.entries(kind) for kind in KINDS}
