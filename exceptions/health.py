"""What this app tells `manage.py doctor`: is anything noticed late, or carried out late?"""

from __future__ import annotations

from datetime import timedelta

from exceptions.models import Execution
from opsdesk import clock
from orders.models import Shipment

LATE = timedelta(minutes=5)
Answer = tuple[str, bool, str, str]


def examine() -> list[Answer]:
    """Return (question, is it well, what we found, what to do) per question."""
    return [_rules(), _failing(), _executions()]


def _rules() -> Answer:
    late = Shipment.objects.filter(attention_at__lt=clock.now() - LATE).count()
    advice = "See that the worker and beat run; the worker's log says why the rules do not."
    return ("parcels the rules should have looked at", late == 0, str(late), advice)


def _failing() -> Answer:
    failing = Shipment.objects.filter(attention_at__isnull=False, attention_failures__gt=0).count()
    advice = "Look for detection.failed in the worker's log: it names the parcel and the error."
    return ("parcels the rules cannot judge", failing == 0, str(failing), advice)


def _executions() -> Answer:
    waiting = Execution.objects.filter(finished_at=None)
    late = waiting.filter(next_attempt_at__lt=clock.now() - LATE).count()
    doubtful = waiting.filter(status=Execution.Status.UNKNOWN).count()
    found = f"{late} overdue, {doubtful} in doubt"
    advice = "Open “In doubt or failed” in the queue; see that the worker runs and money is on."
    return ("approved actions", late == 0, found, advice)
