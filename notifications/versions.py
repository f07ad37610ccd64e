"""Versions of the words: what was sent stays as it was; an edit is a new row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet

from notifications.models import MessageTemplate
from opsdesk import audit

if TYPE_CHECKING:
    from opsdesk.models import User


@transaction.atomic
def revise(*, template: MessageTemplate, subject: str, body: str, actor: User) -> MessageTemplate:
    """Make the next version of `template` with new words and put it to use; the old one rests."""
    siblings = _locked_siblings(template)
    latest = siblings.aggregate(latest=Max("version"))["latest"] or 0
    siblings.filter(is_active=True).update(is_active=False)
    new = MessageTemplate.objects.create(
        store=template.store,
        kind=template.kind,
        locale=template.locale,
        version=latest + 1,
        subject=subject,
        body=body,
        updated_by=actor,
    )
    audit.record(
        actor,
        "template.revised" if latest else "template.created",
        new,
        f"{actor} wrote version {new.version} of “{new.get_kind_display()}” ({new.locale}).",
        version=new.version,
    )
    return new


@transaction.atomic
def switch(*, template: MessageTemplate, is_active: bool, actor: User) -> None:
    """Put `template` to use or out of use; without any active one, its kind is not sent."""
    siblings = _locked_siblings(template)
    if is_active:
        siblings.exclude(pk=template.pk).filter(is_active=True).update(is_active=False)
    siblings.filter(pk=template.pk).update(is_active=is_active, updated_by=actor)
    template.is_active = is_active
    audit.record(
        actor,
        "template.switched",
        template,
        f"{actor} switched “{template}” {'on' if is_active else 'off'}.",
        is_active=is_active,
    )


def is_latest(template: MessageTemplate) -> bool:
    """Say whether no later version of the same words exists."""
    return not _siblings(template).filter(version__gt=template.version).exists()


def _siblings(template: MessageTemplate) -> QuerySet[MessageTemplate]:
    return MessageTemplate.objects.filter(
        store=template.store, kind=template.kind, locale=template.locale
    )


def _locked_siblings(template: MessageTemplate) -> QuerySet[MessageTemplate]:
    """Return the versions of one text, locked so that two editors make two versions, not one."""
    siblings = _siblings(template)
    list(siblings.select_for_update().order_by("pk").values_list("pk", flat=True))
    return siblings
