"""How long traces are kept: long enough to explain a case, no longer."""

from datetime import timedelta

from opsdesk.clock import now
from opsdesk.models import InboundDelivery, VendorCall

CALLS_FOR = timedelta(days=30)
DELIVERIES_FOR = timedelta(days=90)
BATCH = 5_000  # rows per statement, so that no lock is held for long


def prune() -> int:
    """Delete old vendor calls and old processed deliveries; return how many rows went.

    A quarantined delivery stays until a person has dealt with it.
    """
    moment = now()
    old_calls = VendorCall.objects.filter(at__lt=moment - CALLS_FOR)
    done = [InboundDelivery.State.PROCESSED, InboundDelivery.State.IGNORED]
    old_deliveries = InboundDelivery.objects.filter(
        state__in=done, received_at__lt=moment - DELIVERIES_FOR
    )
    gone = 0
    while batch := list(old_calls.values_list("pk", flat=True)[:BATCH]):
        gone += VendorCall.objects.filter(pk__in=batch).delete()[0]
    while batch := list(old_deliveries.values_list("pk", flat=True)[:BATCH]):
        gone += InboundDelivery.objects.filter(pk__in=batch).delete()[0]
    return gone
