"""The decisions people take on a case. Each is one transaction, audited, and taken once."""

from exceptions.decisions.approving import approve, undo
from exceptions.decisions.handling import redraft, snooze, take
from exceptions.decisions.refusing import dismiss, reject

__all__ = ["approve", "dismiss", "redraft", "reject", "snooze", "take", "undo"]
