"""Beat's schedule: what runs how often is code (opsdesk/schedule.py); here it can be switched off."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django_celery_beat.models import (
    ClockedSchedule,
    CrontabSchedule,
    IntervalSchedule,
    PeriodicTask,
    SolarSchedule,
)

from opsdesk.admin.base import AuditedAdmin

for model in (ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule):
    admin.site.unregister(model)


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(AuditedAdmin):
    """An entry that is off stays off over deploys."""

    store_path = ""
    list_display = ("name", "enabled", "interval", "last_run_at", "total_run_count")
    list_filter = ("enabled",)
    list_select_related = ("interval",)
    search_fields = ("name",)
    fields = ("name", "task", "interval", "enabled", "last_run_at", "total_run_count")
    readonly_fields = ("name", "task", "interval", "last_run_at", "total_run_count")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: entries are code."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the next deploy would bring it back."""
        return False
