"""Client-credentials grant: the app's id and secret buy an access token that lives 24 hours."""

from datetime import datetime, timedelta

from pydantic import Field

from opsdesk import clock
from opsdesk.errors import Rejected
from opsdesk.http import Client
from opsdesk.vendors.base import Frozen, read_reply
from opsdesk.vendors.shopify.client import base_url

DAY = 86_399  # what Shopify says today, for an answer that leaves it out


class Token(Frozen):
    """An access token and the moment it ends."""

    value: str
    expires_at: datetime


class _Grant(Frozen):
    access_token: str = Field(min_length=1)
    expires_in: int = Field(default=DAY, gt=0, le=400 * 86_400)


def fetch_token(
    shop_domain: str, client_id: str, client_secret: str, store_id: int | None
) -> Token:
    """Buy a token. Asking twice gives two valid tokens, so it is safe to repeat."""
    reply = Client("shopify", store_id=store_id, base_url=base_url(shop_domain)).request(
        "access_token",
        "POST",
        "/admin/oauth/access_token",
        data={
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
        },
        headers={"Accept": "application/json"},
        safe=True,
    )
    if not reply.ok:
        raise Rejected(
            f"Shopify refused the app's client id and secret ({reply.status}). Check both."
        )
    grant = read_reply(_Grant, reply.json(), reply)
    return Token(
        value=grant.access_token, expires_at=clock.now() + timedelta(seconds=grant.expires_in)
    )
