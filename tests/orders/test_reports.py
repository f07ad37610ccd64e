import pytest

from opsdesk.errors import NotAllowed
from opsdesk.models import AuditEntry
from opsdesk.permissions import ReadOnly
from orders import reports
from orders.reports import AlreadyReported, NotDeliveredYet, report_missing
from tests.factories import make_member, make_shipment, make_store


@pytest.fixture
def heard(monkeypatch):
    events = []
    monkeypatch.setattr(reports, "publish", lambda event, **ids: events.append((event, ids)))
    return events


@pytest.fixture
def parcel(store):
    return make_shipment(store=store, milestone="delivered")


def test_an_agent_reports_a_delivered_parcel_missing(parcel, agent, heard):
    report_missing(parcel.code, agent, " Customer called. ")

    parcel.refresh_from_db()
    entry = AuditEntry.objects.get()
    assert parcel.reported_missing_at
    assert (parcel.reported_missing_by, parcel.reported_missing_note) == (agent, "Customer called.")
    assert entry.action == "shipment.reported_missing"
    assert str(agent) in entry.sentence
    assert parcel.order.name in entry.sentence
    assert "Customer called" not in entry.sentence
    assert heard == [("shipment.changed", {"shipment_id": parcel.pk})]


@pytest.mark.parametrize("milestone", ["in_transit", "returned", "label_created", "cancelled"])
def test_only_what_is_called_delivered_can_be_missing(store, agent, heard, milestone):
    parcel = make_shipment(store=store, milestone=milestone)

    with pytest.raises(NotDeliveredYet, match="not reported this parcel as delivered"):
        report_missing(parcel.code, agent)

    parcel.refresh_from_db()
    assert parcel.reported_missing_at is None
    assert not AuditEntry.objects.exists()
    assert heard == []


def test_the_second_report_learns_of_the_first(parcel, agent, heard):
    report_missing(parcel.code, agent, "first")

    with pytest.raises(AlreadyReported, match=str(agent)):
        report_missing(parcel.code, agent, "second")

    parcel.refresh_from_db()
    assert parcel.reported_missing_note == "first"
    assert AuditEntry.objects.count() == 1


def test_a_viewer_may_only_look(parcel, store):
    with pytest.raises(ReadOnly):
        report_missing(parcel.code, make_member(store, "viewer"))


def test_an_agent_of_another_store_may_not(parcel):
    stranger = make_member(make_store(credentials=False), "admin")

    with pytest.raises(NotAllowed):
        report_missing(parcel.code, stranger)

    parcel.refresh_from_db()
    assert parcel.reported_missing_at is None
