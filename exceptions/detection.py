"""Look at parcels through the rules of their store: open cases, clear cases, say when to look again.

    lock parcels → facts → due moments → findings ─┬→ new kind   → cases.open_case
                                                   ├→ known kind → keep; its words follow the facts
                                                   └→ gone       → cases.clear_case
                   earliest future due moment → shipment.attention_at → sweep()

Everything runs per batch with a fixed number of queries; only what changes costs more. A case in
flight (approved, executing, in doubt) is never touched here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from exceptions import cases, lifecycle, proposals
from exceptions.models import CLOSED, Case, Kind, Proposal, Rule, Status
from exceptions.rules import DETECTORS, Finding
from exceptions.rules.base import ended
from exceptions.rules.judge import ActiveRule, Verdict, activate, judge
from opsdesk import clock
from opsdesk.models import Store
from orders.facts import ShipmentFacts, build_facts_many
from orders.models import Shipment
from orders.querysets import ENDED

logger = structlog.get_logger(__name__)

BATCH = 50  # an approval in the same store waits for the audit chain until a batch is through
LOOK_BACK = timedelta(days=90)
PUT_OFF = timedelta(minutes=15)
READ = ("pk", "attention_at", "attention_failures")
HANDLED = (Status.RESOLVED, Status.DISMISSED, Status.SETTLED_ELSEWHERE)
REFUNDED = "The order has been refunded in full."
RULE_CHANGED = "By today's rule this is no exception any more."


@transaction.atomic
def evaluate_many(shipment_ids: Collection[int], now: datetime | None = None) -> None:
    """Look at these parcels now, waiting for whoever holds one of them."""
    parcels = Shipment.objects.select_for_update(no_key=True).filter(pk__in=shipment_ids)
    _evaluate(list(parcels.only(*READ).order_by("pk")), now or clock.now())


def sweep(now: datetime | None = None, limit: int = BATCH) -> int:
    """Look at parcels for which a rule is due, save those another worker holds; return how many.

    One parcel that cannot be judged is put off and counted; it does not stop the others.
    """
    now = now or clock.now()
    try:
        return _sweep_together(now, limit)
    except Exception as error:
        logger.exception("detection.batch_failed", error=type(error).__name__)
        return _sweep_singly(now, limit)


@transaction.atomic
def _sweep_together(now: datetime, limit: int) -> int:
    due = Shipment.objects.due_for_attention(now).select_for_update(skip_locked=True, no_key=True)
    parcels = list(due.only(*READ)[:limit])
    _evaluate(parcels, now)
    return len(parcels)


def _sweep_singly(now: datetime, limit: int) -> int:
    due = list(Shipment.objects.due_for_attention(now).values_list("pk", flat=True)[:limit])
    for pk in due:
        try:
            evaluate_many([pk], now)
        except Exception as error:
            logger.exception("detection.failed", shipment=pk, error=type(error).__name__)
            Shipment.objects.filter(pk=pk).update(
                attention_at=now + PUT_OFF, attention_failures=F("attention_failures") + 1
            )
    return len(due)


def look_again(store: Store, now: datetime | None = None) -> int:
    """Have the sweep look at all that is under way, because the store's rules have changed."""
    now = now or clock.now()
    open_cases = Case.objects.open().filter(shipment=OuterRef("pk"))
    concerned = Shipment.objects.filter(store=store, shipped_at__gte=now - LOOK_BACK).filter(
        ~Q(milestone__in=ENDED) | Q(reported_missing_at__isnull=False) | Exists(open_cases)
    )
    return concerned.update(attention_at=now)


def _evaluate(parcels: list[Shipment], now: datetime) -> None:
    """Evaluate parcels whose rows the caller has locked."""
    if not parcels:
        return
    facts = build_facts_many(parcel.pk for parcel in parcels)
    rules = _rules_by_store({each.store_id for each in facts.values()})
    known = _cases_by_parcel(facts)
    verdicts = {pk: judge(each, rules[each.store_id], now) for pk, each in facts.items()}
    # Case numbers and audit chains are locked per store: always taken in the same order.
    for each in sorted(facts.values(), key=lambda each: (each.store_id, each.shipment_id)):
        verdict, history = verdicts[each.shipment_id], known[each.shipment_id]
        for case in history:
            if case.status in lifecycle.UNDECIDED:
                _follow(case, each, verdict, rules[each.store_id], now)
        _open_new(each, verdict, history, now)
    _renew_drafts([case for history in known.values() for case in history], now)
    _remember(parcels, verdicts)


def _follow(
    case: Case, facts: ShipmentFacts, verdict: Verdict, rules: Sequence[ActiveRule], now: datetime
) -> None:
    """Let an undecided case follow the facts: keep it, reword it or close it."""
    kind = Kind(case.kind)
    finding = verdict.found[kind][1] if kind in verdict.found else None
    if finding is None and kind not in {active.detector.kind for active in rules}:
        finding = _by_its_own_rule(case, facts, now)
    if finding is None:
        _close(case, facts, now)
    elif not _is_same_story(case, finding.because):
        cases.reword(case, finding.because, now)


def _by_its_own_rule(case: Case, facts: ShipmentFacts, now: datetime) -> Finding | None:
    """A rule that was switched off opens nothing new; its cases go on until the facts end them."""
    rule = case.rule or Rule(store_id=case.store_id, kind=case.kind)
    active = activate(rule)
    return active.detector.evaluate(facts, active.thresholds, now) if active else None


def _close(case: Case, facts: ShipmentFacts, now: datetime) -> None:
    if facts.is_refunded_fully:
        cases.settle_elsewhere(case, REFUNDED, now)
        return
    detector = DETECTORS[Kind(case.kind)]
    if not ended(facts, detector.kind) and _is_same_story(case, detector.because(facts)):
        cases.clear_case(case, RULE_CHANGED, now)
    else:
        cases.clear_case(case, detector.why_cleared(facts), now)


def _is_same_story(case: Case, because: str) -> bool:
    return case.because == because[: cases.SENTENCE]


def _renew_drafts(known: Sequence[Case], now: datetime) -> None:
    """Have drafts renewed that no longer fit the facts. What a person wrote stays theirs."""
    waiting = {case.pk: case for case in known if case.status == Status.AWAITING_APPROVAL}
    stores = ("case__store_id", "case_id")  # audit chains are taken in the order of stores
    newest = Proposal.objects.filter(case__in=waiting).order_by(*stores, "-version")
    for proposal in newest.distinct(*stores):
        case = waiting[proposal.case_id]
        changed = proposals.change_since(proposal, case)
        if changed and proposal.author_kind != Proposal.Author.PERSON:
            cases.renew_draft(case, changed, now)


def _open_new(
    facts: ShipmentFacts, verdict: Verdict, history: Sequence[Case], now: datetime
) -> None:
    new = [
        (active.rule, finding)
        for active, finding in verdict.found.values()
        if not any(_covers(case, finding) for case in history)
    ]
    if not new:
        return
    shipment = Shipment.objects.select_related("order", "store").get(pk=facts.shipment_id)
    for rule, finding in new:
        cases.open_case(shipment=shipment, rule=rule, finding=finding, now=now)


def _covers(case: Case, finding: Finding) -> bool:
    """Say whether `case` is already about `finding`: still open, or dealt with and nothing new."""
    if case.kind != finding.kind:
        return False
    if case.status not in CLOSED:
        return True
    if case.status not in HANDLED:
        return False  # it cleared itself, and it is true again
    if DETECTORS[finding.kind].once_per_parcel:
        return True
    # A threshold that was changed moves the onset, not the story.
    return _is_same_story(case, finding.because) or finding.onset_at <= case.onset_at


def _rules_by_store(store_ids: Collection[int]) -> dict[int, list[ActiveRule]]:
    by_store: dict[int, list[ActiveRule]] = defaultdict(list)
    enabled = Rule.objects.filter(store__in=store_ids, store__is_active=True, enabled=True)
    for rule in enabled.order_by("pk"):
        if active := activate(rule):
            by_store[rule.store_id].append(active)
    return by_store


def _cases_by_parcel(shipment_ids: Collection[int]) -> dict[int, list[Case]]:
    """Return every case of these parcels; the open ones cannot be decided until we are done."""
    by_parcel: dict[int, list[Case]] = defaultdict(list)
    rows = Case.objects.select_for_update(of=("self",), no_key=True).filter(
        shipment__in=shipment_ids
    )
    for case in rows.select_related("store", "rule", "order", "shipment").order_by("pk"):
        by_parcel[case.shipment_id].append(case)
    return by_parcel


def _remember(parcels: list[Shipment], verdicts: dict[int, Verdict]) -> None:
    """Write down when to look again, where that has changed."""
    changed = []
    for parcel in parcels:
        next_at = verdicts[parcel.pk].next_at
        if parcel.attention_at != next_at or parcel.attention_failures:
            parcel.attention_at, parcel.attention_failures = next_at, 0
            changed.append(parcel)
    if changed:
        Shipment.objects.bulk_update(changed, ["attention_at", "attention_failures"])
