"""Every call we made to a vendor, without secrets and without personal data."""

from django.db import models

from opsdesk.models.store import Store


class VendorCall(models.Model):
    """One HTTP request to a vendor and what came of it."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, null=True, related_name="calls")
    vendor = models.CharField(max_length=20)
    operation = models.CharField(max_length=80)
    reference = models.CharField(max_length=80, blank=True, default="")
    method = models.CharField(max_length=8)
    url = models.CharField(max_length=300)
    status = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=20)
    error = models.CharField(max_length=300, blank=True, default="")
    request = models.TextField(blank=True, default="")
    response = models.TextField(blank=True, default="")
    duration_ms = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["store", "-at"], name="call_recent"),
            models.Index(fields=["reference"], condition=~models.Q(reference=""), name="call_ref"),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.operation} {self.status or self.outcome}"
