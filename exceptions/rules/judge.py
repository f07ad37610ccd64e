"""All rules of a store over one parcel: what they find now, and when the next would fire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from exceptions.models.rule import Kind, Rule, Severity
from exceptions.rules import DETECTORS, parse_thresholds
from exceptions.rules.base import Detector, Finding, Thresholds
from orders.facts import ShipmentFacts

logger = structlog.get_logger(__name__)

GRAVITY = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule whose thresholds could be read."""

    rule: Rule
    detector: Detector
    thresholds: Thresholds

    @property
    def gravity(self) -> int:
        """Return 0 for what matters most."""
        return GRAVITY[Severity(self.rule.severity)]


@dataclass(slots=True)
class Verdict:
    """What the rules say about one parcel at one moment."""

    found: dict[Kind, tuple[ActiveRule, Finding]] = field(default_factory=dict)
    next_at: datetime | None = None


def activate(rule: Rule) -> ActiveRule | None:
    """Read a rule; None, and a line in the log, when its thresholds make no sense."""
    try:
        thresholds = parse_thresholds(rule.kind, rule.thresholds)
    except ValueError as error:
        # The admin form refuses these; a row changed by hand must not stop the other rules.
        logger.warning("rule.unusable", rule=rule.pk, kind=rule.kind, error=str(error))
        return None
    business = thresholds.model_copy(update={"business_time": rule.business_time})
    return ActiveRule(rule, DETECTORS[Kind(rule.kind)], business)


def judge(facts: ShipmentFacts, rules: Iterable[ActiveRule], now: datetime) -> Verdict:
    """Return what `rules` find. Of several of one kind the gravest speaks, then the earliest."""
    verdict = Verdict()
    for active in rules:
        due = active.detector.due_at(facts, active.thresholds)
        if due is None:
            continue
        if due > now:
            verdict.next_at = min(due, verdict.next_at or due)
            continue
        finding = active.detector.evaluate(facts, active.thresholds, now)
        known = verdict.found.get(active.detector.kind)
        if finding and (known is None or _weight(active, finding) < _weight(*known)):
            verdict.found[finding.kind] = (active, finding)
    return verdict


def _weight(active: ActiveRule, finding: Finding) -> tuple[int, datetime]:
    return active.gravity, finding.onset_at
