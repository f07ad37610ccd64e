"""An order as it stood at a moment.

An order document is a list of dated facts (placed, paid, fulfilled, refunded, cancelled). Statuses and
sums are never stored: they are read off the facts up to `at`, so a back-dated webhook, a poll and a
live query can not contradict each other.
"""

from decimal import Decimal

from opsdesk.sandbox.shopify.amounts import ZERO, decimal, total
from opsdesk.sandbox.wire import Doc


class OrderAt:
    """Read-only arithmetic over an order document."""

    def __init__(self, doc: Doc, at: str) -> None:
        self.doc = doc
        self.at = at
        self.currency: str = doc["currency"]

    def _dated(self, facts: list[Doc]) -> list[Doc]:
        return [fact for fact in facts if fact["created_at"] <= self.at]

    @property
    def fulfillments(self) -> list[Doc]:
        """Return the parcels sent by now."""
        return self._dated(self.doc["fulfillments"])

    @property
    def refunds(self) -> list[Doc]:
        """Return the refund records by now."""
        return self._dated(self.doc["refunds"])

    @property
    def sales(self) -> list[Doc]:
        """Return the payments taken by now."""
        return self._dated(self.doc["transactions"])

    @property
    def cancelled_at(self) -> str | None:
        """Return when the order was cancelled, if by now."""
        moment: str | None = self.doc["cancelled_at"]
        return moment if moment and moment <= self.at else None

    @property
    def updated_at(self) -> str:
        """Return the latest fact's moment."""
        facts = [*self.fulfillments, *self.refunds, *self.sales, *self._dated(self.doc["edits"])]
        moments = [self.doc["created_at"], *(fact["created_at"] for fact in facts)]
        moments += [
            tx["settles_at"]
            for refund in self.refunds
            for tx in refund["transactions"]
            if tx["settles_at"] and tx["settles_at"] <= self.at
        ]
        latest: str = max([*moments, self.cancelled_at or ""])
        return latest

    # Sums

    def line_total(self, line: Doc) -> Decimal:
        """Return what the customer pays for a line after discount, before added tax."""
        gross: Decimal = decimal(line["price"]) * line["quantity"]
        return gross - decimal(line["discount"])

    def share(self, line: Doc, quantity: int, amount: Decimal) -> Decimal:
        """Return the part of a line's amount that belongs to `quantity` pieces."""
        return decimal(amount * quantity / line["quantity"])

    @property
    def subtotal(self) -> Decimal:
        """Return the sum of the lines after discounts."""
        return total(self.line_total(line) for line in self.doc["lines"])

    @property
    def discounts(self) -> Decimal:
        """Return all discounts."""
        return total(decimal(line["discount"]) for line in self.doc["lines"])

    @property
    def tax(self) -> Decimal:
        """Return all tax, included or added."""
        return total(decimal(line["tax"]) for line in self.doc["lines"]) + self.shipping_tax

    @property
    def shipping(self) -> Decimal:
        """Return the shipping charge."""
        return decimal(self.doc["shipping"]["price"])

    @property
    def shipping_tax(self) -> Decimal:
        """Return the tax on the shipping charge."""
        return decimal(self.doc["shipping"]["tax"])

    def added_tax(self, tax: Decimal) -> Decimal:
        """Return the tax that comes on top of prices: none where prices include it."""
        return ZERO if self.doc["taxes_included"] else tax

    @property
    def shipping_paid(self) -> Decimal:
        """Return what the customer pays for shipping, tax on top included."""
        return self.shipping + self.added_tax(self.shipping_tax)

    @property
    def total(self) -> Decimal:
        """Return the order total."""
        return self.subtotal + self.shipping + self.added_tax(self.tax)

    @property
    def received(self) -> Decimal:
        """Return the money taken."""
        return total(decimal(sale["amount"]) for sale in self.sales)

    def status_of(self, transaction: Doc) -> str:
        """Return whether a refund transaction has settled by now."""
        settles = transaction["settles_at"]
        return "PENDING" if settles is None or settles > self.at else "SUCCESS"

    def refunded(self, *, pending: bool = False) -> Decimal:
        """Return the money given back; Shopify counts pending money only against what is left."""
        return total(self.refund_total(refund, pending=pending) for refund in self.refunds)

    def refund_total(self, refund: Doc, *, pending: bool = False) -> Decimal:
        """Return the money one refund moved."""
        return total(
            decimal(tx["amount"])
            for tx in refund["transactions"]
            if pending or self.status_of(tx) == "SUCCESS"
        )

    @property
    def refundable(self) -> Decimal:
        """Return what may still be given back."""
        return max(ZERO, self.received - self.refunded(pending=True))

    @property
    def refunded_shipping(self) -> Decimal:
        """Return the shipping charge given back, tax on top included."""
        return total(decimal(refund["shipping"]) for refund in self.refunds)

    @property
    def refundable_shipping(self) -> Decimal:
        """Return the shipping charge that may still be given back."""
        return max(ZERO, min(self.shipping_paid - self.refunded_shipping, self.refundable))

    # Quantities and statuses

    def line(self, line_id: int) -> Doc | None:
        """Return a line by its number."""
        return next((line for line in self.doc["lines"] if line["id"] == line_id), None)

    def refunded_quantity(self, line: Doc) -> int:
        """Return the pieces of a line already refunded."""
        return sum(
            row["quantity"]
            for refund in self.refunds
            for row in refund["lines"]
            if row["line_id"] == line["id"]
        )

    def fulfilled_quantity(self, line: Doc) -> int:
        """Return the pieces of a line already sent."""
        return sum(
            row["quantity"]
            for fulfillment in self.fulfillments
            for row in fulfillment["lines"]
            if row["line_id"] == line["id"]
        )

    def refundable_quantity(self, line: Doc) -> int:
        """Return the pieces that may still be refunded."""
        quantity: int = line["quantity"]
        return quantity - self.refunded_quantity(line)

    @property
    def financial_status(self) -> str:
        """Return Shopify's display financial status."""
        refunded = self.refunded()
        if not self.sales:
            return "VOIDED" if self.cancelled_at else "PENDING"
        if refunded <= ZERO:
            return "PAID"
        return "REFUNDED" if refunded >= self.received else "PARTIALLY_REFUNDED"

    @property
    def fulfillment_status(self) -> str:
        """Return Shopify's display fulfilment status."""
        sent = sum(self.fulfilled_quantity(line) for line in self.doc["lines"])
        ordered = sum(line["quantity"] for line in self.doc["lines"])
        if sent == 0:
            return "UNFULFILLED"
        return "FULFILLED" if sent >= ordered else "PARTIALLY_FULFILLED"
