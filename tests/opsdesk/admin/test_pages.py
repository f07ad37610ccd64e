"""Every admin page opens, for every model there is, and some of them only to look at."""

import pytest
from django.contrib import admin
from django.urls import reverse

from opsdesk import audit
from opsdesk.models import AuditEntry, InboundDelivery, IntakeCount, Store, User, VendorCall
from tests.factories import make_case, make_delivery, make_member, make_store, make_user

READ_ONLY = [AuditEntry, InboundDelivery, IntakeCount, VendorCall]


@pytest.fixture
def boss(db):
    return make_user(is_staff=True, is_superuser=True)


@pytest.fixture
def boss_client(client, boss):
    client.force_login(boss)
    return client


def url(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_list_opens(boss_client):
    case = make_case()
    make_delivery(store=case.store)
    for model in admin.site._registry:
        response = boss_client.get(url(model))
        assert response.status_code == 200, model


def test_every_row_opens(boss_client):
    case = make_case(amount="20.00")
    make_delivery(store=case.store)
    for model in admin.site._registry:
        row = model._default_manager.first()
        if row is not None:
            response = boss_client.get(url(model, "change", row.pk))
            assert response.status_code == 200, model


@pytest.mark.parametrize("model", READ_ONLY)
def test_traces_are_only_to_look_at(boss_client, model):
    assert boss_client.get(url(model, "add")).status_code == 403
    registered = admin.site._registry[model]
    request = boss_client.get(url(model)).wsgi_request
    assert not registered.has_change_permission(request)
    assert not registered.has_delete_permission(request)


def test_stores_and_people_are_switched_off_not_deleted(boss_client, boss):
    store = make_store()

    assert boss_client.post(url(Store, "delete", store.pk), {"post": "yes"}).status_code == 403
    assert boss_client.post(url(User, "delete", boss.pk), {"post": "yes"}).status_code == 403


def test_a_staff_member_sees_only_the_stores_they_work_for(client, db):
    mine, other = make_store(name="Fern and Field"), make_store(name="Quiet Harbour")
    staff = make_member(mine, "admin", is_staff=True)
    grant(staff, "view_store", "view_auditentry", "view_inbounddelivery")
    make_delivery(store=other, topic="secret/topic")
    client.force_login(staff)

    listing = client.get(url(Store)).content.decode()
    deliveries = client.get(url(InboundDelivery)).content.decode()

    assert "Fern and Field" in listing
    assert "Quiet Harbour" not in listing
    assert "secret/topic" not in deliveries
    assert client.get(url(Store, "change", other.pk)).status_code == 302  # "does not exist"


def grant(user, *codenames):
    from django.contrib.auth.models import Permission

    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))


def test_only_a_superuser_can_make_one(client, store):
    staff = make_member(store, "admin", is_staff=True)
    grant(staff, "view_user", "change_user")
    client.force_login(staff)
    data = {
        "username": staff.username,
        "is_active": "on",
        "is_superuser": "on",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }

    response = client.post(url(User, "change", staff.pk), data)

    staff.refresh_from_db()
    assert response.status_code == 302
    assert not staff.is_superuser


def test_a_delivery_shows_its_body_and_can_run_again(boss_client, boss):
    delivery = make_delivery(
        body='{"name": "#1001 ünïcode"}'.encode() + b"\xff",
        state=InboundDelivery.State.QUARANTINED,
        attempts=5,
        error="Fields not understood: id",
    )
    page = boss_client.get(url(InboundDelivery, "change", delivery.pk)).content.decode()
    assert "#1001 ünïcode" in page

    boss_client.post(url(InboundDelivery), {"action": "replay", "_selected_action": [delivery.pk]})

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.error) == ("stored", 0, "")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id) == ("inbounddelivery.replayed", boss.pk)
    assert audit.first_broken(delivery.store) is None
