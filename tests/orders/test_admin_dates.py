import pytest

from opsdesk.clock import now
from opsdesk.models import AuditEntry
from orders import admin_dates  # noqa: F401 - registers its pages
from orders.models import DeliveryPolicy, SilenceStatistic, TransitStatistic
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = make_user(is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def test_an_admin_writes_the_policy_and_the_log_says_so(client, boss, store):
    form = {
        "store": store.pk,
        "shipping_title": "Standard",
        "country": "US",
        "processing_days": 1,
        "transit_days": 4,
        "is_active": "on",
    }

    response = client.post("/admin/orders/deliverypolicy/add/", form)

    assert response.status_code == 302
    assert str(DeliveryPolicy.objects.get()) == "Standard to US: 1 + 4 days"
    assert AuditEntry.objects.filter(action="deliverypolicy.added").exists()


def test_what_was_learned_can_be_looked_at_and_not_changed(client, boss, store):
    common = {"store": store, "carrier": "UPS", "n": 31, "computed_at": now()}
    row = TransitStatistic.objects.create(
        level="lane", service="Ground", lane="US→US", p50=2, p80=4, **common
    )
    SilenceStatistic.objects.create(milestone="in_transit", days=3, arrived=20, **common)

    listed = client.get("/admin/orders/transitstatistic/")
    silences = client.get("/admin/orders/silencestatistic/")

    assert "US→US" in listed.content.decode()
    assert "in_transit" in silences.content.decode()
    assert (
        client.post(f"/admin/orders/transitstatistic/{row.pk}/change/", {"n": 99}).status_code
        == 403
    )
    assert client.get("/admin/orders/transitstatistic/add/").status_code == 403
