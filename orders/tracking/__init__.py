"""Following parcels: who to ask, when, and what to make of the answer."""

from orders.tracking.polling import (
    claim_due,
    claim_unregistered,
    poll_due,
    refresh_batch,
    register,
    register_pending,
)
from orders.tracking.schedule import GIVE_UP_AFTER, schedule_next_check
from orders.tracking.updates import REPLACED, STATE, VOID, apply_update, settle_milestone

__all__ = [
    "GIVE_UP_AFTER",
    "REPLACED",
    "STATE",
    "VOID",
    "apply_update",
    "claim_due",
    "claim_unregistered",
    "poll_due",
    "refresh_batch",
    "register",
    "register_pending",
    "schedule_next_check",
    "settle_milestone",
]
