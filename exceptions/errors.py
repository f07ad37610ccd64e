"""Why a decision was not taken, in sentences an agent can act on."""

from opsdesk.errors import Conflict, NotAllowed


class ProposalChanged(Conflict):
    """The digest that came back is not the digest of the current proposal."""

    code = "proposal_changed"
    message = "The proposal changed while you were reading it. Read the new version, then decide."


class FactsMoved(Conflict):
    """Something happened since the draft that it does not know of; the message says what."""

    code = "facts_moved"


class AlreadyDecided(Conflict):
    """Somebody else was first; the message says who, what and when."""

    code = "already_decided"


class NotRefundable(Conflict):
    """Done plus in flight would exceed what the order has left."""

    code = "not_refundable"
    message = "This order no longer has that much left to refund. Redraft the proposal."


class TooLateToUndo(Conflict):
    """The undo window is over."""

    code = "too_late_to_undo"
    message = "Too late to undo: it is already being carried out."


class LimitExceeded(NotAllowed):
    """The amount is above what this person may approve; the message says by which limit."""

    code = "limit_exceeded"
    message = "This refund is above your limit. Ask a lead to approve it."
