"""What an approval rests on, and whether it is still so when the time has come to act."""

from __future__ import annotations

from typing import Any

from exceptions.models import Case
from opsdesk.money import Money
from opsdesk.taxonomy import Milestone


def facts_now(case: Case) -> dict[str, Any]:
    """Return the facts an approval rests on, JSON-serialisable."""
    order, shipment = case.order, case.shipment
    return {
        "refunded": str(Money.of(order.refunded, order.currency).amount),
        "cancelled": order.cancelled_at is not None,
        "email": order.email,
        "milestone": shipment.milestone,
        "last_scan_at": shipment.last_scan_at.isoformat() if shipment.last_scan_at else None,
    }


def change_since(approved: dict[str, Any], case: Case) -> str:
    """Say what changed since the approval, in one sentence; empty when nothing did."""
    now = facts_now(case)
    if now["refunded"] != approved["refunded"]:
        money = Money.of(case.order.refunded, case.order.currency)
        return f"A refund was made in the meantime: {money} in all on this order."
    if now["cancelled"] != approved["cancelled"]:
        return "The order was cancelled in the meantime."
    if now["email"] != approved["email"]:
        return "The customer's e-mail address changed in the meantime."
    if now["milestone"] != approved["milestone"]:
        words = Milestone(case.shipment.milestone).label.lower()
        return f"The parcel's status changed in the meantime: {words}."
    if now["last_scan_at"] != approved["last_scan_at"]:
        return f"The parcel was scanned again: {case.shipment.last_scan_text or 'new scan'}."
    return ""
