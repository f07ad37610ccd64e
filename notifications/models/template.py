"""What we say: versioned text with a closed set of variables, never Django template source."""

from django.db import models

from opsdesk.models import Store, User


class MessageKind(models.TextChoices):
    """Why we write to a customer."""

    SHIPPED = "shipped", "Shipped"
    OUT_FOR_DELIVERY = "out_for_delivery", "Out for delivery"
    DELAYED = "delayed", "Delayed"
    DELIVERED = "delivered", "Delivered"
    CASE_REPLY = "case_reply", "Reply to a problem"


class MessageTemplate(models.Model):
    """One version of the words for one kind of message in one language."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="templates")
    kind = models.CharField(max_length=20, choices=MessageKind.choices)
    locale = models.CharField(max_length=10, default="en")
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "kind", "locale", "version"], name="template_version_once"
            ),
            models.UniqueConstraint(
                fields=["store", "kind", "locale"],
                condition=models.Q(is_active=True),
                name="template_one_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.locale}, v{self.version})"
