"""Reads of cases. A view starts from `visible_to(user)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from opsdesk.models import Store

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from exceptions.models import Case  # noqa: F401  (named in the base class below)
    from opsdesk.models import User


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of cases."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the cases of the stores `user` works for."""
        return self.filter(store__in=Store.objects.visible_to(user))

    def open(self) -> Self:
        """Return cases something may still happen to."""
        from exceptions.models import CLOSED

        return self.exclude(status__in=CLOSED)

    def in_queue_order(self) -> Self:
        """Sort as the queue shows them: gravest first, then longest waiting."""
        return self.order_by("severity_rank", "detected_at", "id")
