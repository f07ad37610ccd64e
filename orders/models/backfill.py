"""Catching up with Shopify: the jobs that load history, and the hourly look for what was missed."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from opsdesk.models import Store, User


class BackfillQuerySet(models.QuerySet["Backfill"]):
    """Reads of jobs."""

    def unfinished(self) -> Self:
        """Return the jobs that are still to be worked on."""
        return self.exclude(state__in=Backfill.ENDED)


class Backfill(models.Model):
    """One load of a store's orders. The row is the progress: whoever goes on, goes on from here."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to start"
        EXPORTING = "exporting", "Shopify is writing the export"
        DOWNLOADING = "downloading", "Downloading the export"
        APPLYING = "applying", "Taking in orders"
        PAGING = "paging", "Taking in orders page by page"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    class Method(models.TextChoices):
        BULK = "bulk", "One bulk export"
        PAGES = "pages", "Page by page"

    ENDED = (State.DONE, State.FAILED, State.CANCELLED)

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="backfills")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    method = models.CharField(max_length=8, choices=Method.choices, blank=True, default="")
    since = models.DateTimeField(help_text="Orders placed from here on.")
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    notes = ArrayField(models.TextField(), default=list, blank=True)

    operation_id = models.CharField(max_length=120, blank=True, default="")
    exported = models.PositiveBigIntegerField(default=0, help_text="Objects Shopify has written.")
    file_size = models.PositiveBigIntegerField(default=0)
    bytes_done = models.PositiveBigIntegerField(default=0, help_text="Always the end of a line.")
    lines_done = models.PositiveBigIntegerField(default=0)
    cursor = models.CharField(max_length=500, blank=True, default="")

    orders_expected = models.PositiveBigIntegerField(default=0)
    orders_done = models.PositiveBigIntegerField(default=0)
    orders_changed = models.PositiveBigIntegerField(default=0)
    orders_failed = models.PositiveBigIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True, help_text="The first orders that failed.")

    worked_for = models.FloatField(default=0, help_text="Seconds of work in this state so far.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row.")
    error = models.TextField(blank=True, default="")
    next_step_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BackfillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store"],
                condition=~Q(state__in=["done", "failed", "cancelled"]),
                name="backfill_one_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["store", "-asked_at"], name="backfill_recent")]

    def __str__(self) -> str:
        return f"{self.store} since {self.since:%d %b %Y}"

    @property
    def is_ended(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in self.ENDED


class BackfillLine(models.Model):
    """One line of an export, until its order has been taken in. Kept only while its job runs.

    Shopify writes parents and children in any order, and more of them than fit into memory.
    """

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Backfill, on_delete=models.CASCADE, related_name="lines")
    gid = models.CharField(max_length=120, blank=True, default="")
    parent = models.CharField(max_length=120, blank=True, default="")
    body = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["job", "parent"], name="backfill_children"),
            models.Index(fields=["job", "id"], condition=Q(parent=""), name="backfill_roots"),
        ]

    def __str__(self) -> str:
        return self.gid


class Reconciliation(models.Model):
    """One look at what Shopify changed lately, to find what no webhook told us."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="reconciliations")
    since = models.DateTimeField(help_text="Orders updated from here on were looked at.")
    until = models.DateTimeField(help_text="The next look starts here, less the overlap.")
    orders_seen = models.PositiveIntegerField(default=0)
    orders_missed = models.PositiveIntegerField(
        default=0, help_text="Orders that Shopify had newer than we."
    )
    orders_failed = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    repaired = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Webhook subscriptions that were gone and are there again.",
    )
    error = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["store", "-started_at"], name="reconcile_recent")]

    def __str__(self) -> str:
        return f"{self.store} at {self.started_at:%d %b %H:%M}"
