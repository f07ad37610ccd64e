"""Templates and messages in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from notifications.models import MessageReceipt, MessageTemplate
from opsdesk.clock import now
from tests.factories import (
    make_member,
    make_message,
    make_shipment,
    make_store,
    make_template,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(store, client):
    """A browser signed in as a member of staff who may write `store`'s templates."""
    person = make_member(store, "admin", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="notifications"))
    client.force_login(person)
    return client


def url(name, *args):
    return reverse(f"admin:notifications_{name}", args=args)


def edit(client, template, **changes):
    words = {"subject": template.subject, "body": template.body, "is_active": "on", **changes}
    return client.post(
        url("messagetemplate_change", template.pk),
        {k: v for k, v in words.items() if v is not None},
    )


def test_saving_an_edit_makes_a_new_version(editor, store):
    template = make_template(store=store)

    answer = edit(editor, template, body="Hello {first_name},\n\nnew words.")

    assert answer.status_code == 302
    old, new = MessageTemplate.objects.order_by("version")
    assert (old.is_active, new.is_active) == (False, True)
    assert (old.body, new.version) == (template.body, 2)
    assert new.updated_by.memberships.get().store == store


def test_saving_without_a_change_makes_no_version(editor, store):
    template = make_template(store=store)

    edit(editor, template)

    assert MessageTemplate.objects.get().version == 1


def test_the_switch_alone_makes_no_version(editor, store):
    template = make_template(store=store)

    edit(editor, template, is_active=None)

    template.refresh_from_db()
    assert not template.is_active
    assert MessageTemplate.objects.count() == 1


def test_going_on_after_saving_shows_the_new_version(editor, store):
    template = make_template(store=store)

    answer = edit(editor, template, body="new words", _continue="1")

    assert answer.url == url("messagetemplate_change", MessageTemplate.objects.get(version=2).pk)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You paid {total}.", "{total} is not a variable"),
        ("{{ order.email }}", "curly bracket"),
        ("Use the coupon SORRY10.", "advertising"),
    ],
)
def test_words_that_cannot_be_sent_are_refused_with_a_reason(editor, store, text, words):
    template = make_template(store=store)

    answer = edit(editor, template, body=text)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert MessageTemplate.objects.count() == 1


def test_a_new_text_for_a_kind_that_has_one_becomes_its_next_version(editor, store):
    make_template(store=store, kind="shipped", locale="en")

    answer = editor.post(
        url("messagetemplate_add"),
        {"store": store.pk, "kind": "shipped", "locale": "EN", "subject": "s", "body": "b"},
    )

    assert answer.status_code == 302
    assert MessageTemplate.objects.get(is_active=True).version == 2


def test_a_language_without_fixed_words_is_refused(editor, store):
    answer = editor.post(
        url("messagetemplate_add"),
        {"store": store.pk, "kind": "shipped", "locale": "tlh", "subject": "s", "body": "b"},
    )

    assert "not one of our languages" in answer.content.decode()


def test_an_old_version_can_be_read_and_not_changed(editor, store):
    old = make_template(store=store)
    edit(editor, old, body="new words")

    assert editor.get(url("messagetemplate_change", old.pk)).status_code == 200
    assert edit(editor, old, body="rewritten history").status_code == 403


def test_a_preview_shows_the_mail_for_a_real_order_and_sends_nothing(editor, store):
    shipment = make_shipment(store=store, order__name="#1001")
    template = make_template(store=store, subject="About {order_name}", body="{items}")

    page = editor.get(url("messagetemplate_preview", template.pk), {"order": "1001"})

    shown = page.content.decode()
    assert page.status_code == 200
    assert "About #1001" in shown
    assert "2 × Linen shirt" in shown
    assert "srcdoc=" in shown
    assert not shipment.messages.exists()


def test_a_preview_without_an_order_says_so(editor, store):
    template = make_template(store=store)

    page = editor.get(url("messagetemplate_preview", template.pk), {"order": "#9"})

    assert "no parcel for an order called “#9”" in page.content.decode()


def test_another_stores_texts_orders_and_messages_are_out_of_reach(editor, store):
    other = make_store(credentials=False)
    foreign = make_template(store=other)
    shipment = make_shipment(store=other, order__name="#777")
    message = make_message(order=shipment.order)
    own = make_template(store=store)

    assert edit(editor, foreign, body="mine").status_code == 302  # to the index, with an error
    assert MessageTemplate.objects.get(pk=foreign.pk).body == foreign.body
    assert editor.get(url("messagetemplate_preview", foreign.pk)).status_code == 404
    assert (
        "#777 ("
        not in editor.get(
            url("messagetemplate_preview", own.pk), {"order": "#777"}
        ).content.decode()
    )
    assert str(shipment.order) not in editor.get(url("message_changelist")).content.decode()
    assert editor.get(url("message_change", message.pk)).status_code == 302


def test_a_message_shows_its_receipts_and_cannot_be_changed(editor, store):
    shipment = make_shipment(store=store)
    message = make_message(order=shipment.order, shipment=shipment)
    MessageReceipt.objects.create(message=message, event_id="e", event="deferred", at=now())

    page = editor.get(url("message_change", message.pk))

    assert "deferred" in page.content.decode()
    assert editor.post(url("message_change", message.pk), {"body": "x"}).status_code == 403
    assert editor.get(url("message_add")).status_code == 403
    assert editor.post(url("message_delete", message.pk)).status_code == 403


def test_messages_can_be_found_by_order_and_address(editor, store):
    shipment = make_shipment(store=store, order__name="#4242")
    make_message(order=shipment.order, recipient="find.me@mail.example")

    for words in ("#4242", "find.me"):
        page = editor.get(url("message_changelist"), {"q": words})
        assert "#4242" in page.content.decode()
