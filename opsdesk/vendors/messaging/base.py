"""Mails out and receipts back, whichever service carries them."""

from datetime import datetime

from opsdesk.vendors.base import Frozen


class Mail(Frozen):
    """One mail to one recipient. `custom_args` come back with every receipt."""

    to: str
    from_email: str
    from_name: str
    reply_to: str
    subject: str
    text: str
    html: str
    custom_args: dict[str, str]


class ReceiptEvent(Frozen):
    """What became of a mail. `message_code` is ours, empty for a mail we did not send."""

    event_id: str
    event: str
    message_code: str
    at: datetime
    detail: str
    provider_message_id: str
