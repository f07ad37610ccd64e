"""What a new store starts with: one rule per detector, and how much each role may approve."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from exceptions.models import ApprovalLimit, Kind, RemedyKind, Rule, Severity
from exceptions.rules import parse_thresholds
from opsdesk.models import Role, Store

# A slipped date is told by an automatic message; its case only says that somebody may do more.
RULES: dict[Kind, tuple[Severity, RemedyKind]] = {
    Kind.NO_PICKUP_SCAN: (Severity.MEDIUM, RemedyKind.REPLY_ONLY),
    Kind.NO_MOVEMENT: (Severity.MEDIUM, RemedyKind.REPLY_ONLY),
    Kind.ETA_SLIP: (Severity.LOW, RemedyKind.REPLY_ONLY),
    Kind.OVERDUE: (Severity.MEDIUM, RemedyKind.SHIPPING_REFUND),
    Kind.FAILED_ATTEMPT: (Severity.MEDIUM, RemedyKind.REPLY_ONLY),
    Kind.RETURNED_TO_SENDER: (Severity.HIGH, RemedyKind.PARTIAL_REFUND),
    Kind.DELIVERED_NOT_RECEIVED: (Severity.HIGH, RemedyKind.PARTIAL_REFUND),
}
# role → per action, per day
LIMITS: dict[Role, tuple[Decimal, Decimal]] = {
    Role.AGENT: (Decimal(150), Decimal(1_000)),
    Role.LEAD: (Decimal(500), Decimal(5_000)),
    Role.ADMIN: (Decimal(2_500), Decimal(25_000)),
}


@transaction.atomic
def create_for(store: Store) -> None:
    """Give `store` the shipped rules and limits it does not have; what it has stays as it is."""
    kinds = set(Rule.objects.filter(store=store).values_list("kind", flat=True))
    Rule.objects.bulk_create(
        Rule(
            store=store,
            name=kind.label,
            kind=kind,
            thresholds=parse_thresholds(kind, {}).model_dump(mode="json"),
            severity=severity,
            default_remedy=remedy,
        )
        for kind, (severity, remedy) in RULES.items()
        if kind not in kinds
    )
    ApprovalLimit.objects.bulk_create(
        (
            ApprovalLimit(
                store=store, role=role, currency=store.currency, per_action=once, per_day=day
            )
            for role, (once, day) in LIMITS.items()
        ),
        ignore_conflicts=True,
    )
