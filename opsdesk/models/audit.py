"""The audit log: sentences that can be added and never changed."""

import pgtrigger
from django.db import models

from opsdesk.models.store import Store


class AuditEntry(models.Model):
    """One act, as a sentence with the names of that moment, chained to the entry before it."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=64)
    target_name = models.CharField(max_length=200)
    sentence = models.TextField()
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True, default="")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["target_type", "target_id", "id"], name="audit_target"),
            models.Index(fields=["store", "-id"], name="audit_store"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # A TRUNCATE passes row triggers; only a statement trigger stops it.
            pgtrigger.Trigger(
                name="no_truncate",
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'pgtrigger: the audit log cannot be truncated';",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
