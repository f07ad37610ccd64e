"""A month of history: what happened before the desk was installed, told afterwards through webhooks."""

from datetime import timedelta
from random import Random

from opsdesk.sandbox.moments import after
from opsdesk.sandbox.shopify.amounts import decimal
from opsdesk.sandbox.stories.book import Book
from opsdesk.sandbox.stories.orders import happenings
from opsdesk.sandbox.stories.story import Story
from opsdesk.sandbox.world import World

# How many parcels are in trouble at this moment: (story, count, youngest and oldest order in days)
TROUBLE = (
    ("label_never_scanned", 6, 7.5, 9.0),
    ("gone_silent", 7, 8.5, 11.0),
    ("slipped", 8, 3.5, 5.5),
    ("overdue", 6, 8.0, 10.0),
    ("returned_to_sender", 5, 6.0, 9.0),
    ("failed_attempt", 6, 4.5, 6.0),
    ("delivered_but_missing", 3, 5.0, 7.0),
)
LATE_SHARE = 0.08
NOTES = (
    "Customer changed their mind",
    "Arrived damaged, customer sent a photo",
    "Goodwill for the late delivery",
    "Item out of stock",
)


def seed_history(
    world: World,
    book: Book,
    shops: list[str],
    *,
    days: int = 30,
    orders: int = 424,
    seed: int = 2026,
) -> int:
    """Invent `orders` orders over `days` days; returns how many. Twice is once."""
    if world.state.get("marks", "history") or not shops:
        return 0
    dice = Random(seed)
    told = 0
    with world.state.transaction():
        for name, count, youngest, oldest in TROUBLE:
            for _ in range(count):
                _trouble(world, book, dice, shops[told % len(shops)], name, (youngest, oldest))
                told += 1
        for number in range(max(0, orders - told)):
            age = _age(dice, number, orders - told, days)
            _ordinary(world, book, dice, shops[number % len(shops)], age)
        world.state.save("marks", "history", {"at": world.now(), "orders": max(orders, told)})
    return max(orders, told)


def _trouble(
    world: World, book: Book, dice: Random, shop: str, name: str, ages: tuple[float, float]
) -> None:
    said = world.clock() - timedelta(hours=dice.uniform(0, 6))
    book.tell(name, shop, age=dice.uniform(*ages), dice=dice, as_of=said, history=True)


def _age(dice: Random, number: int, count: int, days: int) -> float:
    """Spread orders evenly with some noise, newest a few minutes old."""
    return max(0.003, (number + dice.random()) / count * days)


def _ordinary(world: World, book: Book, dice: Random, shop: str, age: float) -> None:
    name = "late" if dice.random() < LATE_SHARE else "healthy"
    story = book.tell(
        name,
        shop,
        age=age,
        dice=dice,
        history=True,
        sent_after=timedelta(hours=dice.uniform(4, 26)),
        days=dice.choice((2, 3, 3, 4, 4, 5)),
    )
    if age > 9 and dice.random() < 0.04:
        _refund_in_the_past(world, dice, story, age)


def _refund_in_the_past(world: World, dice: Random, story: Story, age: float) -> None:
    """Add a refund somebody made by hand back then, with the webhooks of its day."""
    order = story.order
    paid = decimal(order["transactions"][0]["amount"])
    amount = paid if dice.random() < 0.3 else decimal(paid / 5)
    refund = story.refund_by_hand(str(amount), dice.choice(NOTES))
    moment = after(order["created_at"], days=dice.uniform(6, min(age - 1, 9)))
    for event in world.state.all("events"):
        if event["order_id"] == order["id"] and event["at"] == refund["created_at"]:
            world.events.settle(event)
    refund["created_at"] = moment
    for tx in refund["transactions"]:
        tx["created_at"] = tx["settles_at"] = moment
    world.state.save("orders", order["id"], order)
    for at, topic, ref in happenings(order):
        if at == moment:
            world.events.add_shopify(order, topic, at, ref=ref, history=True)
