import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder

from opsdesk import clock, doctor, heartbeat, stores
from opsdesk.models import InboundDelivery, VendorCall
from opsdesk.tasks import beat_heart
from tests.factories import make_delivery, make_store


@pytest.fixture
def well(db):
    """An installation without stores and with a living worker."""
    beat_heart()


def diagnosis(name):
    return next(finding for finding in doctor.examine() if finding.name.endswith(name))


def test_a_well_installation_passes(well):
    assert [finding.name for finding in doctor.examine() if not finding.ok] == []
    assert "PostgreSQL" in diagnosis("database").value


def test_a_worker_that_was_never_seen_or_has_gone_silent_is_found(db):
    assert diagnosis("worker and beat").value == "never seen"

    beat_heart()
    assert diagnosis("worker and beat").ok

    heartbeat.Heartbeat.objects.update(at=clock.now() - timedelta(minutes=10))
    silent = diagnosis("worker and beat")
    assert not silent.ok
    assert "600 s ago" in silent.value
    assert "celery" in silent.advice


def test_a_delivery_nobody_processes_is_found(well):
    make_delivery(received_at=clock.now() - timedelta(minutes=5))

    waiting = diagnosis("webhooks waiting")

    assert not waiting.ok
    assert "300 s" in waiting.value


def test_a_delivery_that_just_came_is_no_trouble(well):
    make_delivery(received_at=clock.now())

    assert diagnosis("webhooks waiting").ok


def test_quarantined_deliveries_are_counted(well):
    make_delivery(state=InboundDelivery.State.QUARANTINED)

    assert diagnosis("webhooks quarantined").value == "1"
    assert not diagnosis("webhooks quarantined").ok


def test_pending_migrations_are_found(well):
    MigrationRecorder.Migration.objects.filter(app="opsdesk").order_by("-id")[:1].get().delete()

    assert "pending" in diagnosis("migrations").value


def test_a_connected_store_is_well_and_every_vendor_was_asked(well, sandbox, settings):
    store = make_store(slug="alder")
    stores.connect(store, None, settings.PUBLIC_URL)
    VendorCall.objects.all().delete()

    findings = [finding for finding in doctor.examine() if finding.name.startswith("alder")]

    assert [finding.value for finding in findings] == ["fine"] * 4
    asked = set(VendorCall.objects.values_list("vendor", flat=True))
    assert asked == {"shopify", "easypost", "sendgrid", "openai"}


def test_lost_subscriptions_are_named_with_the_command_that_repairs_them(well, sandbox):
    make_store(slug="alder")

    finding = diagnosis("webhooks from Shopify")

    assert not finding.ok
    assert "orders/create" in finding.value
    assert finding.advice == "Run: python manage.py connect_store alder"


def test_a_refused_key_and_a_silent_vendor_are_told_apart(well, sandbox, settings):
    store = make_store(slug="alder")
    stores.set_credential(store, "sendgrid", "api_key", "SG.wrong")
    settings.EASYPOST_URL = "http://127.0.0.1:9/easypost/v2"

    assert "refuses our key" in diagnosis("SendGrid").value
    assert "could not be reached" in diagnosis("EasyPost").value
    assert diagnosis("OpenAI").ok


def test_machines_get_json_and_an_exit_code(db):
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", as_json=True, stdout=out)

    report = json.loads(out.getvalue())
    assert ended.value.code == 1
    assert report["ok"] is False
    assert {"name", "ok", "value", "advice"} <= report["findings"][0].keys()
    assert not [found for found in report["findings"] if found["ok"] and found["advice"]]
    assert any(found["advice"] for found in report["findings"])


def test_people_get_a_line_each_with_what_to_do(db):
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)

    line = next(line for line in out.getvalue().splitlines() if "worker and beat" in line)
    assert line.startswith("BAD")
    assert "→ Start both" in line
