"""The orders list, the order page and the report of a missing parcel."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from opsdesk import clock
from orders.models import Shipment
from tests.factories import (
    make_case,
    make_member,
    make_message,
    make_order,
    make_refund,
    make_scan,
    make_shipment,
    make_store,
)

pytestmark = pytest.mark.django_db
LIST = reverse("orders:order-list")
HTMX = {"HX-Request": "true"}


def page_of(order):
    return reverse("orders:order-detail", args=[order.code])


def listed(response):
    return [order.name for order in response.context["found"].orders]


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_orders_of_my_stores_newest_first(agent_client, store):
    make_order(store=store, name="#1", placed_at=clock.now() - timedelta(days=2))
    make_order(store=store, name="#2", placed_at=clock.now() - timedelta(days=1))
    make_order(store=make_store(slug="other", credentials=False), name="#3")

    assert listed(agent_client.get(LIST)) == ["#2", "#1"]


@pytest.mark.parametrize(
    "words", ["#7001", "7001", "DANA@mail.example", "1z 999 aa1", " 1Z999AA1 "]
)
def test_search_finds_what_people_paste(agent_client, store, words):
    wanted = make_order(store=store, name="#7001", email="dana@mail.example")
    make_shipment(order=wanted, tracking_number="1Z999AA1")
    make_order(store=store, name="#7002", email="kim@mail.example")

    assert listed(agent_client.get(LIST, {"q": words})) == ["#7001"]


def test_search_does_not_reach_into_other_stores(agent_client, store):
    other = make_order(store=make_store(slug="other", credentials=False), name="#9")
    make_shipment(order=other, tracking_number="SECRET1")

    assert listed(agent_client.get(LIST, {"q": "SECRET1"})) == []
    assert listed(agent_client.get(LIST, {"q": "#9"})) == []


def test_filters_by_status_and_store(client, store):
    second = make_store(slug="second", credentials=False)
    agent = make_member(store, "agent")
    agent.memberships.create(store=second, role="viewer")
    client.force_login(agent)
    delivered = make_shipment(store=store, milestone="delivered").order
    make_shipment(store=store, milestone="in_transit")
    there = make_order(store=second)

    assert listed(client.get(LIST, {"milestone": "delivered"})) == [delivered.name]
    assert listed(client.get(LIST, {"store": "second"})) == [there.name]
    assert len(listed(client.get(LIST, {"milestone": "<junk>", "store": "!!"}))) == 3


def test_show_more_continues_after_the_last_row(agent_client, store):
    for number in range(53):
        make_order(store=store, name=f"#{number}", lines=0)

    first = agent_client.get(LIST)
    rest = agent_client.get(LIST, {"after": first.context["found"].next_cursor}, headers=HTMX)

    assert len(listed(first)) == 50
    assert len(listed(rest)) == 3
    assert not set(listed(first)) & set(listed(rest))
    assert b"<html" not in rest.content


def test_number_of_queries_does_not_grow_with_the_rows(
    agent_client, store, django_assert_num_queries
):
    make_shipment(store=store)
    agent_client.get(LIST)
    with django_assert_num_queries(5):
        agent_client.get(LIST)
    for _ in range(20):
        make_shipment(store=store)
    with django_assert_num_queries(5):
        agent_client.get(LIST)


def test_the_order_page_tells_the_whole_story(agent_client, store):
    parcel = make_shipment(store=store)
    make_scan(parcel, raw_text="ZX-77 RAW")
    make_refund(order=parcel.order, amount="6.00")
    make_message(order=parcel.order, subject="On its way")
    case = make_case(shipment=parcel)

    page = agent_client.get(page_of(parcel.order))

    assert page.status_code == 200
    assert "$6.00 refunded" in text(page)
    assert "Mail: On its way" in text(page)
    assert reverse("exceptions:case", args=[case.code]) in page.content.decode()
    assert re.search(r'<details class="raw">.*?ZX-77 RAW', page.content.decode(), re.S)


def test_number_of_queries_of_the_order_page_is_constant(
    agent_client, store, django_assert_max_num_queries
):
    parcel = make_shipment(store=store)
    agent_client.get(page_of(parcel.order))
    with django_assert_max_num_queries(20) as few:
        agent_client.get(page_of(parcel.order))
    for _ in range(5):
        another = make_shipment(order=parcel.order)
        make_scan(another)
        make_refund(order=parcel.order, amount="0.10")
    with django_assert_max_num_queries(20) as many:
        agent_client.get(page_of(parcel.order))

    assert len(few) == len(many)


def test_an_order_of_another_store_does_not_exist(agent_client):
    foreign = make_order(store=make_store(slug="other", credentials=False))

    assert agent_client.get(page_of(foreign)).status_code == 404


def test_hostile_text_is_escaped(agent_client, store):
    evil = "<img src=x onerror=alert(1)>"
    order = make_order(store=store, recipient_name=evil, note=evil, tags=[evil])
    make_scan(make_shipment(order=order), raw_text=evil)

    listing = agent_client.get(LIST, {"q": evil}).content
    page = agent_client.get(page_of(order)).content

    assert b"<img src=x" not in listing + page
    assert b"&lt;img src=x" in page


def test_reporting_a_missing_parcel_opens_the_way_to_a_case(agent_client, agent, store):
    parcel = make_shipment(store=store, milestone="delivered", delivered_at=clock.now())
    url = reverse("orders:report-missing", args=[parcel.code])

    response = agent_client.post(url, {"note": "Not on the porch"})

    parcel.refresh_from_db()
    assert response.status_code == 302
    assert response["Location"] == page_of(parcel.order)
    assert (parcel.reported_missing_by, parcel.reported_missing_note) == (agent, "Not on the porch")


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("gone\x00", "The note contains characters that cannot be kept."),
        ("x" * 501, "The note is too long: 500 characters at most."),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_with_the_reason(agent_client, store, note, words):
    parcel = make_shipment(store=store, milestone="delivered", delivered_at=clock.now())

    response = agent_client.post(
        reverse("orders:report-missing", args=[parcel.code]), {"note": note}
    )

    assert words in response.content.decode()
    assert Shipment.objects.get(pk=parcel.pk).reported_missing_at is None


def test_a_viewer_may_not_report(client, store):
    parcel = make_shipment(store=store, milestone="delivered", delivered_at=clock.now())
    client.force_login(make_member(store, "viewer"))

    page = client.get(page_of(parcel.order))
    response = client.post(reverse("orders:report-missing", args=[parcel.code]))

    assert b"report-missing" not in page.content
    assert response.status_code == 403
    assert Shipment.objects.get(pk=parcel.pk).reported_missing_at is None


def test_a_parcel_of_another_store_cannot_be_reported(agent_client):
    foreign = make_shipment(
        store=make_store(slug="other", credentials=False), milestone="delivered"
    )

    url = reverse("orders:report-missing", args=[foreign.code])

    assert agent_client.post(url).status_code == 404
