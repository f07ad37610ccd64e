"""What every mirrored model's admin page has."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from opsdesk.models import Store


class LookOnly:
    """Nobody adds, changes or deletes what is mirrored from somewhere else."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


class Mirror(LookOnly, ModelAdmin):  # type: ignore[misc]
    """A mirrored model, limited to the stores the person works for."""

    list_per_page = 50
    show_full_result_count = False
    store_path = "store"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return rows of the person's own stores."""
        rows: models.QuerySet[Any] = super().get_queryset(request)
        stores = Store.objects.visible_to(request.user)
        return rows.filter(**{f"{self.store_path}__in": stores})
