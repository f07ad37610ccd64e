"""Subscriptions are made once and found missing when Shopify dropped them."""

import pytest

from opsdesk.vendors.shopify import subscriptions

pytestmark = pytest.mark.django_db

URL = "https://desk.example/hooks/shopify/alder/"
TOPICS = ["orders/create", "refunds/create"]


def test_lacking_topics_are_subscribed(admin):
    assert subscriptions.ensure(admin, URL, TOPICS) == TOPICS
    assert subscriptions.missing(admin, URL, TOPICS) == []


def test_second_time_changes_nothing(admin):
    subscriptions.ensure(admin, URL, TOPICS)

    assert subscriptions.ensure(admin, URL, TOPICS) == []


def test_only_what_lacks_is_added(admin):
    subscriptions.ensure(admin, URL, TOPICS[:1])

    assert subscriptions.ensure(admin, URL, TOPICS) == TOPICS[1:]


def test_another_address_is_not_ours(admin):
    subscriptions.ensure(admin, URL, TOPICS)

    assert subscriptions.missing(admin, URL.replace("alder", "birch"), TOPICS) == TOPICS
