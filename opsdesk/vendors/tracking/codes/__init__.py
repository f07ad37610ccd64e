"""What carriers' codes mean on our two axes: milestone, and reason with fault owner.

    (provider, code, detail, text) ──▶ the provider's table ──▶ known: its meaning, refined by the words
                                                           └──▶ unseen: the words alone (`phrases`)

Nothing is guessed as delivered: a code says so and its words do not deny it, or a plain statement in
the past does. A changed rule here or in `phrases` needs a new MAPPER_VERSION; stored scans keep the
version that read them and are mapped again (`orders.tracking.remapping`).
"""

from collections.abc import Callable

from opsdesk.vendors.tracking.codes.aftership import map_aftership
from opsdesk.vendors.tracking.codes.easypost import DETAILS, STATUSES, map_easypost
from opsdesk.vendors.tracking.codes.karrio import map_karrio
from opsdesk.vendors.tracking.codes.meaning import Mapped, from_words
from opsdesk.vendors.tracking.codes.seventeentrack import map_17track
from opsdesk.vendors.tracking.codes.shopify import map_shopify

__all__ = ["DETAILS", "MAPPER_VERSION", "STATUSES", "Mapped", "map_scan", "split_code"]

MAPPER_VERSION = 2

PROVIDERS: dict[str, Callable[[str, str, str], Mapped]] = {
    "easypost": map_easypost,
    "aftership": map_aftership,
    "shopify": map_shopify,
    "17track": map_17track,
    "seventeentrack": map_17track,
    "karrio": map_karrio,
}


def map_scan(provider: str, code: str, detail: str, text: str) -> Mapped:
    """Say what a scan (or a tracker's status) means; UNKNOWN when neither code nor words do."""
    read = PROVIDERS.get(provider.strip().lower())
    if read is None:
        return from_words(text)
    return read(code.strip().lower(), detail.strip().lower(), text)


def split_code(code: str) -> tuple[str, str]:
    """Take "in_transit / held" apart; a code without a detail has an empty one."""
    for mark in ("/", ":", "|", ","):
        if mark in code:
            status, _, detail = code.partition(mark)
            return status.strip(), detail.strip()
    return code.strip(), ""
