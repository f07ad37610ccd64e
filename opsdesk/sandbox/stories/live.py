"""Days that go on: the ticking thread that lets scans fall due and, when asked, keeps the shops busy."""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from opsdesk.sandbox import parcels
from opsdesk.sandbox.easypost.trackers import Trackers
from opsdesk.sandbox.stories.book import Book
from opsdesk.sandbox.stories.turns import TURNS
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World

logger = logging.getLogger(__name__)

TICK = 0.2
MOVING = ("pickup", "departed", "arrived", "destination", "out")


@dataclass(frozen=True)
class Pace:
    """Seconds between happenings while live; a month of history sets no pace."""

    order_every: float = 25.0
    scan_every: float = 12.0
    trouble_every: float = 75.0
    sent_after: float = 240.0


class Life:
    """Ticks: due scans always; new orders, scans and trouble when live."""

    def __init__(self, world: World, book: Book, trackers: Trackers, shops: list[str]) -> None:
        self._world = world
        self._book = book
        self._trackers = trackers
        self._shops = shops
        self._pace: Pace | None = None
        self._next: dict[str, float] = {}
        self._dice = Random()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Start ticking."""
        self._thread.start()

    def stop(self) -> None:
        """Stop ticking."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=0.5)

    def go_live(self, pace: Pace | None) -> None:
        """Keep the shops busy at this pace, or stop doing so."""
        self._pace = pace
        self._next.clear()

    def _run(self) -> None:
        while not self._stopping.wait(TICK):
            try:
                self._trackers.touch_all()
                if self._pace is not None:
                    self._live(self._pace)
            except Exception:
                logger.exception("sandbox.tick_failed")

    def _live(self, pace: Pace) -> None:
        if self._due("order", pace.order_every) and self._shops:
            self.new_order(pace)
        if self._due("scan", pace.scan_every):
            self.next_scan()
        if self._due("trouble", pace.trouble_every):
            self.new_trouble()

    def _due(self, what: str, every: float) -> bool:
        """Tell whether it is time again, with some irregularity; never right at the start."""
        now = time.monotonic()
        moment = self._next.setdefault(what, now + every * self._dice.uniform(0.3, 1.0))
        if now < moment:
            return False
        self._next[what] = now + every * self._dice.uniform(0.8, 1.2)
        return True

    def new_order(self, pace: Pace) -> None:
        """Let somebody buy something now; it is sent a few minutes later."""
        self._book.tell(
            "healthy",
            self._dice.choice(self._shops),
            age=0,
            dice=self._dice,
            sent_after=timedelta(seconds=pace.sent_after * self._dice.uniform(0.5, 1.5)),
            days=self._dice.choice((2, 3, 4)),
        )

    def next_scan(self) -> None:
        """Let a healthy parcel on its way be scanned now instead of later."""
        moving = self._on_the_way(("healthy", "late"))
        if moving:
            parcel = self._dice.choice(moving)
            with self._world.state.transaction():
                parcels.advance(parcel, self._world.now())
                self._world.state.save("parcels", parcel["code"], parcel)

    def new_trouble(self) -> None:
        """Let a healthy parcel run into trouble."""
        moving = self._on_the_way(("healthy",))
        if moving:
            self._book.turn(self._dice.choice(moving), self._dice.choice(sorted(TURNS)))

    def _on_the_way(self, stories: tuple[str, ...]) -> list[Doc]:
        now = self._world.now()
        known = {doc["code"] for doc in self._world.state.all("trackers")}
        found: list[Doc] = []
        for parcel in self._world.state.all("parcels"):
            if parcel["story"] in stories and parcel["code"] in known:
                scans = parcels.seen(parcel, now)
                if scans and scans[-1]["step"] in ("label", *MOVING):
                    found.append(parcel)
        return found
