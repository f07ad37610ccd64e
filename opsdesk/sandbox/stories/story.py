"""A handle on one told story, for tests and the control API."""

from typing import TYPE_CHECKING

from opsdesk.sandbox import parcels
from opsdesk.sandbox.delivery import Delivery
from opsdesk.sandbox.shopify.ids import gid
from opsdesk.sandbox.wire import Doc

if TYPE_CHECKING:
    from opsdesk.sandbox.stories.book import Book


class Story:
    """A handle on one told story, for tests and the control API."""

    def __init__(self, book: "Book", name: str, order_id: int, tracking_number: str) -> None:
        self._book = book
        self.name = name
        self.order_id = order_id
        self.tracking_number = tracking_number

    @property
    def order(self) -> Doc:
        """Return the order document."""
        return self._book.order(self.order_id)

    @property
    def parcel(self) -> Doc:
        """Return the parcel document."""
        return self._book.parcel(self.tracking_number)

    @property
    def shop(self) -> str:
        """Return the shop's domain."""
        return str(self.order["shop"])

    @property
    def order_gid(self) -> str:
        """Return the order's GraphQL id."""
        return gid("Order", self.order_id)

    @property
    def order_name(self) -> str:
        """Return the order's name, e.g. #1001."""
        return str(self.order["name"])

    @property
    def email(self) -> str:
        """Return the customer's address."""
        return str(self.order["email"])

    @property
    def carrier(self) -> str:
        """Return the carrier by EasyPost's name."""
        return str(self.parcel["carrier"])

    def advance(self, step: str | None = None) -> Doc | None:
        """Let the next thing happen now: the sending, a scan (or the named one), a hand refund."""
        return self._book.advance(self, step)

    def refund_by_hand(self, amount: str | None = None, note: str = "") -> Doc:
        """Let the merchant refund in the Shopify admin, all or an amount."""
        return self._book.refund_by_hand(self.order, amount, note)

    def cancel(self) -> None:
        """Let the merchant cancel the order in the Shopify admin."""
        self._book.cancel(self.order)

    def correct_tracking(self, number: str) -> None:
        """Let the warehouse replace the tracking number: fulfillments/update goes out."""
        self._book.correct_tracking(self.order, self.parcel, number)
        self.tracking_number = number

    def settle_refunds(self) -> int:
        """Let pending refund transactions succeed; returns how many there were."""
        return self._book.settle_refunds(self.order)

    def deliveries(self, url: str = "") -> list[Delivery]:
        """Return every Shopify webhook up to now, rendered and signed, in order."""
        return self._book.deliveries(self.order, url)

    def describe(self) -> Doc:
        """Return the ids, for the control API."""
        return {
            "story": self.name,
            "shop": self.shop,
            "order_id": self.order_gid,
            "order_name": self.order_name,
            "email": self.email,
            "tracking_number": self.tracking_number,
            "carrier": self.carrier,
            "scans": [row["step"] for row in parcels.seen(self.parcel, self._book.now())],
        }
