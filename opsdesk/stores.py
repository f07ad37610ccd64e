"""A store's connection to its vendors: credentials, tokens, clients, subscriptions.

Vendor code knows no rows; here plain credentials become clients. Shopify tokens live 24 hours and are
renewed ahead of their end by one process at a time, while the others go on with the old one.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from opsdesk import audit, clock
from opsdesk.errors import NotConnected, Unavailable, VendorError
from opsdesk.locks import try_lock
from opsdesk.models import Credential, Store, User
from opsdesk.vendors.llm import openai
from opsdesk.vendors.messaging.sendgrid import SendGrid
from opsdesk.vendors.probes import probe
from opsdesk.vendors.shopify import auth, subscriptions
from opsdesk.vendors.shopify.client import Admin
from opsdesk.vendors.tracking.aftership import AfterShip
from opsdesk.vendors.tracking.base import Provider
from opsdesk.vendors.tracking.easypost import EasyPost
from opsdesk.wiring import INBOUND

logger = structlog.get_logger(__name__)

Vendor = Credential.Vendor
Kind = Credential.Kind

RENEW_AHEAD = timedelta(minutes=30)  # before its end a token is renewed by whoever comes first
STILL_GOOD = timedelta(seconds=60)  # a token ending sooner might end on its way to Shopify
PATIENCE = 8.0  # seconds to wait for another process that is renewing
WEBHOOK_KINDS = {
    # Shopify signs with the app's client secret; a store webhook made by hand has its own.
    Vendor.SHOPIFY.value: (Kind.WEBHOOK_SECRET, Kind.CLIENT_SECRET),
    Vendor.EASYPOST.value: (Kind.WEBHOOK_SECRET,),
    Vendor.AFTERSHIP.value: (Kind.WEBHOOK_SECRET,),
    Vendor.SENDGRID.value: (Kind.PUBLIC_KEY,),
}


def credential(store: Store, vendor: str, kind: str) -> str:
    """Return a secret of `store`; raises NotConnected when it has none."""
    found = _find(store, vendor, kind)
    if found is None or not found.secret:
        label = f"{Vendor(vendor).label} {Kind(kind).label.lower()}"
        raise NotConnected(f"{store.name} has no {label}. Add it in the admin.")
    return str(found.secret)


def has_credential(store: Store, vendor: str, kind: str) -> bool:
    """Say whether `store` has this secret."""
    found = _find(store, vendor, kind)
    return found is not None and bool(found.secret)


def set_credential(
    store: Store, vendor: str, kind: str, secret: str, *, expires_at: datetime | None = None
) -> Credential:
    """Store a secret; the one it replaces stays acceptable until the next change (rotation)."""
    with transaction.atomic():
        row, created = Credential.objects.select_for_update().get_or_create(
            store=store,
            vendor=vendor,
            kind=kind,
            defaults={"secret": secret, "expires_at": expires_at},
        )
        if not created and (row.secret, row.expires_at) != (secret, expires_at):
            if row.secret != secret:
                row.previous = row.secret
            row.secret, row.expires_at = secret, expires_at
            row.save(update_fields=["secret", "previous", "expires_at", "updated_at"])
    return row


def webhook_secrets(store: Store, vendor: str) -> list[str]:
    """Return what a delivery of `vendor` may be signed with: current and previous secrets."""
    kinds = WEBHOOK_KINDS.get(vendor, ())
    rows = Credential.objects.filter(store=store, vendor=vendor, kind__in=kinds)
    return [secret for row in rows for secret in (row.secret, row.previous) if secret]


def shopify_admin(store: Store) -> Admin:
    """Return the Admin API of `store`; the token is looked up when the first call is made."""
    return Admin(store.shop_domain, ShopifyToken(store), store.pk)


def easypost(store: Store) -> EasyPost:
    """Return the EasyPost account of `store`; raises NotConnected."""
    return EasyPost(credential(store, Vendor.EASYPOST, Kind.API_KEY), store.pk)


def aftership(store: Store) -> AfterShip:
    """Return the AfterShip account of `store`; raises NotConnected."""
    return AfterShip(credential(store, Vendor.AFTERSHIP, Kind.API_KEY), store.pk)


def tracking_provider(store: Store, name: str) -> Provider:
    """Return the account of `store` at a tracking provider; raises NotConnected."""
    return aftership(store) if name == Vendor.AFTERSHIP else easypost(store)


def tracking_providers(store: Store, order: Sequence[str]) -> list[str]:
    """Return the tracking providers `store` has an account at, in this order."""
    rows = Credential.objects.filter(
        store=store, vendor__in=(Vendor.EASYPOST, Vendor.AFTERSHIP), kind=Kind.API_KEY
    )
    connected = {row.vendor for row in rows if row.secret}
    return [name for name in order if name in connected]


def sendgrid(store: Store) -> SendGrid:
    """Return the SendGrid account of `store`; raises NotConnected."""
    return SendGrid(credential(store, Vendor.SENDGRID, Kind.API_KEY), store.pk)


def llm(store: Store, reference: str = "") -> openai.Config:
    """Return how to ask the model on behalf of `store`; raises NotConnected."""
    key = credential(store, Vendor.OPENAI, Kind.API_KEY)
    return openai.Config(api_key=key, store_id=store.pk, reference=reference)


@dataclass(frozen=True, slots=True)
class ShopifyToken:
    """Gives Shopify's access token: the static one, or the current one of the client's grant."""

    store: Store

    def __call__(self, refused: str = "") -> str:
        """Return a token other than `refused` if there is one; raises NotConnected, VendorError."""
        token = self._stored()
        if not has_credential(self.store, Vendor.SHOPIFY, Kind.CLIENT_ID):
            return credential(self.store, Vendor.SHOPIFY, Kind.ACCESS_TOKEN)
        if token is None or token.secret == refused or _ends_within(token, STILL_GOOD):
            return self._renewed(refused, wait=True)
        if _ends_within(token, RENEW_AHEAD):
            return self._renewed_if_possible(token.secret)
        return str(token.secret)

    def _stored(self) -> Credential | None:
        return _find(self.store, Vendor.SHOPIFY, Kind.ACCESS_TOKEN)

    def _renewed_if_possible(self, current: str) -> str:
        try:
            return self._renewed(current, wait=False)
        except VendorError as error:
            logger.warning("shopify.token_not_renewed", store=self.store.slug, code=error.code)
            return current

    def _renewed(self, old: str, *, wait: bool) -> str:
        """Buy a new token, alone; with `wait`, wait for the process that is just doing that."""
        deadline = time.monotonic() + PATIENCE
        while True:
            with try_lock(f"shopify-token:{self.store.pk}") as held:
                token = self._stored()
                if token and token.secret != old and not _ends_within(token, STILL_GOOD):
                    return str(token.secret)  # somebody renewed it while we waited
                if held:
                    return self._buy()
            if not wait:
                return old
            if time.monotonic() > deadline:
                raise Unavailable("Another process is renewing Shopify's token.", retry_after=2)
            time.sleep(0.1)

    def _buy(self) -> str:
        token = auth.fetch_token(
            self.store.shop_domain,
            credential(self.store, Vendor.SHOPIFY, Kind.CLIENT_ID),
            credential(self.store, Vendor.SHOPIFY, Kind.CLIENT_SECRET),
            self.store.pk,
        )
        set_credential(
            self.store,
            Vendor.SHOPIFY,
            Kind.ACCESS_TOKEN,
            token.value,
            expires_at=token.expires_at,
        )
        return token.value


def hook_url(store: Store, vendor: str, public_url: str = "") -> str:
    """Return the public address `vendor` posts its webhooks for `store` to."""
    base = (public_url or settings.PUBLIC_URL).rstrip("/")
    return base + reverse("intake:receive", kwargs={"vendor": vendor, "slug": store.slug})


def topics_of(vendor: str) -> list[str]:
    """Return the topics of `vendor` that somebody here handles."""
    return [topic for name, topic in INBOUND if name == vendor]


def connect(store: Store, actor: User | None, public_url: str = "") -> list[str]:
    """Subscribe to every vendor `store` has credentials for; return what was changed, in words.

    Safe to repeat: the second time nothing changes. Raises VendorError; what was done until then
    stays done and is found present the next time.
    """
    changes: list[str] = []
    for vendor, kinds, link in _links():
        if any(has_credential(store, vendor, kind) for kind in kinds):
            changes += link(store, hook_url(store, vendor, public_url))
        elif vendor == Vendor.SHOPIFY:
            raise NotConnected(f"{store.name} has no Shopify credentials. Add them in the admin.")
    with transaction.atomic():
        # After a removal it is a new connection: what happened meanwhile is history, not news.
        unconnected = Q(connected_at=None) | Q(disconnected_at__isnull=False)
        fresh = Store.objects.filter(unconnected, pk=store.pk).update(
            connected_at=clock.now(), disconnected_at=None
        )
        if fresh or changes:
            sentence = f"Connected {store.name}: {'; '.join(changes) or 'nothing to change'}."
            audit.record(actor, "store.connected", store, sentence, store=store, changes=changes)
    store.refresh_from_db(fields=["connected_at", "disconnected_at"])
    return changes


def _links() -> tuple[tuple[str, tuple[str, ...], Callable[[Store, str], list[str]]], ...]:
    return (
        (Vendor.SHOPIFY, (Kind.CLIENT_ID, Kind.ACCESS_TOKEN), _link_shopify),
        (Vendor.EASYPOST, (Kind.API_KEY,), _link_easypost),
        (Vendor.AFTERSHIP, (Kind.API_KEY,), _link_aftership),
        (Vendor.SENDGRID, (Kind.API_KEY,), _link_sendgrid),
    )


def _link_shopify(store: Store, url: str) -> list[str]:
    added = subscriptions.ensure(shopify_admin(store), url, topics_of(Vendor.SHOPIFY))
    return [f"Shopify tells us about {topic}" for topic in added]


def _link_easypost(store: Store, url: str) -> list[str]:
    # The secret is ours and stored before EasyPost knows it, so its first event can be verified.
    if not has_credential(store, Vendor.EASYPOST, Kind.WEBHOOK_SECRET):
        generated = secrets.token_urlsafe(32)
        set_credential(store, Vendor.EASYPOST, Kind.WEBHOOK_SECRET, generated)
    secret = credential(store, Vendor.EASYPOST, Kind.WEBHOOK_SECRET)
    is_new = easypost(store).ensure_webhook(url, secret)
    return ["EasyPost sends tracker events"] if is_new else []


def _link_aftership(store: Store, url: str) -> list[str]:
    """AfterShip's webhooks are made in its own admin: say where, until its secret is stored here."""
    probe(Vendor.AFTERSHIP, credential(store, Vendor.AFTERSHIP, Kind.API_KEY), store.pk)
    if has_credential(store, Vendor.AFTERSHIP, Kind.WEBHOOK_SECRET):
        return []
    logger.warning("aftership.no_webhook_secret", store=store.slug)
    return [f"AfterShip takes our key; add a webhook to {url} there, and its secret here"]


def _link_sendgrid(store: Store, url: str) -> list[str]:
    key = sendgrid(store).ensure_event_webhook(url)
    known = webhook_secrets(store, Vendor.SENDGRID)
    if known[:1] == [key]:
        return []
    set_credential(store, Vendor.SENDGRID, Kind.PUBLIC_KEY, key)
    return ["SendGrid sends signed events"]


def _find(store: Store, vendor: str, kind: str) -> Credential | None:
    return Credential.objects.filter(store=store, vendor=vendor, kind=kind).first()


def _ends_within(token: Credential, span: timedelta) -> bool:
    return token.expires_at is not None and token.expires_at - clock.now() < span
