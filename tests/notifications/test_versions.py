"""Versions of the words."""

import pytest

from notifications import defaults, versions
from notifications.models import MessageTemplate
from opsdesk.models import AuditEntry
from tests.factories import make_store, make_template, make_user

pytestmark = pytest.mark.django_db


def revise(template, **words):
    return versions.revise(
        template=template, actor=make_user(), **{"subject": "New", "body": "New words", **words}
    )


def test_an_edit_is_a_new_version_and_the_old_one_rests():
    old = make_template(body="Old words")

    new = revise(old)

    old.refresh_from_db()
    assert (old.version, old.is_active, old.body) == (1, False, "Old words")
    assert (new.version, new.is_active, new.body) == (2, True, "New words")


def test_an_edit_of_an_old_version_comes_after_the_latest():
    old = make_template()
    revise(old)

    assert revise(old).version == 3
    assert MessageTemplate.objects.filter(is_active=True).count() == 1


def test_other_languages_and_kinds_are_left_alone():
    store = make_store(credentials=False)
    defaults.create_for(store)

    revise(MessageTemplate.objects.get(store=store, kind="shipped", locale="en"))

    assert MessageTemplate.objects.filter(store=store, is_active=True).count() == 16


def test_switching_back_to_an_old_version_rests_the_new_one():
    old = make_template()
    new = revise(old)

    versions.switch(template=old, is_active=True, actor=make_user())

    new.refresh_from_db()
    assert not new.is_active
    assert MessageTemplate.objects.get(is_active=True) == old


def test_who_wrote_which_version_is_on_the_audit_log():
    template = make_template()
    writer = make_user(first_name="Kim", last_name="Lee")

    versions.revise(template=template, subject="s", body="b", actor=writer)

    entry = AuditEntry.objects.get(action="template.revised")
    assert entry.sentence == "Kim Lee wrote version 2 of “Shipped” (en)."
    assert entry.store == template.store


def test_only_the_latest_version_is_the_latest():
    old = make_template()
    new = revise(old)

    assert not versions.is_latest(old)
    assert versions.is_latest(new)


def test_a_new_store_gets_every_default_once():
    store = make_store(credentials=False)

    defaults.create_for(store)
    defaults.create_for(store)

    assert MessageTemplate.objects.filter(store=store).count() == 16


def test_defaults_do_not_undo_what_staff_did():
    store = make_store(credentials=False)
    make_template(store=store, kind="shipped", locale="en", is_active=False, subject="Ours")

    defaults.create_for(store)

    assert not MessageTemplate.objects.filter(
        store=store, kind="shipped", locale="en", is_active=True
    ).exists()
