"""What may follow an order: edits, returns, disputes, deletion, privacy requests, a removed app."""

from opsdesk.sandbox.shopify import payloads_events as bodies
from opsdesk.sandbox.stories.story import Story
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World

RETURN_TOPICS = {
    "requested": "returns/request",
    "open": "returns/approve",
    "declined": "returns/decline",
    "canceled": "returns/cancel",
    "closed": "returns/close",
}


class Aftermath:
    """Lets the shop's people and customers do the rarer things; each is a webhook."""

    def __init__(self, world: World) -> None:
        self._world = world

    def edit(self, story: Story, quantity: int) -> None:
        """Let the merchant change how many of the first line were ordered."""
        now = self._world.now()
        order = story.order
        with self._world.state.transaction():
            order["lines"][0]["quantity"] = quantity
            order["edits"].append({"created_at": now})
            self._world.state.save("orders", order["id"], order)
        self._tell(order, "orders/edited", bodies.edited(order, order["id"] + 1, now))

    def send_back(self, story: Story, status: str = "requested") -> None:
        """Let the customer ask for a return, or move it on."""
        order = story.order
        body = bodies.returned(order, order["id"] + 2, status)
        self._tell(order, RETURN_TOPICS[status], body)

    def dispute(self, story: Story, status: str = "needs_response") -> None:
        """Let the customer's bank ask for the money, or decide."""
        order = story.order
        topic = "disputes/create" if status == "needs_response" else "disputes/update"
        now = self._world.now()
        self._tell(order, topic, bodies.disputed(order, order["id"] + 3, status, now))

    def delete(self, story: Story) -> None:
        """Let the merchant delete the order; the API does not know it any more."""
        order = story.order
        self._tell(order, "orders/delete", {"id": order["id"]})

    def ask_for_privacy(self, story: Story, topic: str) -> None:
        """Send customers/data_request or customers/redact about the story's customer."""
        self._tell(story.order, topic, bodies.privacy(story.order, topic))

    def remove_app(self, story: Story) -> None:
        """Let the merchant remove the app."""
        order = story.order
        self._tell(order, "app/uninstalled", {"id": 60_000_000_001, "domain": order["shop"]})

    def _tell(self, order: Doc, topic: str, body: Doc) -> None:
        self._world.events.add_shopify(order, topic, self._world.now(), body=bodies.dump(body))
