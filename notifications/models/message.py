"""Messages to customers, and the receipts that came back."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from notifications.models.template import MessageKind, MessageTemplate
from opsdesk.models import Store
from orders.models import Order, Shipment


class MessageQuerySet(models.QuerySet["Message"]):
    """Reads of messages."""

    def due(self, now: datetime) -> Self:
        """Return queued messages whose time has come."""
        return self.filter(status=Message.Status.QUEUED, due_at__lte=now).order_by("due_at")

    def abandoned(self, now: datetime) -> Self:
        """Return messages whose worker stopped between sending and recording."""
        return self.filter(status=Message.Status.SENDING, lease_until__lt=now)

    def in_doubt(self) -> Self:
        """Return messages that may or may not have left, the oldest doubt first."""
        return self.filter(status=Message.Status.UNKNOWN).order_by("attempted_at")


class Message(models.Model):
    """One message. Written in the transaction of its cause; `dedupe_key` names that cause."""

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        DELIVERED = "delivered", "Delivered"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "Not sent"
        UNKNOWN = "unknown", "In doubt"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="messages")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="messages")
    shipment = models.ForeignKey(
        Shipment, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    kind = models.CharField(max_length=20, choices=MessageKind.choices)
    channel = models.CharField(max_length=10, default="email")
    recipient = models.EmailField()
    locale = models.CharField(max_length=10, default="en")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    template = models.ForeignKey(
        MessageTemplate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    dedupe_key = models.CharField(max_length=160)
    reference = models.CharField(
        max_length=64, blank=True, default="", help_text="The case this belongs to, if any."
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    status_note = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempted_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last handed to the mail service."
    )
    requeued_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was sent again because it was in doubt."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    provider_message_id = models.CharField(max_length=120, blank=True, default="")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "dedupe_key"], name="message_once")]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(status__in=["queued", "sending"]), name="message_due"
            ),
            models.Index(fields=["order", "created_at"], name="message_order"),
            models.Index(fields=["reference"], name="message_reference"),
            models.Index(fields=["store", "recipient"], name="message_recipient"),
            models.Index(fields=["store", "attempted_at"], name="message_attempted"),
            models.Index(
                fields=["attempted_at"], condition=Q(status="unknown"), name="message_doubtful"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.order}"


class MessageReceipt(models.Model):
    """What the mail service reported about a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="receipts")
    event_id = models.CharField(max_length=120, unique=True)
    event = models.CharField(max_length=30)
    detail = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%d %b %H:%M}"
