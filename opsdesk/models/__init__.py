"""The kernel's rows."""

from opsdesk.models.audit import AuditEntry
from opsdesk.models.calls import VendorCall
from opsdesk.models.heartbeat import Heartbeat
from opsdesk.models.inbound import InboundDelivery, IntakeCount
from opsdesk.models.privacy import DataRequest, Erasure
from opsdesk.models.store import Credential, Membership, Role, Store
from opsdesk.models.user import User

__all__ = [
    "AuditEntry",
    "Credential",
    "DataRequest",
    "Erasure",
    "Heartbeat",
    "InboundDelivery",
    "IntakeCount",
    "Membership",
    "Role",
    "Store",
    "User",
    "VendorCall",
]
