"""What we told customers."""

from notifications.models.message import Message, MessageReceipt
from notifications.models.template import MessageKind, MessageTemplate

__all__ = ["Message", "MessageKind", "MessageReceipt", "MessageTemplate"]
