import stat

import pytest

from opsdesk import stores
from opsdesk.demo import plan, rows
from opsdesk.models import AuditEntry, Credential, Membership, Store, User
from opsdesk.sandbox.config import SandboxConfig

pytestmark = pytest.mark.django_db


def test_two_stores_and_three_people_who_can_sign_in(client):
    rows.create_rows()

    assert set(Store.objects.values_list("currency", flat=True)) == {"USD", "GBP"}
    for person in plan.PEOPLE:
        assert client.login(username=person.username, password=plan.PASSWORD)
        roles = Membership.objects.filter(user__username=person.username)
        assert set(roles.values_list("role", flat=True)) == {person.role}
    assert list(User.objects.filter(is_staff=True).values_list("username", flat=True)) == ["admin"]


def test_a_second_start_changes_nothing_somebody_changed():
    rows.create_rows()
    Store.objects.update(sending_enabled=False)
    User.objects.get(username="agent").memberships.all().delete()

    rows.create_rows()

    assert not Store.objects.filter(sending_enabled=True).exists()
    assert not Membership.objects.filter(user__username="agent").exists()
    assert Store.objects.count() == 2


def test_a_store_starts_with_rules_limits_and_words():
    for store in rows.create_rows():
        assert store.rules.filter(enabled=True).count() >= 7
        assert store.limits.filter(role="agent", currency=store.currency).exists()
        assert store.templates.filter(is_active=True).count() >= 4


def test_the_sandbox_understands_what_it_is_told(tmp_path):
    path = tmp_path / "sandbox.json"

    plan.write_sandbox_config(path)

    config = SandboxConfig.from_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for told, shop in zip(config.shops, plan.SHOPS, strict=True):
        assert (told.domain, told.currency, told.timezone) == (
            shop.domain,
            shop.currency,
            shop.timezone,
        )
        assert told.signing_secret == shop.client_secret
        assert shop.easypost_api_key in config.keys.easypost
        assert shop.sendgrid_api_key in config.keys.sendgrid
    assert plan.OPENAI_KEY in config.keys.openai


def test_secrets_are_not_readable_in_the_database():
    store = rows.create_rows()[0]

    raw = Credential.objects.raw("SELECT id, secret::text AS sealed FROM opsdesk_credential")

    assert "demo-alder-secret" in stores.webhook_secrets(store, "shopify")
    assert not [row for row in raw if "demo" in row.sealed]
    assert not AuditEntry.objects.filter(sentence__contains="demo-alder-secret").exists()
