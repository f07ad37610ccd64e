"""Cases, rules, proposals, decisions, executions."""

from exceptions.models.case import CLOSED, Case, Status
from exceptions.models.decision import Decision, Execution
from exceptions.models.proposal import DraftRun, Proposal
from exceptions.models.rule import ApprovalLimit, Kind, RemedyKind, Rule, Severity

__all__ = [
    "CLOSED",
    "ApprovalLimit",
    "Case",
    "Decision",
    "DraftRun",
    "Execution",
    "Kind",
    "Proposal",
    "RemedyKind",
    "Rule",
    "Severity",
    "Status",
]
