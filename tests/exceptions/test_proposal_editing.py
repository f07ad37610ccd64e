import pytest
from django.http import Http404

from exceptions import proposals
from exceptions.models import Case, Proposal, RemedyKind, Status
from opsdesk.errors import Conflict, Invalid, NotAllowed
from opsdesk.models import AuditEntry, VendorCall
from tests.exceptions.mirrored import mirrored_case
from tests.factories import make_member, make_proposal, make_store


@pytest.fixture
def case(sandbox, store):
    """A case that awaits approval of a reply."""
    case = mirrored_case(sandbox, store, status=Status.AWAITING_APPROVAL)
    make_proposal(case=case, remedy=RemedyKind.REPLY_ONLY, option_id="reply_only")
    return case


def edit(case, actor, **overrides):
    given = {
        "option_id": "full_refund",
        "subject": "Your refund",
        "message": "We have refunded you.",
    }
    return proposals.edit(code=case.code, actor=actor, **given | overrides)


def test_a_persons_version_takes_its_amount_from_the_menu(case, agent):
    proposal = edit(case, agent, message="We have refunded $1.00 to you.")

    assert proposal.amount == case.order.total
    assert proposal.remedy == RemedyKind.FULL_REFUND
    assert (proposal.author, proposal.author_kind) == (agent, Proposal.Author.PERSON)
    assert proposal.based_on.version == 1
    assert "hard" in {finding["severity"] for finding in proposal.findings}
    assert [row["option_id"] for row in proposals.options_of(case)] == [
        *("reply_only", "full_refund", "shipping_refund")
    ]
    entry = AuditEntry.objects.last()
    assert entry.actor_id == agent.pk
    assert {"remedy", "amount", "subject", "message"} <= set(entry.data["changed"])


def test_the_amount_is_derived_again_when_the_money_changed_meanwhile(case, agent, sandbox):
    sandbox.book.find(str(case.order.shopify_id)).refund_by_hand("10.00")

    assert edit(case, agent).amount == case.order.total - 10


def test_an_edit_is_one_clean_line_and_one_clean_text(case, agent):
    proposal = edit(
        case, agent, subject="  Your\u202e refund \n now ", message=" One.\r\n\r\nTwo.\u200b\x00 "
    )

    assert proposal.subject == "Your refund now"
    assert proposal.message == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"subject": "  "}, "subject is empty"),
        ({"message": "\n \u200b"}, "message is empty"),
        ({"subject": "x" * 201}, "201 characters"),
        ({"message": "x" * 5001}, "5001 characters"),
        ({"option_id": "partial_refund"}, "not available"),
        ({"option_id": "' OR 1=1"}, "not available"),
    ],
)
def test_bad_input_is_refused_in_words(case, agent, given, said):
    with pytest.raises(Invalid, match=said):
        edit(case, agent, **given)

    assert case.proposals.count() == 1


@pytest.mark.parametrize(
    "status",
    [
        *(Status.APPROVED, Status.EXECUTING, Status.IN_DOUBT, Status.DRAFTING, Status.SNOOZED),
        *(Status.RESOLVED, Status.CLEARED),
    ],
)
def test_a_case_past_editing_is_not_edited(case, agent, status):
    Case.objects.update(status=status)

    with pytest.raises(Conflict):
        edit(case, agent)

    assert case.proposals.count() == 1
    assert not VendorCall.objects.exists()


def test_a_viewer_and_a_stranger_cannot_edit(case, store):
    with pytest.raises(NotAllowed):
        edit(case, make_member(store, "viewer"))
    with pytest.raises(Http404):
        edit(case, make_member(make_store(credentials=False), "admin"))


def test_two_people_who_edit_at_once_do_not_overwrite_each_other(case, agent, monkeypatch):
    quotes_fetch = proposals.editing.quotes.fetch

    def fetch_while_somebody_edits(*arguments):
        make_proposal(case=case, remedy=RemedyKind.REPLY_ONLY)
        return quotes_fetch(*arguments)

    monkeypatch.setattr(proposals.editing.quotes, "fetch", fetch_while_somebody_edits)

    with pytest.raises(Conflict, match="Somebody else edited"):
        edit(case, agent)
