"""The mark we leave on what we create at Shopify, so that we find it again before acting twice."""

import re
from uuid import UUID

_PATTERN = re.compile(r"OpsDesk ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


def refund_note(execution_code: UUID) -> str:
    """Return the note our refund carries."""
    return f"OpsDesk {execution_code}"


def execution_in(note: str) -> str:
    """Return the execution code a refund's note names, or an empty string."""
    found = _PATTERN.search(note or "")
    return found.group(1) if found else ""
