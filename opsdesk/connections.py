"""A store whose app was removed in Shopify: nothing leaves from here until it is connected again."""

from __future__ import annotations

from opsdesk import audit
from opsdesk.models import Credential, InboundDelivery, Store, User


def on_uninstalled(delivery: InboundDelivery) -> None:
    """Stop sending and money for the store; its webhook secrets stay, for what Shopify still says.

    A late repeat from before the store was connected again changes nothing.
    """
    sent_at = delivery.triggered_at or delivery.received_at
    store = Store.objects.select_for_update(no_key=True).get(pk=delivery.store_id)
    if store.is_disconnected or (store.connected_at and sent_at <= store.connected_at):
        return
    Store.objects.filter(pk=store.pk).update(disconnected_at=sent_at)
    # Shopify has revoked it: an attempt to use it would only look like trouble.
    Credential.objects.filter(
        store=store, vendor=Credential.Vendor.SHOPIFY, kind=Credential.Kind.ACCESS_TOKEN
    ).delete()
    audit.record(
        None,
        "store.disconnected",
        store,
        f"The app was removed from {store.name} in Shopify: messages and refunds wait.",
        store=store,
    )


def banners(user: User) -> list[str]:
    """Say which of the person's stores are disconnected."""
    return [
        f"The app was removed from {store.name} in Shopify. Nothing is sent and nothing is refunded"
        " until an admin connects it again."
        for store in Store.objects.visible_to(user).filter(
            is_active=True, disconnected_at__isnull=False
        )
    ]
