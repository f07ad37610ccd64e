"""What the browser finds on the desk: cases in the states a person meets."""

from datetime import timedelta

from exceptions.models import Proposal, Status
from opsdesk import clock
from tests.factories import make_case, make_message, make_proposal, make_refund, make_scan


def make_desk(store):
    """Create cases to look at; returns (edited, with doubts, snoozed)."""
    edited = make_case(store=store, amount="90.72", severity="high")
    first = Proposal.objects.get(case=edited)
    make_scan(edited.shipment, reason="weather")
    make_message(order=edited.order, status="delivered")
    make_refund(order=edited.order, amount="6.00")
    make_proposal(
        case=edited,
        amount="80.00",
        message=first.message.replace("sorry", "very sorry"),
        author_kind="person",
        author_name="Maya Lind",
        based_on=first,
    )
    doubted = make_case(store=store, status=Status.AWAITING_APPROVAL, severity="medium")
    make_proposal(
        case=doubted,
        remedy="reply_only",
        option_id="reply_only",
        message="Hi Dana,\n\nit arrives on Friday.",
        author_kind="model",
        findings=[
            {"severity": "doubt", "sentence": "it arrives on Friday.", "text": "No such date."}
        ],
    )
    snoozed = make_case(
        store=store,
        status=Status.SNOOZED,
        severity="low",
        snoozed_until=clock.now() + timedelta(hours=3),
    )
    make_case(store=store, status=Status.NEEDS_PERSON, severity="low")
    return edited, doubted, snoozed
