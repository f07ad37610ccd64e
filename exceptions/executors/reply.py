"""Reply only: nothing to ask of a vendor. The mail is queued with the record of success."""

from exceptions.executors.base import Outcome
from exceptions.models import Execution, Proposal


def look(execution: Execution, proposal: Proposal) -> Outcome | None:
    """Nothing outside could have been done yet; the outbox itself never doubles."""
    return None


def act(execution: Execution, proposal: Proposal) -> Outcome:
    """Accept: recording the success queues the approved words."""
    return Outcome(vendor_id="", answer="The reply is on its way to the customer.")
