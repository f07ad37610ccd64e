"""Load a store's past orders from Shopify, in the background, resumable at every point.

    ask ─▶ WAITING ─▶ EXPORTING ─▶ DOWNLOADING ─▶ APPLYING ─▶ DONE      one bulk export
                 └──▶ PAGING ───────────────────────────────▶ DONE      small stores, or bulk refused

Each step does some work, writes how far it came in the same transaction, and returns. A step may run
twice or die in the middle: the row says where to go on. Orders go through `ingest.mirror_order`, like
everything Shopify tells us, so nothing old overwrites anything new and nothing old sends a mail.
"""

from orders.backfill.engine import advance, run_unfinished
from orders.backfill.jobs import LIMIT_NOTE, ask, cancel
from orders.backfill.progress import Progress, progress_of

__all__ = ["LIMIT_NOTE", "Progress", "advance", "ask", "cancel", "progress_of", "run_unfinished"]
