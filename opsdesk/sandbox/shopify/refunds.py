"""refundCreate and suggestedRefund: the one place where the sandbox moves money.

Idempotency as Shopify documents it: the same key with the same input answers with the refund already
made; with another input it is a mismatch; while the first request runs it is concurrent; after a failed
attempt the key is burnt. Money moves only through `transactions`; without them a refund is a record.
"""

import hashlib
import json
import threading
from decimal import Decimal
from typing import Any

from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.moments import after
from opsdesk.sandbox.shopify import ids, payloads_events
from opsdesk.sandbox.shopify.amounts import ZERO, decimal, total
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World

KEY_LIVES_HOURS = 24

MISMATCH = (
    "The idempotency key was already used with different parameters"
    " (IDEMPOTENCY_KEY_PARAMETER_MISMATCH)."
)
CONCURRENT = (
    "A request with this idempotency key is still in progress (IDEMPOTENCY_CONCURRENT_REQUEST)."
)
BURNT = (
    "The previous attempt with this idempotency key failed; retry with a new idempotency key"
    " (IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED)."
)


class Refused(Exception):
    """A user error: what the merchant asked for can not be done."""

    def __init__(self, message: str, *field: str) -> None:
        super().__init__(message)
        self.errors = [{"field": list(field) or None, "message": message}]


class Refunds:
    """Refunds of all shops of one sandbox."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._in_flight: set[str] = set()
        self._guard = threading.Lock()

    def create(self, shop: str, key: str | None, given: Doc, fault: Fault | None) -> Doc:
        """Run refundCreate; returns the refund document or raises `Refused`."""
        if key is None:
            return self._attempt(shop, None, given, fault)
        if not key.strip():
            raise Refused("The idempotency key can't be blank.")
        slot = f"{shop} {key}"
        fingerprint = hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()
        with self._guard:
            known = self._known(slot)
            if known and known["fingerprint"] != fingerprint:
                raise Refused(MISMATCH)
            if slot in self._in_flight:
                raise Refused(CONCURRENT)
            if known:
                return self._earlier(known)
            self._in_flight.add(slot)
        try:
            return self._keyed_attempt(shop, slot, fingerprint, given, fault)
        finally:
            self._in_flight.discard(slot)

    def _known(self, slot: str) -> Doc | None:
        known = self._world.state.get("idempotency", slot)
        expired = known and after(known["at"], hours=KEY_LIVES_HOURS) < self._world.now()
        return None if expired else known

    def _earlier(self, known: Doc) -> Doc:
        if known["refund_id"] is None:
            raise Refused(BURNT)
        order = self._world.state.get("orders", known["order_id"]) or {"refunds": []}
        refund: Doc = next(row for row in order["refunds"] if row["id"] == known["refund_id"])
        return refund

    def _keyed_attempt(
        self, shop: str, slot: str, fingerprint: str, given: Doc, fault: Fault | None
    ) -> Doc:
        if fault and fault.kind == "slow":
            threading.Event().wait(fault.seconds)
        with self._world.state.transaction():
            refund: Doc | None = None
            try:
                refund = self._attempt(shop, slot.partition(" ")[2], given, fault)
            finally:
                self._world.state.save(
                    "idempotency",
                    slot,
                    {
                        "at": self._world.now(),
                        "fingerprint": fingerprint,
                        "order_id": ids.number(given["orderId"], "Order"),
                        "refund_id": refund["id"] if refund else None,
                    },
                )
        return refund

    def _attempt(self, shop: str, key: str | None, given: Doc, fault: Fault | None) -> Doc:
        if fault and fault.kind == "user_errors":
            raise Refused(fault.message or "Refund cannot be processed by the payment provider.")
        with self._world.state.transaction():
            doc = self._world.state.get("orders", ids.number(given["orderId"], "Order") or 0)
            if doc is None or doc["shop"] != shop:
                raise Refused("Order does not exist", "orderId")
            order = OrderAt(doc, self._world.now())
            pending = bool(fault and fault.kind == "pending")
            refund = self._built(order, given, pending=pending)
            return self._recorded(order, refund, key=key, by="app")

    def _built(self, order: OrderAt, given: Doc, *, pending: bool) -> Doc:
        _check_supported(order, given)
        lines = [self._line(order, row) for row in given.get("refundLineItems") or []]
        shipping = _shipping(order, given.get("shipping") or {})
        moves = [self._move(order, row, pending=pending) for row in given.get("transactions") or []]
        moved = total(decimal(move["amount"]) for move in moves)
        if moved > order.refundable and not given.get("allowOverRefunding"):
            raise Refused(
                f"Refund amount {moved} is greater than the amount available to refund"
                f" {order.refundable}",
                "transactions",
            )
        if not (lines or moves or shipping > ZERO or given.get("note")):
            raise Refused("A refund needs line items, shipping, transactions or a note")
        return {
            "note": given.get("note"),
            "lines": lines,
            "shipping": str(shipping),
            "transactions": moves,
        }

    def _line(self, order: OrderAt, row: Doc) -> Doc:
        line = order.line(ids.number(row["lineItemId"], "LineItem") or 0)
        restock = row.get("restockType") or "NO_RESTOCK"
        if line is None:
            raise Refused("Line item does not exist on this order", "refundLineItems", "lineItemId")
        if not 0 < row["quantity"] <= order.refundable_quantity(line):
            raise Refused(
                "Quantity cannot refund more items than were purchased",
                "refundLineItems",
                "quantity",
            )
        if restock == "LEGACY_RESTOCK":
            raise Refused("Restock type is not accepted", "refundLineItems", "restockType")
        if restock != "NO_RESTOCK" and not row.get("locationId"):
            raise Refused("Location is required to restock", "refundLineItems", "locationId")
        quantity = row["quantity"]
        return {
            "id": ids.new_id(self._world.state, "RefundLineItem"),
            "line_id": line["id"],
            "quantity": quantity,
            "restock_type": restock,
            "subtotal": str(order.share(line, quantity, order.line_total(line))),
            "tax": str(order.share(line, quantity, decimal(line["tax"]))),
        }

    def _move(self, order: OrderAt, row: Doc, *, pending: bool) -> Doc:
        if row["kind"] != "REFUND":
            raise Refused("Kind must be REFUND", "transactions", "kind")
        if row["orderId"] != ids.gid("Order", order.doc["id"]):
            raise Refused("Transaction belongs to another order", "transactions", "orderId")
        amount = decimal(row["amount"])
        if amount <= ZERO:
            raise Refused("Amount must be greater than zero", "transactions", "amount")
        wanted = ids.number(row.get("parentId") or "", "OrderTransaction")
        parents = [
            sale
            for sale in order.sales
            if sale["gateway"] == row["gateway"] and wanted in (None, sale["id"])
        ]
        if not parents or (row.get("parentId") and wanted is None):
            raise Refused("Parent transaction or gateway is not valid", "transactions", "parentId")
        return {
            "id": ids.new_id(self._world.state, "OrderTransaction"),
            "created_at": self._world.now(),
            "settles_at": None if pending else self._world.now(),
            "gateway": row["gateway"],
            "amount": str(amount),
            "parent_id": parents[0]["id"],
        }

    def _recorded(self, order: OrderAt, refund: Doc, *, key: str | None, by: str) -> Doc:
        now = self._world.now()
        doc = {"id": ids.new_id(self._world.state, "Refund"), "created_at": now, **refund}
        order.doc["refunds"].append(doc)
        self._world.state.save("orders", order.doc["id"], order.doc)
        self._world.ledger.record(
            "refunds",
            by=by,
            shop=order.doc["shop"],
            id=ids.gid("Refund", doc["id"]),
            order_id=ids.gid("Order", order.doc["id"]),
            order_name=order.doc["name"],
            amount=str(total(decimal(tx["amount"]) for tx in doc["transactions"])),
            currency=order.currency,
            shipping=doc["shipping"],
            note=doc["note"],
            idempotency_key=key,
            pending=any(tx["settles_at"] is None for tx in doc["transactions"]),
            lines=[{"line_item_id": r["line_id"], "quantity": r["quantity"]} for r in doc["lines"]],
        )
        self._world.events.add_shopify(order.doc, "refunds/create", now, ref=doc["id"])
        self._world.events.add_shopify(order.doc, "orders/updated", now)
        return doc

    def refund_by_hand(self, doc: Doc, amount: Decimal | None = None, note: str = "") -> Doc:
        """Refund in the Shopify admin: all that is left, or an amount."""
        with self._world.state.transaction():
            order = OrderAt(doc, self._world.now())
            parent = order.sales[0]
            whole = amount is None
            transaction = {
                "orderId": ids.gid("Order", doc["id"]),
                "gateway": parent["gateway"],
                "kind": "REFUND",
                "amount": str(order.refundable if amount is None else amount),
            }
            rows = [
                {"lineItemId": ids.gid("LineItem", line["id"]), "quantity": left}
                for line in doc["lines"]
                if whole and (left := order.refundable_quantity(line)) > 0
            ]
            given: dict[str, Any] = {
                "orderId": transaction["orderId"],
                "note": note or "Refunded in the Shopify admin",
                "refundLineItems": rows,
                "shipping": {"fullRefund": whole},
                "transactions": [transaction],
            }
            return self._recorded(
                order, self._built(order, given, pending=False), key=None, by="merchant"
            )

    def settle(self, doc: Doc) -> int:
        """Let the pending refund transactions of an order succeed; returns how many did."""
        with self._world.state.transaction():
            pending = [
                (refund, tx)
                for refund in doc["refunds"]
                for tx in refund["transactions"]
                if tx["settles_at"] is None
            ]
            now = self._world.now()
            for _refund, tx in pending:
                tx["settles_at"] = now
            if pending:
                self._world.state.save("orders", doc["id"], doc)
                self._world.events.add_shopify(doc, "orders/updated", now)
            for refund, tx in pending:
                body = payloads_events.dump(payloads_events.transaction(doc, refund, tx, now))
                self._world.events.add_shopify(doc, "order_transactions/create", now, body=body)
        return len(pending)


def _check_supported(order: OrderAt, given: Doc) -> None:
    currency = given.get("currency")
    if currency and currency != order.currency:
        raise Refused("Currency does not match the order's presentment currency", "currency")
    if given.get("refundMethods"):
        raise Refused("Store credit is not available on this order", "refundMethods")
    if given.get("refundDuties"):
        raise Refused("The order has no duties to refund", "refundDuties")


def _shipping(order: OrderAt, given: Doc) -> Decimal:
    if given.get("fullRefund"):
        return order.refundable_shipping
    if given.get("amount") is None:
        return ZERO
    amount = decimal(given["amount"])
    if amount > order.refundable_shipping:
        raise Refused(
            "Shipping refund exceeds the shipping amount that is left", "shipping", "amount"
        )
    return amount
