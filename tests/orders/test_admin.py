import pytest
from django.urls import reverse

from orders.models import Customer, Order, Refund, Shipment, TrackingEvent
from tests.factories import (
    make_member,
    make_refund,
    make_scan,
    make_shipment,
    make_store,
    make_user,
)

MODELS = (Order, Shipment, Customer, Refund, TrackingEvent)


@pytest.fixture
def parcel(store):
    parcel = make_shipment(store=store)
    make_scan(parcel)
    make_refund(order=parcel.order)
    return parcel


@pytest.fixture
def admin_of_the_store(client, store):
    user = make_member(store, "admin", is_staff=True)
    from django.contrib.auth.models import Permission

    user.user_permissions.set(Permission.objects.filter(content_type__app_label="orders"))
    client.force_login(user)
    return client


def page(model, name, *args):
    return reverse(f"admin:orders_{model._meta.model_name}_{name}", args=args)


@pytest.mark.parametrize("model", MODELS)
def test_every_mirrored_model_can_be_looked_at(client, parcel, model):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    assert client.get(page(model, "changelist")).status_code == 200
    assert client.get(page(model, "change", model.objects.first().pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nothing_can_be_added_changed_or_deleted(client, parcel, model):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    row = model.objects.first()

    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.post(page(model, "change", row.pk), {}).status_code == 403


def test_an_admin_sees_the_rows_of_their_own_stores_only(admin_of_the_store, parcel):
    foreign = make_shipment(store=make_store(credentials=False))

    listed = admin_of_the_store.get(page(Shipment, "changelist")).content.decode()

    assert parcel.tracking_number in listed
    assert foreign.tracking_number not in listed
