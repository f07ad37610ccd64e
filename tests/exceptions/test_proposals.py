from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction

from exceptions import proposals
from exceptions.facts import gather
from exceptions.models import Kind, Proposal, RemedyKind, Status
from exceptions.proposals import Author, Words
from opsdesk.models import AuditEntry
from opsdesk.taxonomy import Milestone
from tests.exceptions.facts import make_option
from tests.factories import make_case, make_proposal

CONTENT = {
    "order_id": 5001,
    "remedy": "full_refund",
    "lines": [
        {"line_id": 2, "quantity": 1, "title": "B"},
        {"line_id": 1, "quantity": 3, "title": "A"},
    ],
    "shipping_amount": Decimal("6.000"),
    "amount": Decimal("90.72"),
    "currency": "USD",
    "recipient": "dana@mail.example",
    "channel": "email",
    "subject": "About your order",
    "message": "Hi Dana – it is done.",
}
CHANGES = {
    "order_id": 5002,
    "remedy": "partial_refund",
    "lines": [{"line_id": 1, "quantity": 3}],
    "shipping_amount": Decimal("5.99"),
    "amount": Decimal("90.73"),
    "currency": "CAD",
    "recipient": "dana@other.example",
    "channel": "sms",
    "subject": "About your order ",
    "message": "Hi Dana - it is done.",
}


def words(**overrides):
    return Words(**{"subject": "Your order", "message": "It is late.", "reason": "So."} | overrides)


def create(case, option=None, **overrides):
    given = {
        "case": case,
        "option": option or make_option(),
        "words": words(),
        "author": Author(Proposal.Author.FALLBACK, "OpsDesk"),
        "evidence": {},
        "recipient": "dana@mail.example",
    }
    return proposals.create(**given | overrides)


def test_equal_content_has_one_form_whatever_order_and_scale_it_comes_in():
    shuffled = CONTENT | {"lines": CONTENT["lines"][::-1], "amount": Decimal("90.720")}

    assert proposals.canonical(**shuffled) == proposals.canonical(**CONTENT)


@pytest.mark.parametrize("name", list(CHANGES))
def test_everything_that_is_executed_or_sent_changes_the_form(name):
    changed = CONTENT | {name: CHANGES[name]}

    assert proposals.canonical(**changed) != proposals.canonical(**CONTENT)


def test_the_digest_covers_the_row_as_it_is_stored(db):
    option = make_option(RemedyKind.FULL_REFUND, "90.72", shipping_amount=Decimal(6))
    proposal = create(make_case(status=Status.DRAFTING), option)

    stored = Proposal.objects.get(pk=proposal.pk)

    assert len(stored.digest) == 64
    assert proposals.digest_of(stored) == stored.digest
    stored.amount = Decimal("90.71")
    assert proposals.digest_of(stored) != stored.digest


@pytest.mark.parametrize(
    "status",
    [Status.DRAFTING, Status.NEEDS_PERSON, Status.EXECUTION_FAILED, Status.AWAITING_APPROVAL],
)
def test_a_new_version_puts_the_case_up_for_approval(db, status):
    case = make_case(status=status, draft_attempts=1, draft_instruction="shorter")

    first, second = create(case), create(case)

    case.refresh_from_db()
    assert (first.version, second.version, second.based_on) == (1, 2, first)
    assert (case.status, case.draft_lease_until) == (Status.AWAITING_APPROVAL, None)
    if status != Status.AWAITING_APPROVAL:
        assert (case.draft_attempts, case.draft_instruction) == (0, "")
    assert proposals.current(case) == proposals.latest(case) == second


def test_a_version_is_audited_with_what_changed(db):
    case = make_case(status=Status.DRAFTING)
    create(case)

    create(case, make_option(RemedyKind.SHIPPING_REFUND, "6.00", lines=()))

    entry = AuditEntry.objects.last()
    assert entry.sentence == (
        f"OpsDesk drafted version 2 of {case}: refund of the shipping, $6.00, and a mail to the"
        " customer."
    )
    assert entry.data["changed"] == ["remedy", "amount"]


def test_a_closed_case_takes_no_version(db):
    case = make_case(status=Status.RESOLVED)

    with pytest.raises(Exception, match="not a legal move"):
        create(case)

    assert not Proposal.objects.exists()


def test_a_version_cannot_be_changed(db):
    proposal = make_proposal()

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(amount=1)


def test_a_proposal_is_described_by_what_it_does(db):
    case = make_case(status=Status.AWAITING_APPROVAL)

    reply = make_proposal(case=case, remedy=RemedyKind.REPLY_ONLY)
    refund = make_proposal(case=case, remedy=RemedyKind.PARTIAL_REFUND, amount="45")
    unreachable = make_proposal(case=case, remedy=RemedyKind.REPLY_ONLY, recipient="")

    assert proposals.describe(reply) == "a mail to the customer"
    assert proposals.describe(refund) == (
        "refund of this parcel's items, $45.00, and a mail to the customer"
    )
    assert "no mail" in proposals.describe(unreachable)


# --- What differs -----------------------------------------------------------------------------------


def test_the_word_diff_gives_back_both_texts():
    old, new = "Hi Dana,\n\nwe are very sorry.", "Hi Dana,\n\nwe are truly sorry. Bye."

    pieces = proposals.word_diff(old, new)

    assert "".join(piece.text for piece in pieces if piece.op != "added") == old
    assert "".join(piece.text for piece in pieces if piece.op != "removed") == new
    assert [(piece.op, piece.text) for piece in pieces[:4]] == [
        ("same", "Hi Dana,\n\nwe are "),
        ("removed", "very"),
        ("added", "truly"),
        ("same", " sorry."),
    ]


def test_the_money_diff_is_apart_from_the_words(db):
    case = make_case(status=Status.AWAITING_APPROVAL)
    reply = make_proposal(case=case, remedy=RemedyKind.REPLY_ONLY)
    refund = make_proposal(case=case, remedy=RemedyKind.SHIPPING_REFUND, amount="6")

    diff = proposals.money_diff(reply, refund)

    assert (diff.old_remedy, str(diff.old)) == ("Reply only", "$0.00")
    assert (diff.new_remedy, str(diff.new)) == ("Refund shipping", "$6.00")
    assert proposals.money_diff(reply, reply) is None


# --- What changed since -----------------------------------------------------------------------------


def drafted(kind=Kind.NO_MOVEMENT, remedy=RemedyKind.FULL_REFUND, **shipment):
    case = make_case(kind=kind, status=Status.AWAITING_APPROVAL, shipment__order__total="96")
    for name, value in shipment.items():
        setattr(case.shipment, name, value)
    evidence = proposals.evidence_of(gather(case), ())
    return case, make_proposal(case=case, remedy=remedy, evidence=evidence)


def test_nothing_changed_says_nothing(db):
    case, proposal = drafted()

    assert proposals.change_since(proposal, case) == ""


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        (Kind.NO_MOVEMENT, "milestone", Milestone.DELIVERED, "was delivered"),
        (Kind.NO_MOVEMENT, "milestone", Milestone.OUT_FOR_DELIVERY, "moved on"),
        (Kind.NO_MOVEMENT, "last_scan_at", None, "scanned the parcel again"),
        (Kind.OVERDUE, "last_scan_at", None, ""),
        (Kind.OVERDUE, "current_eta", None, "changed the expected date"),
        (Kind.NO_MOVEMENT, "current_eta", None, ""),
    ],
)
def test_what_the_parcel_did_since_is_said_where_it_matters(db, kind, name, value, said):
    case, proposal = drafted(kind)
    setattr(case.shipment, name, value)

    changed = proposals.change_since(proposal, case)

    assert said in changed
    assert bool(said) == bool(changed)


def test_a_parcel_that_got_back_is_the_same_story(db):
    case, proposal = drafted(Kind.RETURNED_TO_SENDER, milestone=Milestone.RETURNING)
    case.shipment.milestone = Milestone.RETURNED

    assert proposals.change_since(proposal, case) == ""


def test_another_refund_or_address_is_said(db):
    case, proposal = drafted()
    case.order.refunded = Decimal(10)
    assert "Another refund" in proposals.change_since(proposal, case)

    case.order.refunded, case.order.email = Decimal(0), "new@mail.example"
    assert "e-mail address changed" in proposals.change_since(proposal, case)


def test_a_reply_does_not_mind_a_refund(db):
    case, proposal = drafted(remedy=RemedyKind.REPLY_ONLY)
    case.order.refunded = Decimal(10)

    assert proposals.change_since(proposal, case) == ""


def test_the_evidence_holds_the_facts_and_the_menu_but_nobodys_contact_data(db):
    case = make_case()
    option = replace(make_option(RemedyKind.FULL_REFUND, "90.72"), summary="Refund")

    evidence = proposals.evidence_of(gather(case), [option], "Shopify was away.")

    assert evidence["options"][0]["amount"] == "90.72"
    assert evidence["problem"] == "Shopify was away."
    assert case.order.email not in str(evidence)
    assert "Elm St" not in str(evidence)
