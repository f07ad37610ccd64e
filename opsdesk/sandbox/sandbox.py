"""The sandbox as one object: start it, tell it stories, read its ledger."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import requests

from opsdesk.sandbox.aftership import AfterShip
from opsdesk.sandbox.config import Keys, SandboxConfig, ShopConfig
from opsdesk.sandbox.control import Control
from opsdesk.sandbox.delivery import Delivery, post
from opsdesk.sandbox.easypost.api import EasyPost
from opsdesk.sandbox.faults import Faults
from opsdesk.sandbox.moments import Clock, wall_clock
from opsdesk.sandbox.openai import OpenAI
from opsdesk.sandbox.sendgrid import SendGrid
from opsdesk.sandbox.server import Application, Fake, LoopbackServer
from opsdesk.sandbox.shopify.api import Shopify
from opsdesk.sandbox.shopify.subscriptions import signed_headers
from opsdesk.sandbox.state import State
from opsdesk.sandbox.stories.aftermath import Aftermath
from opsdesk.sandbox.stories.book import Book
from opsdesk.sandbox.stories.history import seed_history
from opsdesk.sandbox.stories.live import Life, Pace
from opsdesk.sandbox.stories.story import Story
from opsdesk.sandbox.webhooks import Webhooks
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World


class Sandbox:
    """Four vendors on one loopback port."""

    def __init__(
        self,
        shops: Sequence[ShopConfig] = (),
        *,
        keys: Keys | None = None,
        path: Path | None = None,
        clock: Clock = wall_clock,
        port: int = 0,
        senders: int = 6,
    ) -> None:
        self.shops = {shop.domain: shop for shop in shops}
        self.keys = keys or Keys()
        self.faults = Faults()
        self.world = World(State(path), clock)
        self.shopify = Shopify(self.world, self.shops)
        self.easypost = EasyPost(self.world, self.keys.easypost)
        self.aftership = AfterShip(self.world, self.keys.aftership)
        self.sendgrid = SendGrid(self.world, self.keys.sendgrid)
        self.openai = OpenAI(self.world, self.keys.openai)
        self.book = Book(self.world, self.shops, self.shopify)
        self.aftermath = Aftermath(self.world)
        self.webhooks = Webhooks(self.world, self.faults, senders)
        self.webhooks.couriers = {
            "shopify": self.shopify.subscriptions,
            "easypost": self.easypost,
            "sendgrid": self.sendgrid,
        }
        self.life = Life(self.world, self.book, self.easypost.book, list(self.shops))
        vendors: Iterable[Fake] = (self.shopify, self.easypost, self.sendgrid, self.openai)
        vendors = (*vendors, self.aftership)
        fakes: dict[str, Fake] = {fake.vendor: fake for fake in vendors}
        self.application = Application({**fakes, Control.vendor: Control(self)}, self.faults)
        self._server = LoopbackServer(self.application, port)

    @classmethod
    def from_config(cls, config: SandboxConfig, **options: Any) -> "Sandbox":
        """Build a sandbox from the demo's configuration file."""
        return cls(config.shops, keys=config.keys, **options)

    @property
    def url(self) -> str:
        """Return the base URL, e.g. http://127.0.0.1:9999."""
        return f"http://127.0.0.1:{self._server.port}"

    def start(self) -> "Sandbox":
        """Serve, send and tick in the background."""
        self._server.start()
        self.webhooks.start()
        self.life.start()
        return self

    def stop(self) -> None:
        """Stop everything; a file keeps the state."""
        self.life.stop()
        self.webhooks.stop()
        self._server.stop()
        self.world.state.close()

    def __enter__(self) -> "Sandbox":
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def reset(self) -> None:
        """Forget everything but issued tokens, so that the next test starts clean."""
        self.life.go_live(None)
        self.faults.clear()
        self.webhooks.reset()
        with self.world.state.lock:
            self.webhooks.forget()
            self.world.state.reset()
            self.world.events.reload()
        self.openai.requests.clear()
        self.application.calls.clear()
        self.shopify.refill_buckets()
        self.shopify.bulk.clear()

    # Stories

    def story(self, name: str, shop: str | None = None, **overrides: Any) -> Story:
        """Tell a named story now; see `stories.timetable.STORIES`."""
        return self.book.tell(name, shop, **overrides)

    def seed_history(self, *, days: int = 30, orders: int = 424, seed: int = 2026) -> int:
        """Invent a month of history for all shops; a second call does nothing."""
        return seed_history(
            self.world, self.book, list(self.shops), days=days, orders=orders, seed=seed
        )

    def go_live(self, pace: Pace | None = None) -> None:
        """Keep new orders, scans and trouble coming."""
        self.life.go_live(pace or Pace())

    # Webhooks

    def drain(self, timeout: float = 10.0) -> bool:
        """Wait until every webhook that is due has been delivered or given up."""
        self.easypost.book.touch_all()
        return self.webhooks.drain(timeout)

    def sign_shopify(
        self, shop: str, body: bytes, topic: str = "orders/create", delivery_id: str = "delivery-1"
    ) -> dict[str, str]:
        """Return the headers Shopify would send with this body."""
        return signed_headers(
            self.book.shop(shop),
            topic,
            body,
            event_id=f"event-{delivery_id}",
            webhook_id=delivery_id,
            triggered_at=self.world.now(),
        )

    def deliver_now(
        self, deliveries: Iterable[Delivery], url: str = "", times: int = 1
    ) -> list[int]:
        """Post deliveries in the order given, each `times` times; returns the statuses."""
        with requests.Session() as session:
            session.trust_env = False
            return [
                post(session, Delivery(url or row.url, row.topic, row.headers, row.body))
                for row in deliveries
                for _ in range(times)
            ]

    def summary(self) -> Doc:
        """Return counts, for people and for `doctor`."""
        state = self.world.state
        tables = ("orders", "parcels", "trackers", "subscriptions", "hooks", "events")
        return {
            **{table: state.count(table) for table in tables},
            "ledger": {kind: len(rows) for kind, rows in self.world.ledger.everything().items()},
            "webhooks": self.webhooks.waiting(),
            "faults": self.faults.armed(),
        }
