"""An Admin API client pointed at the sandbox."""

import pytest

from opsdesk.stores import ShopifyToken
from opsdesk.vendors.shopify.client import Admin
from opsdesk.vendors.shopify.throttle import forget_buckets


@pytest.fixture(autouse=True)
def _fresh_buckets():
    forget_buckets()


@pytest.fixture
def naps():
    """What the client slept, without sleeping."""
    return []


@pytest.fixture
def admin(sandbox, store, naps):
    """The client of `store`, whose naps are recorded instead of taken."""
    return Admin(store.shop_domain, ShopifyToken(store), store.pk, sleep=naps.append)


@pytest.fixture
def story(sandbox, store):
    """A paid order whose parcel has gone silent."""
    return sandbox.story("gone_silent", shop=store.slug)
