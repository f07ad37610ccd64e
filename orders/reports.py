"""What customers tell staff about a parcel, and no carrier will ever scan."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from opsdesk import audit, clock
from opsdesk.errors import Conflict, Invalid
from opsdesk.events import publish
from opsdesk.models import Role, User
from opsdesk.permissions import require_role
from opsdesk.taxonomy import Milestone
from orders.attention import look_at_parcel
from orders.models import Shipment
from orders.wording import milestone_words

LONGEST_NOTE = 2000


class NotDeliveredYet(Invalid):
    """A parcel can only be missing once the carrier says that it was delivered."""

    code = "not_delivered_yet"
    message = "The carrier has not reported this parcel as delivered yet."


class AlreadyReported(Conflict):
    """Somebody reported it before."""

    code = "already_reported"


@transaction.atomic
def report_missing(shipment_code: UUID, actor: User, note: str = "") -> Shipment:
    """Record that the customer does not have a parcel the carrier calls delivered.

    Raises NotAllowed below the role of an agent, NotDeliveredYet, AlreadyReported, and
    Shipment.DoesNotExist. The rules hear of it by `shipment.changed`.
    """
    parcel = (
        Shipment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("store", "order", "reported_missing_by")
        .get(code=shipment_code)
    )
    require_role(actor, parcel.store, Role.AGENT)
    if parcel.milestone != Milestone.DELIVERED:
        now_at = milestone_words(parcel.milestone, parcel.reason)
        raise NotDeliveredYet(f"{NotDeliveredYet.message} It says: “{now_at}”.")
    if parcel.reported_missing_at:
        by = parcel.reported_missing_by or "somebody"
        raise AlreadyReported(
            f"{by} reported this on {parcel.reported_missing_at:%d %b %H:%M} UTC."
        )
    parcel.reported_missing_at, parcel.reported_missing_by = clock.now(), actor
    parcel.reported_missing_note = note.strip()[:LONGEST_NOTE]
    parcel.save(
        update_fields=["reported_missing_at", "reported_missing_by", "reported_missing_note"]
    )
    audit.record(
        actor,
        "shipment.reported_missing",
        parcel,
        f"{actor} reported parcel {parcel} of order {parcel.order} as delivered but not received.",
        store=parcel.store,
        order=parcel.order.name,
    )
    look_at_parcel(parcel.pk)
    publish("shipment.changed", shipment_id=parcel.pk)
    return parcel
