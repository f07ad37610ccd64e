"""The door for webhooks: what is kept, what is refused, and what the vendor hears."""

from io import BytesIO

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import RequestFactory
from django.utils import timezone

from opsdesk import stores
from opsdesk.intake import senders, views
from opsdesk.models import InboundDelivery, IntakeCount
from opsdesk.vendors.shopify import webhooks
from tests.factories import make_store

pytestmark = pytest.mark.django_db


def counted():
    return {(row.topic, row.outcome): row.count for row in IntakeCount.objects.all()}


def test_right_signature_is_stored_byte_for_byte(post, store):
    body = b'{"id": 1,  "name": "\xc3\xa9"}'

    answer = post(body, X_Shopify_Event_Id="e-1", X_Shopify_Triggered_At="2026-11-20T10:00:00Z")

    kept = InboundDelivery.objects.get()
    assert answer.status_code == 200
    assert bytes(kept.body) == body
    assert (kept.store, kept.vendor, kept.topic) == (store, "shopify", "orders/create")
    assert (kept.delivery_id, kept.event_id, kept.state) == ("w-1", "e-1", "stored")
    assert kept.triggered_at.isoformat() == "2026-11-20T10:00:00+00:00"
    assert "X-Shopify-Hmac-Sha256" not in kept.headers


def test_second_copy_changes_nothing(post, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as first:
        post()
    with django_capture_on_commit_callbacks() as second:
        answer = post()

    assert answer.status_code == 200
    assert InboundDelivery.objects.count() == 1
    assert (len(first), len(second)) == (1, 0)


def test_same_event_under_another_webhook_id_is_a_copy(post):
    post(X_Shopify_Event_Id="e-1")

    assert post(X_Shopify_Event_Id="e-1", X_Shopify_Webhook_Id="w-2").status_code == 200
    assert InboundDelivery.objects.count() == 1


def test_same_event_on_another_topic_is_another_delivery(post):
    post(X_Shopify_Event_Id="e-1")
    post(X_Shopify_Event_Id="e-1", X_Shopify_Webhook_Id="w-2", X_Shopify_Topic="orders/updated")

    assert InboundDelivery.objects.count() == 2


def test_same_ids_in_two_stores_are_two_deliveries(post):
    birch = make_store(slug="birch")

    post()
    post(slug=birch.slug)

    assert InboundDelivery.objects.count() == 2


@pytest.mark.parametrize("headers", [{}, {"X_Shopify_Hmac_Sha256": ""}])
def test_bad_signature_leaves_only_a_count(post, headers):
    answer = post(secret="wrong", **headers)

    assert answer.status_code == 401
    assert answer.content == b""
    assert InboundDelivery.objects.count() == 0
    assert counted() == {("", "bad_signature"): 1}


def test_refusals_add_up(post):
    for _ in range(3):
        post(secret="wrong")

    assert counted() == {("", "bad_signature"): 3}
    assert IntakeCount.objects.get().day == timezone.now().date()


def test_unknown_topic_is_answered_and_counted(post):
    answer = post(X_Shopify_Topic="carts/update")

    assert answer.status_code == 200
    assert InboundDelivery.objects.count() == 0
    assert counted() == {("carts/update", "unknown_topic"): 1}


@pytest.mark.parametrize("where", [{"vendor": "ups"}, {"slug": "nobody"}, {"vendor": "openai"}])
def test_nobody_is_404_without_detail(post, where):
    answer = post(**where)

    assert answer.status_code == 404
    assert answer.content == b""
    assert not IntakeCount.objects.exists()


def test_a_store_switched_off_is_nobody(post, store):
    post()
    store.is_active = False
    store.save()

    assert post(X_Shopify_Webhook_Id="w-2").status_code == 404
    assert InboundDelivery.objects.count() == 1


def test_another_shops_event_is_refused_although_the_secret_fits(post):
    answer = post(X_Shopify_Shop_Domain="birch.myshopify.com")

    assert answer.status_code == 401
    assert InboundDelivery.objects.count() == 0


def test_only_post_is_allowed(client, store):
    assert client.get(f"/hooks/shopify/{store.slug}/").status_code == 405


def test_no_csrf_token_is_asked_for(store):
    from django.test import Client

    body = b"{}"
    answer = Client(enforce_csrf_checks=True).post(
        f"/hooks/shopify/{store.slug}/",
        body,
        content_type="application/json",
        headers={
            "X-Shopify-Hmac-Sha256": webhooks.sign("sandbox-secret", body),
            "X-Shopify-Topic": "orders/create",
        },
    )

    assert answer.status_code == 200


def test_a_rotated_secret_is_honoured_at_once(post, store):
    post()
    stores.set_credential(store, "shopify", "client_secret", "new-secret")

    assert post(secret="new-secret", X_Shopify_Webhook_Id="w-2").status_code == 200
    assert post(secret="sandbox-secret", X_Shopify_Webhook_Id="w-3").status_code == 200


def test_a_secret_rotated_twice_is_refused(post, store):
    stores.set_credential(store, "shopify", "client_secret", "second")
    stores.set_credential(store, "shopify", "client_secret", "third")
    senders.forget()

    assert post(secret="sandbox-secret").status_code == 401


# Size


@pytest.fixture
def small(settings):
    settings.INTAKE_MAX_BYTES = 1000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000


def test_too_big_is_413_and_counted(post, small):
    assert post(b"x" * 1001).status_code == 413
    assert counted() == {("", "too_big"): 1}


def test_just_fitting_is_taken(post, small):
    assert post(b"x" * 1000).status_code == 200


def chunked(store, body, *, headers=()):
    """A request without a length, as a server hands over a chunked one."""
    request = RequestFactory().post(
        f"/hooks/shopify/{store.slug}/", b"", content_type="application/json"
    )
    request.META.update({"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(body)})
    request.META.pop("CONTENT_LENGTH", None)
    request.META.update(headers)
    return views.receive(request, "shopify", store.slug)


def test_chunked_too_big_is_413(store, small):
    assert chunked(store, b"x" * 1001).status_code == 413


def test_chunked_body_is_read_whole(store):
    body = b'{"id": 1}' + b" " * 200_000

    answer = chunked(
        store,
        body,
        headers={
            "HTTP_X_SHOPIFY_HMAC_SHA256": webhooks.sign("sandbox-secret", body),
            "HTTP_X_SHOPIFY_TOPIC": "orders/create",
        },
    )

    assert answer.status_code == 200
    assert bytes(InboundDelivery.objects.get().body) == body


def test_a_sender_that_hangs_up_is_no_server_error(store, monkeypatch):
    class Cut(BytesIO):
        def read(self, *_args):
            raise OSError("gone")

    request = RequestFactory().post("/", b"12345", content_type="application/json")
    request._stream = Cut()

    assert views.receive(request, "shopify", store.slug).status_code == 400


# Database


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("statement", ["SELECT", "INSERT"])
def test_database_away_is_503_wherever_it_strikes(post, error, statement):
    def away(execute, sql, params, many, context):
        if statement in sql:
            raise error("the server closed the connection")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(away):
        answer = post()

    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_database_away_while_counting_is_503(post):
    def away(execute, sql, params, many, context):
        if "intakecount" in sql:
            raise OperationalError("gone")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(away):
        assert post(secret="wrong").status_code == 503


# Cost


def test_a_delivery_costs_one_statement_once_the_sender_is_known(post, django_assert_num_queries):
    post()

    with django_assert_num_queries(1):
        post(X_Shopify_Webhook_Id="w-2")


def test_a_store_made_anew_under_the_same_name_is_found(post, store):
    post()
    known = senders.find("shopify", store.slug)
    senders._known["shopify", store.slug] = type(known)(
        known.vendor, known.slug, 0, known.account, known.secrets, known.read_at
    )

    assert post(X_Shopify_Webhook_Id="w-2").status_code == 200
    assert InboundDelivery.objects.count() == 2


def test_secrets_do_not_show_in_a_traceback(store):
    assert "sandbox-secret" not in repr(senders.find("shopify", store.slug))
