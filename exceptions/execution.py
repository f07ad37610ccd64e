"""Carry out approvals: claim, re-check, call, record. At most once, whatever dies in between.

    pending ──claim──▶ sent ──▶ succeeded | refused | stale
                        │ lease over, answer lost
                        ▼
                     unknown ──look──▶ succeeded, or claimed again under the same key

The claim is committed before anything leaves; a fence number grows with every claim, and only the
holder of the current fence may record. A worker that died leaves a lease that runs out; whoever
finds it looks at the vendor before acting (`exceptions.settlement`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F

from exceptions import outcomes, proposals
from exceptions.executors import EXECUTORS, FactsChanged, Outcome
from exceptions.lifecycle import advance
from exceptions.models import Case, Execution, Proposal, RemedyKind, Status
from opsdesk import clock
from opsdesk.errors import (
    Invalid,
    NotConnected,
    OutcomeUnknown,
    Rejected,
    Unavailable,
    VendorError,
)
from opsdesk.vendors.shopify.refunds import KeyBurned
from orders.models import Refund

logger = structlog.get_logger(__name__)

ExecutionStatus = Execution.Status
# Shopify forgets an idempotency key after 24 h; an hour less leaves room for clocks and queues.
KEY_LIFE = timedelta(hours=23)
DOUBTFUL_LOOKS = 6  # ten seconds apart: longer than any vendor works on one request
BACKOFF = (5, 15, 30, 60, 120, 300)  # seconds before the next try of something surely not done


class LeaseLost(Exception):
    """Another worker holds the execution by now; this one has nothing more to say."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to act on an execution until the lease runs out."""

    execution: Execution
    proposal: Proposal
    look_first: bool
    in_doubt: bool

    @property
    def fence(self) -> int:
        """Return the number a record must carry."""
        return self.execution.fence


def run_due(now: datetime | None = None, limit: int = 20) -> int:
    """Start what is past its undo window; return how many were claimed."""
    due = Execution.objects.filter(
        status=ExecutionStatus.PENDING, next_attempt_at__lte=now or clock.now()
    ).order_by("next_attempt_at")
    return sum(run(pk) for pk in due.values_list("pk", flat=True)[:limit])


def run(decision_id: int) -> bool:
    """Carry out one approval now if it is due and nobody else has it; say whether we did."""
    claimed = claim(decision_id, ExecutionStatus.PENDING)
    if claimed is None:
        return False
    attempt(claimed)
    return True


@transaction.atomic
def claim(decision_id: int, was: Execution.Status) -> Claim | None:
    """Take the execution out of `was` with a lease; None when it is not due or somebody has it."""
    now = clock.now()
    due = Execution.objects.filter(pk=decision_id, status=was, next_attempt_at__lte=now)
    # The case before its execution, as everywhere (exceptions.locking); who has it is at work on it.
    Case.objects.select_for_update(of=("self",), no_key=True).filter(executions__in=due).first()
    execution = (
        due.select_for_update(of=("self",), skip_locked=True)
        .select_related("decision__proposal", "case__store", "case__order")
        .first()
    )
    if execution is None or (_waits_for_switch(execution) and was == ExecutionStatus.PENDING):
        return None
    # A first attempt has nothing to look for; any later one may find its predecessor's work.
    look_first, in_doubt = execution.attempts > 0, was != ExecutionStatus.PENDING
    lease = now + timedelta(seconds=settings.EXECUTION_LEASE_SECONDS)
    Execution.objects.filter(pk=execution.pk).update(
        status=ExecutionStatus.SENT,
        lease_until=lease,
        next_attempt_at=lease,
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
        sent_at=now,
        answer="With Shopify now." if execution.remedy != RemedyKind.REPLY_ONLY else "",
    )
    execution.refresh_from_db(fields=["status", "lease_until", "fence", "attempts", "sent_at"])
    case = execution.case
    if case.status in (Status.APPROVED, Status.IN_DOUBT):
        advance(case, Status.EXECUTING, now=now)
    proposal = execution.decision.proposal
    if proposal is None:
        raise RuntimeError(f"approval {decision_id} has no proposal")
    return Claim(execution, proposal, look_first, in_doubt)


def _waits_for_switch(execution: Execution) -> bool:
    """Say whether a kill switch holds this back; replies are held by the sending switch instead."""
    if execution.remedy == RemedyKind.REPLY_ONLY:
        return False
    store = execution.case.store
    return settings.MONEY_PAUSED or not store.money_enabled or store.is_disconnected


def attempt(claimed: Claim) -> None:
    """Look, re-check, act and record, under a claim. Never raises for what a vendor does."""
    try:
        _attempt(claimed)
    except LeaseLost:
        code = str(claimed.execution.code)
        logger.warning("execution.fenced_off", execution=code, outcome="no call")


def _attempt(claimed: Claim) -> None:
    execution, proposal = claimed.execution, claimed.proposal
    executor = EXECUTORS[execution.remedy]
    try:
        outcome = executor.look(execution, proposal) if claimed.look_first else None
        if outcome is None:
            refuse_if_stale(execution, proposal)
            outcome = executor.act(_with_fresh_key(execution), proposal)
    except FactsChanged as error:
        _give_back(claimed, str(error))
    except KeyBurned as error:
        _retry_with_new_key(claimed, error)
    except (Rejected, Invalid) as error:
        outcomes.record_refused(execution, str(error))
    except (Unavailable, NotConnected) as error:
        _try_later(claimed, error)
    except OutcomeUnknown as error:
        outcomes.record_unknown(execution, str(error))
    else:
        _record(execution, proposal, outcome)


def _record(execution: Execution, proposal: Proposal, outcome: Outcome) -> None:
    if outcome.is_settled:
        outcomes.record_success(execution, proposal, outcome)
    else:
        outcomes.record_unknown(execution, outcome.answer, again_in=60)


def refuse_if_stale(execution: Execution, proposal: Proposal) -> None:
    """Raise FactsChanged when what was approved is not what we hold, or no longer makes sense."""
    decision = execution.decision
    if proposal.erased_at:
        raise FactsChanged("The customer's personal data was erased: nothing is sent any more.")
    if not decision.digest == proposal.digest == proposals.digest_of(proposal):
        raise FactsChanged("The proposal is not the one that was approved.")
    if (execution.amount, execution.currency) != (proposal.amount, proposal.currency):
        raise FactsChanged("The amount is not the one that was approved.")
    case = Case.objects.select_related("order", "shipment").get(pk=execution.case_id)
    changed = proposals.change_since(proposal, case)
    if changed:
        raise FactsChanged(changed)


def _with_fresh_key(execution: Execution) -> Execution:
    """Replace a key the vendor has forgotten; safe only because we have just looked."""
    if clock.now() - execution.key_made_at < KEY_LIFE:
        return execution
    return _change_key(execution)


def _change_key(execution: Execution) -> Execution:
    key, now = uuid4(), clock.now()
    held = Execution.objects.filter(
        pk=execution.pk, fence=execution.fence, status=ExecutionStatus.SENT
    )
    if held.update(idempotency_key=key, key_made_at=now) != 1:
        # Our lease ran out meanwhile: whoever has it now must not meet a key that is not stored.
        raise LeaseLost()
    execution.idempotency_key, execution.key_made_at = key, now
    return execution


def _retry_with_new_key(claimed: Claim, error: KeyBurned) -> None:
    """Shopify confirmed that the attempt under this key failed: the next one needs a new key."""
    _change_key(claimed.execution)
    _try_later(claimed, error)


def _give_back(claimed: Claim, words: str) -> None:
    """Send the case back to the queue; after a lost answer only once several looks found nothing."""
    execution = claimed.execution
    if Refund.objects.filter(store=execution.case.store, reference=str(execution.code)).exists():
        # What changed is our own refund: it came between the look and now. The next look finds it.
        outcomes.record_unknown(execution, "Our refund has just appeared.", again_in=1)
    elif claimed.in_doubt and execution.attempts <= DOUBTFUL_LOOKS:
        outcomes.record_unknown(execution, "No answer yet; we keep looking.")
    else:
        outcomes.record_stale(execution, words)


def _try_later(claimed: Claim, error: VendorError) -> None:
    """Hand the claim back: the vendor surely did nothing, so waiting and asking again is safe."""
    execution = claimed.execution
    pause = BACKOFF[min(execution.attempts - 1, len(BACKOFF) - 1)]
    wait = int(max(getattr(error, "retry_after", None) or 0, pause))
    if claimed.in_doubt:  # it was the look that failed: still nobody knows
        outcomes.record_unknown(execution, str(error), again_in=wait)
        return
    handed_back = Execution.objects.filter(
        pk=execution.pk, fence=execution.fence, status=ExecutionStatus.SENT
    ).update(
        status=ExecutionStatus.PENDING,
        lease_until=None,
        next_attempt_at=clock.now() + timedelta(seconds=wait),
        answer=f"{error} Trying again by itself."[:300],
    )
    logger.info("execution.waiting", execution=str(execution.code), handed_back=handed_back)
