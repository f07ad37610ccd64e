"""Say whether the world still is as it was when a proposal was drafted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from exceptions.models import Case, Kind, Proposal, RemedyKind
from opsdesk.taxonomy import Milestone
from orders import wording

STILLNESS = {Kind.NO_PICKUP_SCAN, Kind.NO_MOVEMENT}  # a new scan makes these untrue
DATED = {Kind.ETA_SLIP, Kind.OVERDUE}  # their words name the expected date
RETURN = {Milestone.RETURNING, Milestone.RETURNED}


def change_since(proposal: Proposal, case: Case) -> str:
    """Say what happened since `proposal` was drafted that it does not know of; empty = nothing.

    `case` comes freshly read with its order and shipment. What may be paid is checked elsewhere,
    with Shopify itself; this is about whether the reason and the words still hold.
    """
    return (
        (_order_changed(proposal, case) if proposal.remedy != RemedyKind.REPLY_ONLY else "")
        or _recipient_changed(proposal, case)
        or _parcel_moved(proposal, case)
    )


def _recipient_changed(proposal: Proposal, case: Case) -> str:
    if case.order.email == proposal.recipient:
        return ""
    return "The customer's e-mail address changed."


def _order_changed(proposal: Proposal, case: Case) -> str:
    order, known = case.order, proposal.evidence.get("facts", {})
    if order.deleted_at:
        return "The order was deleted in Shopify."
    if order.cancelled_at and not known.get("is_cancelled"):
        return "The order was cancelled in Shopify."
    if Decimal(known.get("refunded", order.refunded)) != order.refunded:
        return "Another refund was made on this order."
    return ""


def _parcel_moved(proposal: Proposal, case: Case) -> str:
    shipment, known = case.shipment, proposal.evidence.get("facts", {})
    was, milestone = known.get("milestone"), Milestone(shipment.milestone)
    if milestone == Milestone.DELIVERED and case.kind != Kind.DELIVERED_NOT_RECEIVED:
        return "The parcel was delivered."
    if was and was != milestone and not {was, milestone} <= RETURN:
        return f"The parcel moved on: {wording.milestone_words(milestone)}."
    if case.kind in STILLNESS and _changed(known, "last_scan_at", shipment.last_scan_at):
        return "The carrier scanned the parcel again."
    if case.kind in DATED and _changed(known, "current_eta", shipment.current_eta):
        return "The carrier changed the expected date."
    return ""


def _changed(known: dict[str, str | None], name: str, value: date | None) -> bool:
    return name in known and known[name] != (value.isoformat() if value else None)
