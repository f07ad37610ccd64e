"""Telling a story: one order, one parcel, and everything the vendors will say about them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from opsdesk.sandbox import parcels
from opsdesk.sandbox.config import ShopConfig
from opsdesk.sandbox.delivery import Delivery
from opsdesk.sandbox.moments import parse, stamp
from opsdesk.sandbox.shopify import payloads
from opsdesk.sandbox.shopify.api import Shopify
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.shopify.subscriptions import signed_headers
from opsdesk.sandbox.stories.carriers import BY_COUNTRY, carrier_named
from opsdesk.sandbox.stories.orders import happenings, home_country, place_order, send_parcel
from opsdesk.sandbox.stories.story import Story
from opsdesk.sandbox.stories.timetable import STORIES, Journey
from opsdesk.sandbox.stories.turns import TURNS
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World

SENT_AFTER = timedelta(hours=18)


class Book:
    """Starts and moves stories."""

    def __init__(self, world: World, shops: Mapping[str, ShopConfig], shopify: Shopify) -> None:
        self._world = world
        self._shops = shops
        self._shopify = shopify

    def now(self) -> str:
        """Return the current moment as a stamp."""
        return self._world.now()

    def shop(self, wanted: str | None) -> ShopConfig:
        """Return a shop by domain or slug; the first one when nobody asks."""
        for shop in self._shops.values():
            if wanted in (None, shop.domain, shop.slug):
                return shop
        raise LookupError(f"no such shop: {wanted}")

    def order(self, number: int) -> Doc:
        """Return an order that must exist."""
        doc = self._world.state.get("orders", number)
        if doc is None:
            raise LookupError(f"no such order: {number}")
        return doc

    def parcel(self, number: str) -> Doc:
        """Return a parcel that must exist."""
        doc = self._world.state.get("parcels", number)
        if doc is None:
            raise LookupError(f"no such parcel: {number}")
        return doc

    def tell(
        self,
        name: str,
        shop: str | None = None,
        *,
        age: float | timedelta | None = None,
        dice: Random | None = None,
        history: bool = False,
        as_of: datetime | None = None,
        sent_after: timedelta = SENT_AFTER,
        days: float = 4,
        **wishes: Any,
    ) -> Story:
        """Start a story; `age` is how long ago (days) the order was placed."""
        if name not in STORIES:
            raise LookupError(f"no such story: {name}")
        plan, usual_age = STORIES[name]
        config = self.shop(shop)
        dice = dice or Random(self._world.state.next_number("story"))
        now = as_of or self._world.clock()
        old = (
            age if isinstance(age, timedelta) else timedelta(days=usual_age if age is None else age)
        )
        home = home_country(config)
        carrier = (
            carrier_named(wishes["carrier"])
            if wishes.get("carrier")
            else dice.choice(BY_COUNTRY.get(home, BY_COUNTRY["US"]))
        )
        with self._world.state.transaction():
            placed = self._world.clock() - old
            order = place_order(self._world.state, config, dice, placed, wishes)
            number = str(wishes.get("tracking_number") or carrier.new_number(dice))
            sent = placed + sent_after
            send_parcel(self._world.state, order, carrier, number, sent)
            journey = Journey(carrier, home, _destination(order), dice)
            plan(journey, sent, now, days)
            self._keep(order, self._parcel(name, order, carrier.easypost, number, journey, dice))
            self._announce(order, history=history)
        return Story(self, name, order["id"], number)

    def _parcel(
        self, name: str, order: Doc, carrier: str, number: str, journey: Journey, dice: Random
    ) -> Doc:
        return {
            "code": number,
            "carrier": carrier,
            "service": dice.choice(carrier_named(carrier).services),
            "story": name,
            "order_id": order["id"],
            "shop": order["shop"],
            "to": _destination(order),
            "weight": float(sum(row["grams"] * row["quantity"] for row in order["lines"])),
            "signed_by": None,
            "scans": journey.scans,
        }

    def _keep(self, order: Doc, parcel: Doc) -> None:
        self._world.state.save("orders", order["id"], order)
        self._world.state.save("parcels", parcel["code"], parcel)
        self._world.ledger.record(
            "orders",
            by="storefront",
            shop=order["shop"],
            id=gid("Order", order["id"]),
            name=order["name"],
            created_at=order["created_at"],
            story=parcel["story"],
            tracking_number=parcel["code"],
        )

    def _announce(self, order: Doc, *, history: bool) -> None:
        for at, topic, ref in happenings(order):
            self._world.events.add_shopify(order, topic, at, ref=ref, history=history)

    def find(self, key: str) -> Story:
        """Return the story of an order (name, number, gid) or a tracking number."""
        for parcel in self._world.state.all("parcels"):
            order = self.order(parcel["order_id"])
            names = (order["name"], str(order["id"]), gid("Order", order["id"]), parcel["code"])
            if key in names:
                return Story(self, parcel["story"], order["id"], parcel["code"])
        raise LookupError(f"no story knows {key}")

    def advance(self, story: Story, step: str | None) -> Doc | None:
        """Move a story on by one thing."""
        now = self.now()
        with self._world.state.transaction():
            order, parcel = story.order, story.parcel
            if order["fulfillments"][0]["created_at"] > now:
                self._send_now(order, now)
            if step == "refund" or (
                story.name == "refunded_by_hand" and step is None and not order["refunds"]
            ):
                return self.refund_by_hand(order, None)
            scan = parcels.advance(parcel, now, step)
            if scan is None and step is not None:
                scan = self._invented(order, parcel, step)
            self._world.state.save("parcels", parcel["code"], parcel)
        return scan

    def _send_now(self, order: Doc, now: str) -> None:
        """Bring the sending of an order forward, with what Shopify says about it."""
        pending = [
            doc for doc in self._world.state.all("events") if doc.get("order_id") == order["id"]
        ]
        for fact in [*order["transactions"], *order["fulfillments"]]:
            fact["created_at"] = min(fact["created_at"], now)
        self._world.state.save("orders", order["id"], order)
        for event in pending:
            if event["at"] > now:
                self._world.events.settle(event)
                self._world.events.add_shopify(order, event["topic"], now, ref=event["ref"])

    def _invented(self, order: Doc, parcel: Doc, step: str) -> Doc:
        """Let a scan happen that the timetable did not foresee."""
        carrier = carrier_named(parcel["carrier"])
        home = home_country(self._shops[order["shop"]])
        journey = Journey(carrier, home, parcel["to"], Random(parcel["code"]))
        scan = journey.scan(step, parse(self.now())).scans[0]
        rest = [row for row in parcel["scans"] if row["at"] is None or row["at"] > self.now()]
        done = parcels.seen(parcel, self.now())
        parcel["scans"] = [*done, scan, *(row | {"at": None} for row in rest)]
        return scan

    def turn(self, parcel: Doc, name: str) -> None:
        """Let a parcel in transit run into trouble now: slipped, failed_attempt, returned_to_sender."""
        now = self._world.clock()
        with self._world.state.transaction():
            order = self.order(parcel["order_id"])
            journey = Journey(
                carrier_named(parcel["carrier"]),
                home_country(self._shops[order["shop"]]),
                parcel["to"],
                Random(parcel["code"]),
            )
            TURNS[name](journey, now, parcels.estimate(parcels.seen(parcel, stamp(now))))
            parcel["scans"] = [*parcels.seen(parcel, stamp(now)), *journey.scans]
            parcel["story"] = name
            self._world.state.save("parcels", parcel["code"], parcel)

    def refund_by_hand(self, order: Doc, amount: str | None, note: str = "") -> Doc:
        """Let the merchant refund."""
        return self._shopify.treasury.refund_by_hand(
            order, Decimal(amount) if amount is not None else None, note
        )

    def settle_refunds(self, order: Doc) -> int:
        """Let pending money arrive."""
        return self._shopify.treasury.settle(order)

    def cancel(self, order: Doc) -> None:
        """Let the merchant cancel."""
        now = self.now()
        with self._world.state.transaction():
            order["cancelled_at"] = now
            self._world.state.save("orders", order["id"], order)
            for topic in ("orders/cancelled", "orders/updated"):
                self._world.events.add_shopify(order, topic, now)

    def correct_tracking(self, order: Doc, parcel: Doc, number: str) -> None:
        """Move a parcel and its fulfilment to another number."""
        now = self.now()
        with self._world.state.transaction():
            sent = next(row for row in order["fulfillments"] if row["number"] == parcel["code"])
            page = carrier_named(parcel["carrier"]).tracking_url(number)
            sent.update(number=number, url=page, updated_at=now)
            order["edits"].append({"created_at": now})
            self._world.state.save("orders", order["id"], order)
            self._world.state.save("parcels", number, parcel | {"code": number})
            self._world.state.delete("parcels", parcel["code"])
            self._world.events.add_shopify(order, "fulfillments/update", now, ref=sent["id"])
            self._world.events.add_shopify(order, "orders/updated", now)

    def deliveries(self, order: Doc, url: str) -> list[Delivery]:
        """Return the webhooks of an order up to now."""
        shop = self._shops[order["shop"]]
        made: list[Delivery] = []
        for place, (at, topic, ref) in enumerate(happenings(order)):
            if at > self.now():
                continue
            body = payloads.body(topic, order, at, ref)
            name = f"{order['id']}-{place}"
            headers = signed_headers(
                shop, topic, body, event_id=f"e-{name}", webhook_id=f"w-{name}", triggered_at=at
            )
            made.append(Delivery(url, topic, headers, body))
        return made


def _destination(order: Doc) -> Doc:
    address = order["shipping_address"]
    return {
        "city": address["city"],
        "state": address["province_code"],
        "country": address["country_code"],
        "zip": address["zip"],
    }
