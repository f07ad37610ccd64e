"""A customer asks what we have of them: a row with a deadline, and an export for an admin."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from opsdesk import doctor, privacy
from opsdesk.clock import now
from opsdesk.models import AuditEntry, DataRequest
from tests.factories import make_delivery, make_user
from tests.opsdesk.privacy.scenes import CUSTOMER_ID, EMAIL, ORDER_ID, STREET, make_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_row(store):
    make_everywhere(store)
    asked = {
        "customer": {"id": CUSTOMER_ID, "email": EMAIL},
        "orders_requested": [ORDER_ID],
        "data_request": {"id": 9999},
    }
    for _ in range(2):
        privacy.on_data_request(
            make_delivery(
                store=store, topic="customers/data_request", body=json.dumps(asked).encode()
            )
        )
    return DataRequest.objects.get()


def export_url(row):
    return reverse("admin:opsdesk_datarequest_export", args=[row.pk])


def test_the_request_has_a_deadline_and_no_personal_data(request_row):
    assert request_row.due_at - request_row.received_at == timedelta(days=30)
    assert EMAIL not in json.dumps(request_row.order_ids) + request_row.subject_hash


def test_an_admin_downloads_everything_we_have(client, request_row):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    response = client.get(export_url(request_row))

    found = json.loads(response.content)
    assert found["orders"][0]["address"]["address1"] == STREET
    assert found["orders"][0]["shopify_id"] == str(ORDER_ID), "beyond 2^53, so as text"
    assert found["customers"][0]["email"] == EMAIL
    assert {message["to"] for message in found["messages"]} == {EMAIL}
    assert found["problems"][0]["drafts"]
    assert "attachment" in response["Content-Disposition"]
    request_row.refresh_from_db()
    assert request_row.exported_at
    assert AuditEntry.objects.filter(action="privacy.exported").count() == 1


def test_others_do_not(client, request_row):
    client.force_login(make_user(is_staff=True))

    assert client.get(export_url(request_row)).status_code in (403, 404)
    request_row.refresh_from_db()
    assert request_row.exported_at is None


def test_doctor_tells_of_a_deadline_that_comes_near(request_row):
    DataRequest.objects.update(due_at=now() + timedelta(days=2))

    finding = doctor._privacy()

    assert not finding.ok
    assert "1 to answer" in finding.value
