"""The page about loading past orders: start, progress, stop, last results, and what it cannot do."""

import pytest
from django.urls import reverse

from opsdesk.models import AuditEntry
from orders import backfill
from orders.models import Backfill
from tests.factories import make_member, make_store, make_user

pytestmark = pytest.mark.django_db

LIST = "admin:orders_backfill_changelist"


@pytest.fixture
def boss_client(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def test_the_page_says_what_shopify_does_not_show(boss_client, store):
    page = boss_client.get(reverse(LIST)).content.decode()

    assert "read_all_orders" in page
    assert "Nothing has been loaded yet" in page


def test_starting_stopping_and_the_last_result(boss_client, store):
    boss_client.post(reverse("admin:orders_backfill_start"), {"store": store.slug, "days": "30"})
    job = Backfill.objects.get()
    running = boss_client.get(reverse("admin:orders_backfill_progress")).content.decode()

    boss_client.post(reverse("admin:orders_backfill_stop", args=[job.code]))
    stopped = boss_client.get(reverse("admin:orders_backfill_progress")).content.decode()

    job.refresh_from_db()
    assert (job.asked_at - job.since).days == 30
    assert "Waiting to start" in running
    assert job.state == "cancelled"
    assert "Cancelled" in stopped
    assert "0 orders taken in" in stopped
    assert AuditEntry.objects.filter(action__startswith="backfill.").count() == 2


def test_progress_shows_share_rate_and_time_left(boss_client, store):
    job = backfill.ask(store=store)
    Backfill.objects.filter(pk=job.pk).update(
        state="applying", orders_done=1000, orders_expected=4000, worked_for=10.0
    )

    panel = boss_client.get(reverse("admin:orders_backfill_progress")).content.decode()

    assert "1,000 of 4,000 orders" in panel
    assert "100 per second" in panel
    assert "about 30 s left" in panel
    assert 'value="25"' in panel


def test_a_member_of_another_store_can_neither_see_nor_stop_it(client, store):
    from django.contrib.auth.models import Permission

    job = backfill.ask(store=store)
    stranger = make_member(make_store(), "admin", is_staff=True)
    stranger.user_permissions.set(Permission.objects.filter(codename__endswith="_backfill"))
    client.force_login(stranger)

    page = client.get(reverse(LIST)).content.decode()
    stopped = client.post(reverse("admin:orders_backfill_stop", args=[job.code]))
    started = client.post(reverse("admin:orders_backfill_start"), {"store": store.slug})

    assert store.name not in page
    assert (stopped.status_code, started.status_code) == (404, 404)


def test_who_may_only_look_cannot_start(client, store):
    from django.contrib.auth.models import Permission

    viewer = make_member(store, "viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_backfill"))
    client.force_login(viewer)

    answer = client.post(reverse("admin:orders_backfill_start"), {"store": store.slug})

    assert answer.status_code == 403
    assert not Backfill.objects.exists()
