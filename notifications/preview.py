"""Show a template filled with the facts of a real order, without sending anything."""

from __future__ import annotations

from dataclasses import dataclass

from notifications import mail, outbox, rendering
from notifications.models import Message, MessageTemplate
from orders.models import Shipment


@dataclass(frozen=True, slots=True)
class Preview:
    """What the customer of `shipment` would get."""

    shipment: Shipment
    subject: str
    text: str
    html: str


def of(template: MessageTemplate, order_name: str) -> Preview | None:
    """Fill `template` for the named order of its store, or the newest; None when there is none."""
    parcels = Shipment.objects.filter(store=template.store).select_related(
        "store", "order__store", "order__customer"
    )
    name = order_name.strip()
    if name:
        parcels = parcels.filter(order__name__in=[name, f"#{name.removeprefix('#')}"])
    shipment = parcels.order_by("-shipped_at").first()
    if shipment is None:
        return None
    words = rendering.render(template, shipment.order, shipment)
    unsent = Message(
        store=template.store,
        order=shipment.order,
        shipment=shipment,
        kind=template.kind,
        locale=template.locale,
        recipient=outbox.address_of(shipment.order),
        subject=words.subject,
        body=words.body,
    )
    parts = mail.dress(unsent)
    return Preview(shipment=shipment, subject=words.subject, text=parts.text, html=parts.html)
