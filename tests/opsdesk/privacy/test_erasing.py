"""After an erasure nothing of the person is left, and everything about the money is."""

import json

import pytest
from django.db import DatabaseError, transaction

from exceptions import invariants, proposals
from exceptions.models import Execution, Proposal
from notifications.models import Message
from opsdesk import audit, privacy
from opsdesk.models import Erasure, InboundDelivery
from orders import ingest
from orders.models import Customer, Order, Refund
from tests.factories import make_delivery, make_order, make_store
from tests.opsdesk.privacy.scenes import (
    CUSTOMER_ID,
    EMAIL,
    FIRST,
    LAST,
    ORDER_ID,
    body,
    make_everywhere,
    redact_body,
    residue,
)

pytestmark = pytest.mark.django_db


def redact(store):
    privacy.on_customer_redact(
        make_delivery(
            store=store, topic="customers/redact", body=json.dumps(redact_body()).encode()
        )
    )
    return privacy.run_due()


@pytest.fixture
def erased(store):
    case = make_everywhere(store)
    assert len(residue()) > 40
    redact(store)
    return case


def test_nothing_of_the_person_is_left_anywhere(erased):
    assert residue() == []


def test_the_money_trail_stays(erased):
    proposal, execution = Proposal.objects.get(), Execution.objects.get()

    assert (proposal.amount, execution.amount) == (20, 20)
    assert execution.decision.digest == proposal.digest != proposals.digest_of(proposal)
    assert Refund.objects.get().amount == 10
    assert Order.objects.get().total == 96


def test_the_invariants_and_the_audit_chain_still_hold(erased):
    assert list(invariants.approvals_are_bound()) == []
    assert audit.first_broken(erased.store) is None


def test_a_tampered_digest_is_still_noticed_after_the_erasure(erased):
    import pgtrigger

    with pgtrigger.ignore("exceptions.Decision:immutable"):
        erased.decisions.update(digest="0" * 64)

    assert len(list(invariants.approvals_are_bound())) == 1


def test_the_exemption_ends_with_the_erasure(erased):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Proposal.objects.update(message="something else")


def test_the_evidence_says_what_when_and_how_much(erased):
    erasure = Erasure.objects.get()

    assert erasure.finished_at
    assert erasure.wanted == {}
    assert erasure.counts["orders_order"] == 1
    assert erasure.counts["opsdesk_inbounddelivery"] >= 6
    assert erasure.subject_hash == privacy.subject_hash(erased.store, CUSTOMER_ID)
    assert "Erased the personal data of a customer" in audit.AuditEntry.objects.last().sentence


def test_evidence_cannot_be_deleted(erased):
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Erasure.objects.all().delete()


def test_a_second_request_changes_nothing_and_is_counted(erased):
    before = Erasure.objects.get().counts

    redact(erased.store)

    erasure = Erasure.objects.get()
    assert erasure.runs == 2
    assert erasure.counts["orders_order"] == before["orders_order"] == 1
    assert erasure.counts["exceptions_decision"] == 1
    assert residue() == []


def test_a_message_that_had_not_left_is_not_sent(erased):
    assert Message.objects.get(status="dropped").body == ""


def test_a_late_body_brings_nobody_back(erased):
    late = make_delivery(
        store=erased.store, topic="orders/updated", body=json.dumps(body(updated=900)).encode()
    )

    ingest.on_order(late)

    assert Order.objects.get().financial_status == "paid"
    assert residue() == []


def test_somebody_elses_data_stays(store):
    other = make_order(store=store, email="other@mail.example", recipient_name="Oda Nowak")
    make_everywhere(store)

    redact(store)

    other.refresh_from_db()
    assert (other.email, other.recipient_name) == ("other@mail.example", "Oda Nowak")
    batch = InboundDelivery.objects.get(vendor="sendgrid")
    assert json.loads(bytes(batch.body))[1]["email"] == "other@mail.example"


def test_the_same_person_in_another_store_stays(store):
    make_everywhere(store)
    elsewhere = make_order(store=make_store(credentials=False), email=EMAIL, recipient_name=LAST)

    redact(store)

    elsewhere.refresh_from_db()
    assert elsewhere.email == EMAIL


def test_an_erased_body_can_still_be_replayed(erased):
    delivery = InboundDelivery.objects.get(topic="orders/updated")

    ingest.on_order(delivery)

    assert json.loads(bytes(delivery.body))["id"] == ORDER_ID


def test_a_whole_shop_is_erased_with_its_credentials(store):
    make_everywhere(store)
    make_order(store=store, email=f"{FIRST}@mail.example")
    privacy.on_shop_redact(make_delivery(store=store, topic="shop/redact", body=b'{"shop_id": 1}'))

    privacy.run_due()

    store.refresh_from_db()
    assert residue() == []
    assert not store.credentials.exists()
    assert not store.is_active
    assert not Customer.objects.exclude(email="").exists()
    assert audit.first_broken(store) is None


def test_an_erasure_that_fails_is_tried_again(store, monkeypatch):
    make_everywhere(store)
    monkeypatch.setattr("notifications.privacy.erase", lambda person: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        redact(store)

    erasure = Erasure.objects.get()

    assert erasure.finished_at is None
    assert Order.objects.get().email == EMAIL, "a batch is one transaction"
    assert "has not finished" in erasure.error
