"""Reads of the mirror. A view starts from `visible_to(user)`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from opsdesk.models import Store
from opsdesk.taxonomy import Milestone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from opsdesk.models import User
    from orders.models import Order, Shipment  # noqa: F401  (named in the base classes below)

ENDED = (Milestone.DELIVERED, Milestone.RETURNED, Milestone.CANCELLED)


class OrderQuerySet(models.QuerySet["Order"]):
    """Reads of orders."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the orders of the stores `user` works for."""
        return self.filter(store__in=Store.objects.visible_to(user))


class ShipmentQuerySet(models.QuerySet["Shipment"]):
    """Reads of parcels."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the parcels of the stores `user` works for."""
        return self.filter(store__in=Store.objects.visible_to(user))

    def undelivered(self) -> Self:
        """Return parcels still on their way."""
        return self.exclude(milestone__in=ENDED)

    def due_for_check(self, now: datetime) -> Self:
        """Return parcels whose carrier should be asked now, the longest overdue first."""
        return self.filter(next_check_at__lte=now).order_by("next_check_at")

    def due_for_attention(self, now: datetime) -> Self:
        """Return parcels for which a rule may fire now."""
        return self.filter(attention_at__lte=now).order_by("attention_at")
