"""A store's credentials, its Shopify token, and its connection."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from opsdesk import clock, stores
from opsdesk.errors import NotConnected, Unavailable
from opsdesk.models import AuditEntry, Credential
from opsdesk.stores import ShopifyToken
from tests.factories import make_store

PUBLIC = "https://desk.example"


def token_row(store):
    return Credential.objects.get(store=store, vendor="shopify", kind="access_token")


def grants(sandbox):
    return [call for call in sandbox.application.calls if call[:2] == ("shopify", "token")]


@pytest.mark.django_db
class TestCredentials:
    def test_secret_is_found(self, store):
        assert stores.credential(store, "easypost", "api_key") == "EZTK-sandbox"

    def test_missing_secret_says_what_and_where(self, store):
        Credential.objects.filter(vendor="easypost").delete()

        with pytest.raises(NotConnected, match=r"has no EasyPost api key\. Add it in the admin"):
            stores.credential(store, "easypost", "api_key")

    def test_secret_is_not_readable_in_the_database(self, store):
        with connection.cursor() as cursor:
            cursor.execute("SELECT secret FROM opsdesk_credential")
            stored = [row[0] for row in cursor.fetchall()]

        assert not any("sandbox" in secret for secret in stored)

    def test_replaced_secret_stays_acceptable(self, store):
        stores.set_credential(store, "easypost", "webhook_secret", "new")

        assert stores.webhook_secrets(store, "easypost") == ["new", "easypost-hook-secret"]

    def test_setting_the_same_secret_forgets_nothing(self, store):
        stores.set_credential(store, "easypost", "webhook_secret", "new")
        stores.set_credential(store, "easypost", "webhook_secret", "new")

        assert stores.webhook_secrets(store, "easypost") == ["new", "easypost-hook-secret"]

    def test_shopify_deliveries_are_signed_with_the_client_secret(self, store):
        assert stores.webhook_secrets(store, "shopify") == ["sandbox-secret"]


@pytest.mark.django_db
class TestShopifyToken:
    def test_static_token_is_used_as_it_is(self, db):
        store = make_store(credentials=False)
        stores.set_credential(store, "shopify", "access_token", "shpat_fixed")

        assert ShopifyToken(store)() == "shpat_fixed"

    def test_without_any_credential_it_says_so(self, db):
        with pytest.raises(NotConnected):
            ShopifyToken(make_store(credentials=False))()

    def test_token_is_bought_once_and_kept(self, sandbox, store):
        assert ShopifyToken(store)() == ShopifyToken(store)()

        assert len(grants(sandbox)) == 1
        assert token_row(store).expires_at > clock.now() + timedelta(hours=23)

    def test_token_is_renewed_ahead_of_its_end(self, sandbox, store):
        first = ShopifyToken(store)()

        with time_machine.travel(token_row(store).expires_at - timedelta(minutes=10)):
            second = ShopifyToken(store)()

        assert second != first

    def test_old_token_goes_on_while_renewing_fails(self, sandbox, store):
        first = ShopifyToken(store)()
        sandbox.faults.add("shopify", "status", "token", times=None)

        with time_machine.travel(token_row(store).expires_at - timedelta(minutes=10)):
            assert ShopifyToken(store)() == first

    def test_ended_token_is_not_used(self, sandbox, store):
        ShopifyToken(store)()
        sandbox.faults.add("shopify", "status", "token", times=None)

        with time_machine.travel(token_row(store).expires_at), pytest.raises(Unavailable):
            ShopifyToken(store)()

    def test_refused_token_is_replaced(self, sandbox, store):
        first = ShopifyToken(store)()

        assert ShopifyToken(store)(refused=first) != first


@pytest.mark.django_db(transaction=True)
def test_many_processes_buy_one_token(sandbox, store):
    sandbox.faults.add("shopify", "slow", "token", seconds=0.5)
    barrier, tokens = threading.Barrier(5), []

    def ask():
        barrier.wait()
        tokens.append(ShopifyToken(store)())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(tokens) == 5
    assert len(set(tokens)) == 1
    assert len(grants(sandbox)) == 1


@pytest.mark.django_db
class TestConnect:
    def test_every_vendor_is_subscribed(self, sandbox, store, lead):
        store.connected_at = None
        store.save()

        changes = stores.connect(store, lead, PUBLIC)

        assert "Shopify tells us about refunds/create" in changes
        assert "EasyPost sends tracker events" in changes
        assert "SendGrid sends signed events" in changes
        assert store.connected_at
        assert stores.webhook_secrets(store, "sendgrid") == [sandbox.sendgrid.signer.public_key()]
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.actor_name) == ("store.connected", str(lead))

    def test_second_time_changes_nothing(self, sandbox, store):
        stores.connect(store, None, PUBLIC)
        entries = AuditEntry.objects.count()

        assert stores.connect(store, None, PUBLIC) == []
        assert AuditEntry.objects.count() == entries

    def test_lost_subscription_is_made_again(self, sandbox, store):
        stores.connect(store, None, PUBLIC)

        assert len(stores.connect(store, None, "https://moved.example")) > 0

    def test_easypost_gets_a_secret_of_ours(self, sandbox, store):
        Credential.objects.filter(vendor="easypost", kind="webhook_secret").delete()

        stores.connect(store, None, PUBLIC)

        assert len(stores.credential(store, "easypost", "webhook_secret")) > 30

    def test_vendors_without_credentials_are_left_out(self, sandbox, store):
        Credential.objects.filter(vendor__in=["easypost", "sendgrid"]).delete()

        assert all("Shopify" in change for change in stores.connect(store, None, PUBLIC))

    def test_addresses_are_those_of_the_intake(self, store):
        assert stores.hook_url(store, "shopify", PUBLIC + "/") == (
            f"{PUBLIC}/hooks/shopify/{store.slug}/"
        )
