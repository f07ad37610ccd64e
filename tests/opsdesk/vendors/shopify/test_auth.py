"""The client-credentials grant."""

from datetime import timedelta

import pytest

from opsdesk import clock
from opsdesk.errors import Rejected, Unavailable
from opsdesk.models import VendorCall
from opsdesk.vendors.shopify.auth import fetch_token

pytestmark = pytest.mark.django_db


def test_token_lives_about_a_day(sandbox, store):
    token = fetch_token(store.shop_domain, "sandbox-client", "sandbox-secret", store.pk)

    left = token.expires_at - clock.now()
    assert timedelta(hours=23) < left < timedelta(hours=25)


def test_wrong_secret_is_rejected_and_never_traced(sandbox, store):
    with pytest.raises(Rejected, match="client id and secret"):
        fetch_token(store.shop_domain, "sandbox-client", "wrong-secret", store.pk)

    assert "wrong-secret" not in VendorCall.objects.get().request


def test_token_is_never_traced(sandbox, store):
    token = fetch_token(store.shop_domain, "sandbox-client", "sandbox-secret", store.pk)

    assert token.value not in VendorCall.objects.get().response


def test_unreachable_shopify_is_unavailable(db, store):
    with pytest.raises(Unavailable):
        fetch_token(store.shop_domain, "sandbox-client", "sandbox-secret", store.pk)
