"""Background work of `exceptions`: each task takes ids and calls one function.

Money tasks never retry themselves: the execution row says when it is due, and beat asks.
"""

from celery import shared_task

from exceptions import cases, detection, execution, invariants, settlement
from exceptions.drafting import service


@shared_task
def sweep_attention() -> None:
    """Look at every parcel for which a rule is due, batch by batch."""
    while detection.sweep() == detection.BATCH:
        continue


@shared_task
def draft_case(case_id: int) -> None:
    """Draft a new case, or one a new draft was asked for."""
    service.draft_case(case_id)


@shared_task
def draft_pending() -> None:
    """Draft what was missed, and what a worker that died left behind."""
    service.draft_pending()


@shared_task
def wake_snoozed() -> None:
    """Bring back cases whose time is up, and look at what has become of their parcels."""
    detection.evaluate_many(cases.wake_snoozed())


@shared_task
def run_due_executions() -> None:
    """Carry out every approval whose undo window is over."""
    execution.run_due()


@shared_task
def resume_stuck() -> None:
    """Take over from workers that died in the middle."""
    settlement.resume_stuck()


@shared_task
def reconcile_unknown() -> None:
    """Look at the vendor for every execution in doubt."""
    settlement.reconcile_unknown()


@shared_task
def match_refund(refund_id: int) -> None:
    """Relate a refund seen at Shopify to what we did or planned."""
    settlement.match_refund(refund_id)


@shared_task
def check_invariants() -> None:
    """Re-check on live data what must always be true."""
    invariants.check_all()
