"""What all fakes share: the state, the ledger, the webhooks waiting to go out, and the time."""

from opsdesk.sandbox.events import Events
from opsdesk.sandbox.ledger import Ledger
from opsdesk.sandbox.moments import Clock, stamp, wall_clock
from opsdesk.sandbox.state import State


class World:
    """One thing to pass around instead of four."""

    def __init__(self, state: State, clock: Clock = wall_clock) -> None:
        self.state = state
        self.clock = clock
        self.ledger = Ledger(state, clock)
        self.events = Events(state)

    def now(self) -> str:
        """Return the current moment as a stamp."""
        return stamp(self.clock())
