"""Refund through Shopify: exactly the approved amount, found again by the mark we leave on it."""

from __future__ import annotations

from decimal import Decimal

from exceptions.executors.base import FactsChanged, Outcome
from exceptions.models import Execution, Proposal, RemedyKind
from opsdesk import stores
from opsdesk.errors import Rejected
from opsdesk.money import Money
from opsdesk.vendors.shopify import refunds
from orders.references import refund_note


def look(execution: Execution, proposal: Proposal) -> Outcome | None:
    """Read the order's refunds and return ours, whatever became of it; None when there is none.

    Raises Rejected when our refund exists and its money movement failed.
    """
    order = proposal.case.order
    admin = stores.shopify_admin(proposal.case.store)
    note = refund_note(execution.code)
    for found in refunds.list_refunds(admin, order.shopify_id):
        if note in found.note:
            return _outcome(found)
    return None


def act(execution: Execution, proposal: Proposal) -> Outcome:
    """Create the refund under the stored idempotency key.

    Raises FactsChanged when Shopify no longer allows that much, Rejected with Shopify's words,
    Unavailable (not done), OutcomeUnknown (look first).
    """
    order = proposal.case.order
    admin = stores.shopify_admin(proposal.case.store)
    lines = tuple(
        refunds.LineQuantity(line_id=int(line["line_id"]), quantity=int(line["quantity"]))
        for line in proposal.lines
    )
    shipping = proposal.shipping_amount or None
    suggested = refunds.suggested_refund(
        admin,
        order.shopify_id,
        lines,
        shipping,
        full=proposal.remedy == RemedyKind.FULL_REFUND,
    )
    request = refunds.RefundRequest(
        order_id=order.shopify_id,
        lines=lines,
        shipping_amount=shipping,
        presentment_shipping=suggested.presentment_shipping,
        amount=proposal.amount,
        currency=proposal.currency,
        note=refund_note(execution.code),
        transactions=_share_out(suggested, proposal),
        key=execution.idempotency_key,
    )
    return _outcome(refunds.create_refund(admin, request, reference=str(execution.code)))


def _share_out(
    suggested: refunds.SuggestedRefund, proposal: Proposal
) -> tuple[refunds.SuggestedTransaction, ...]:
    """Spread the approved amount over the payments Shopify offers, in its order.

    The amount is the approved one, to the cent; Shopify may offer more, never less. Payments are
    in the currency the customer paid in, the approval in the shop's: the cut is proportional.
    """
    if suggested.currency != proposal.currency:
        raise FactsChanged(
            f"Shopify now refunds this order in {suggested.currency},"
            f" not in {proposal.currency} as approved."
        )
    if suggested.maximum < proposal.amount:
        left = Money.of(suggested.maximum, suggested.currency)
        raise FactsChanged(f"Shopify now allows at most {left} to be refunded on this order.")
    if suggested.amount < proposal.amount:
        offered = Money.of(suggested.amount, suggested.currency)
        raise FactsChanged(
            f"Shopify now suggests {offered} for these items, less than the approved"
            f" {proposal.money}."
        )
    shares = _cut(suggested.transactions, proposal.amount / suggested.amount)
    paid_in = shares[0].currency if shares else ""
    total = sum((part.amount for part in shares), Decimal(0))
    if not shares or (paid_in == proposal.currency and total != proposal.amount):
        raise FactsChanged("Shopify offers no payment this refund could go back to.")
    return shares


def _cut(
    offers: tuple[refunds.SuggestedTransaction, ...], ratio: Decimal
) -> tuple[refunds.SuggestedTransaction, ...]:
    """Take `ratio` of all that is offered, from the first payment on, in the customer's currency."""
    if not offers:
        return ()
    offered = sum((offer.amount for offer in offers), Decimal(0))
    wanted = Money.of(offered * ratio, offers[0].currency).amount
    shares = []
    for offer in offers:
        share = min(offer.amount, wanted)
        if share > 0:
            shares.append(offer.model_copy(update={"amount": share}))
            wanted -= share
    return tuple(shares)


def _outcome(found: refunds.RefundView) -> Outcome:
    if found.has_failed:
        raise Rejected("Shopify recorded the refund, but the payment provider refused it.")
    money = Money.of(found.amount, found.currency)
    if found.is_pending:
        answer = f"Shopify has the refund of {money}; the payment provider has yet to confirm it."
    else:
        answer = f"Shopify refunded {money}."
    return Outcome(str(found.id), answer, is_settled=not found.is_pending, refund=found)
