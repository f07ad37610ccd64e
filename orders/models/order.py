"""Orders and their lines, mirrored from Shopify."""

from __future__ import annotations

import secrets
import uuid
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from opsdesk.fields import MoneyField
from opsdesk.models import Store
from opsdesk.money import Money
from orders.models.customer import Customer
from orders.querysets import OrderQuerySet


def new_token() -> str:
    """Return an unguessable token for the customer's status page."""
    return secrets.token_urlsafe(24)


class Order(models.Model):
    """One Shopify order. Amounts are in the shop's currency unless they say presentment."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="orders")
    shopify_id = models.BigIntegerField()
    name = models.CharField(max_length=40, help_text="As staff and customers say it: #1001")
    customer = models.ForeignKey(
        Customer, on_delete=models.SET_NULL, null=True, blank=True, related_name="orders"
    )
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    placed_at = models.DateTimeField()
    source_updated_at = models.DateTimeField()
    source_digest = models.CharField(
        max_length=16, blank=True, default="", help_text="Tells two bodies of one second apart."
    )
    source_fetched_at = models.DateTimeField(
        null=True, blank=True, help_text="When we read this state from Shopify itself, if we did."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(
        null=True, blank=True, help_text="Deleted in Shopify; kept for its cases and its money."
    )
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when its personal data is gone, for good."
    )
    financial_status = models.CharField(max_length=30, blank=True, default="")
    fulfillment_status = models.CharField(max_length=30, blank=True, default="")

    currency = models.CharField(max_length=3)
    subtotal = MoneyField()
    shipping_total = MoneyField()
    tax_total = MoneyField()
    total = MoneyField()
    refunded = MoneyField(default=Decimal(0))
    reserved = MoneyField(default=Decimal(0), help_text="Approved and not yet known to be done.")
    presentment_currency = models.CharField(max_length=3)
    presentment_total = MoneyField()

    recipient_name = models.CharField(max_length=200, blank=True, default="")
    shipping_address = models.JSONField(default=dict)
    country = models.CharField(max_length=2, blank=True, default="")
    shipping_method = models.CharField(
        max_length=255, blank=True, default="", help_text="The rate chosen at checkout."
    )
    promised_on = models.DateField(null=True, blank=True)
    promise_readings = models.JSONField(
        default=dict, blank=True, help_text="Every promise, by the moment Shopify's body is from."
    )
    tags = ArrayField(models.CharField(max_length=255), default=list, blank=True)
    note = models.TextField(blank=True, default="")
    status_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    mirrored_at = models.DateTimeField(auto_now=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "shopify_id"], name="order_once"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0), name="order_reserved_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["store", "-placed_at", "-id"], name="order_recent"),
            # The list of somebody with several stores, and how people search it.
            models.Index(fields=["-placed_at", "-id"], name="order_newest"),
            models.Index(Upper("email"), name="order_email"),
            models.Index(fields=["store", "name"], name="order_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def refundable(self) -> Money:
        """Return what could still be refunded: total less done less in flight."""
        left = self.total - self.refunded - self.reserved
        return Money.of(max(left, Decimal(0)), self.currency)

    @property
    def first_name(self) -> str:
        """Return the name to greet with, empty when unknown."""
        return self.recipient_name.split(" ")[0] if self.recipient_name else ""


class OrderLine(models.Model):
    """One line of an order. `unit_price` is after line discounts, before order-level ones."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    shopify_id = models.BigIntegerField()
    title = models.CharField(max_length=255)
    variant_title = models.CharField(max_length=255, blank=True, default="")
    sku = models.CharField(max_length=255, blank=True, default="")
    quantity = models.PositiveIntegerField()
    unit_price = MoneyField()
    discount = MoneyField(default=Decimal(0))
    tax = MoneyField(default=Decimal(0))
    requires_shipping = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "shopify_id"], name="order_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"
