"""Customers, as the store knows them."""

from django.db import models

from opsdesk.models import Store


class Customer(models.Model):
    """One Shopify customer of one store."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="customers")
    shopify_id = models.BigIntegerField()
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    first_name = models.CharField(max_length=120, blank=True, default="")
    last_name = models.CharField(max_length=120, blank=True, default="")
    locale = models.CharField(max_length=10, blank=True, default="")
    source_updated_at = models.DateTimeField()
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when their personal data is gone, for good."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "shopify_id"], name="customer_once")
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or "Guest"
