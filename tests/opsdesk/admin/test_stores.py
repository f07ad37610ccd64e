"""Stores in the admin: secrets go in and never come out, and every change is on the audit log."""

import pytest
from django.urls import reverse

from exceptions.models import Kind, Rule
from opsdesk.models import AuditEntry, Credential, Store
from tests.factories import make_store, make_user

SECRET = "shpss_0123456789abcdef"
ADD = "admin:opsdesk_store_add"
CHANGE = "admin:opsdesk_store_change"


@pytest.fixture
def boss_client(client, db):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def form_of(client, url, **changes):
    """What a browser would send back of the page at `url`, with `changes` typed in."""
    context = client.get(url).context
    data = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value if value is not True else "on"
    return data | changes


def new_credential(index, **values):
    return {f"credentials-{index}-{name}": value for name, value in values.items()}


def add_secret(client, store, secret=SECRET):
    url = reverse(CHANGE, args=[store.pk])
    typed = new_credential(0, vendor="shopify", kind="client_secret", new_secret=secret)
    return client.post(url, form_of(client, url, **{"credentials-TOTAL_FORMS": 1}, **typed))


def test_a_secret_is_stored_encrypted_and_never_shown_again(boss_client):
    store = make_store(credentials=False)

    assert add_secret(boss_client, store).status_code == 302

    row = Credential.objects.get()
    assert row.secret == SECRET
    page = boss_client.get(reverse(CHANGE, args=[store.pk])).content.decode()
    assert SECRET not in page
    assert 'type="password"' in page


def test_leaving_the_field_empty_keeps_the_secret(boss_client):
    store = make_store(credentials=False)
    add_secret(boss_client, store)
    url = reverse(CHANGE, args=[store.pk])

    response = boss_client.post(url, form_of(boss_client, url, name="Renamed"))

    assert response.status_code == 302
    assert Credential.objects.get().secret == SECRET
    assert Store.objects.get().name == "Renamed"


def test_a_new_secret_keeps_the_old_one_for_deliveries_under_way(boss_client):
    store = make_store(credentials=False)
    add_secret(boss_client, store)
    url = reverse(CHANGE, args=[store.pk])

    boss_client.post(url, form_of(boss_client, url, **new_credential(0, new_secret="rotated")))

    row = Credential.objects.get()
    assert (row.secret, row.previous) == ("rotated", SECRET)


def test_a_new_credential_needs_its_secret(boss_client):
    store = make_store(credentials=False)

    response = add_secret(boss_client, store, secret="")

    assert response.status_code == 200
    assert "Paste the secret." in response.content.decode()
    assert not Credential.objects.exists()


def test_the_audit_log_names_the_fields_and_not_the_secret(boss_client):
    store = make_store(credentials=False)
    add_secret(boss_client, store)
    url = reverse(CHANGE, args=[store.pk])
    boss_client.post(url, form_of(boss_client, url, sending_enabled=""))

    entries = list(AuditEntry.objects.order_by("pk").values_list("action", "sentence", "data"))

    assert [action for action, _, _ in entries] == ["credential.added", "store.changed"]
    assert "sending_enabled" in entries[1][1]
    assert SECRET not in str(entries)


def test_a_new_store_starts_with_rules_limits_and_words(boss_client):
    url = reverse(ADD)
    typed = {"name": "Fern", "slug": "fern", "shop_domain": "fern.myshopify.com"}

    response = boss_client.post(url, form_of(boss_client, url, **typed))

    store = Store.objects.get(slug="fern")
    assert response.status_code == 302
    assert Rule.objects.filter(store=store).count() == len(Kind)
    assert store.limits.exists()
    assert store.sending_enabled is False


def test_the_slug_stays(boss_client):
    store = make_store(credentials=False)
    url = reverse(CHANGE, args=[store.pk])

    boss_client.post(url, form_of(boss_client, url, slug="moved"))

    store.refresh_from_db()
    assert store.slug != "moved"


def test_connecting_without_credentials_says_what_is_missing(boss_client):
    store = make_store(credentials=False)
    data = {"action": "connect_stores", "_selected_action": [store.pk]}

    response = boss_client.post(reverse("admin:opsdesk_store_changelist"), data, follow=True)

    assert "has no Shopify credentials" in response.content.decode()


@pytest.mark.parametrize(
    "domain",
    [
        "evil.example",
        "brand.myshopify.com.evil.example",
        "evil.example/?brand.myshopify.com",
        "user@brand.myshopify.com",
        "brand.myshopify.com:8443",
        "a.b.myshopify.com",
        "-brand.myshopify.com",
        "https://brand.myshopify.com",
    ],
)
def test_a_domain_that_is_not_a_shop_is_refused_with_what_to_enter(boss_client, domain):
    store = make_store(credentials=False)
    url = reverse(CHANGE, args=[store.pk])

    response = boss_client.post(url, form_of(boss_client, url, shop_domain=domain))

    assert response.status_code == 200
    assert "like brand.myshopify.com, and nothing else" in response.content.decode()
    assert Store.objects.get().shop_domain == store.shop_domain


def test_a_domain_is_kept_in_small_letters(boss_client):
    store = make_store(credentials=False)
    url = reverse(CHANGE, args=[store.pk])

    boss_client.post(url, form_of(boss_client, url, shop_domain=" Brand-2.MyShopify.com "))

    assert Store.objects.get().shop_domain == "brand-2.myshopify.com"
