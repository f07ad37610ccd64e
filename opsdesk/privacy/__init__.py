"""People's own data: what we have of them (export), and its end (erasure).

    customers/data_request ─▶ DataRequest ── an admin downloads the export before `due_at`
    customers/redact, shop/redact ─▶ Erasure ⇢ erasure.asked ⇢ run_due ─ every ERASER ─▶ evidence

Erasing means pseudonymising: rows, amounts, decisions and the audit chain stay, the person goes. Each
app knows where it keeps personal data and names its function in `wiring.ERASERS`.
"""

from opsdesk.privacy.erasing import erase, run_due
from opsdesk.privacy.exporting import export, record_download
from opsdesk.privacy.person import Person, subject_hash
from opsdesk.privacy.requests import on_customer_redact, on_data_request, on_shop_redact

__all__ = [
    "Person",
    "erase",
    "export",
    "on_customer_redact",
    "on_data_request",
    "on_shop_redact",
    "record_download",
    "run_due",
    "subject_hash",
]
