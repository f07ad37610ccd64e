"""The cheapest authenticated read of each vendor: is it there, and does it take our key?"""

from collections.abc import Callable

from django.conf import settings

from opsdesk.errors import Rejected
from opsdesk.http import Client

# vendor → (base URL, path, how the key goes along)
_READS: dict[str, tuple[Callable[[], str], str]] = {
    "easypost": (lambda: settings.EASYPOST_URL, "/webhooks"),
    "aftership": (lambda: settings.AFTERSHIP_URL, "/trackings?limit=1"),
    "sendgrid": (lambda: settings.SENDGRID_URL, "/v3/scopes"),
    "openai": (lambda: settings.OPENAI_URL, "/models"),
}


def probe(vendor: str, api_key: str, store_id: int | None) -> None:
    """Return when `vendor` answers and accepts the key; raise Unavailable or Rejected."""
    base_url, path = _READS[vendor]
    client = Client(
        vendor,
        store_id=store_id,
        base_url=base_url(),
        auth=(api_key, "") if vendor == "easypost" else None,
        headers=_headers(vendor, api_key),
    )
    reply = client.request("probe", "GET", path, safe=True)
    if reply.status in (401, 403):
        raise Rejected(f"It refuses our key ({reply.status}).")
    if not reply.ok:
        raise Rejected(f"It answered with {reply.status}.")


def _headers(vendor: str, api_key: str) -> dict[str, str]:
    if vendor == "easypost":
        return {}
    if vendor == "aftership":
        return {"as-api-key": api_key}
    return {"Authorization": f"Bearer {api_key}"}
