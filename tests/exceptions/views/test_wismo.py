"""The WISMO page: every figure with its n and definition, charts with the same numbers as text."""

import json
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from exceptions.presenters.figures import cards_of
from exceptions.wismo import Day, Duration, RefundRow, Report, Share
from tests.factories import make_case, make_shipment, make_store

pytestmark = pytest.mark.django_db
PAGE = reverse("exceptions:wismo")


def test_the_page_shows_every_figure_with_its_definition(agent_client, store):
    make_case(store=store, amount="90.00")

    page = agent_client.get(PAGE).content.decode()

    for name in (
        *("On time", "Exception rate", "Time to detect", "Time to decide"),
        *("Told before asked", "Refunds by remedy"),
    ):
        assert f">{name}</h2>" in page
    assert page.count("What this counts") == 6


def test_small_numbers_come_with_their_interval(agent_client, store):
    make_case(store=store, amount="90.00")

    cards = agent_client.get(PAGE).context["cards"]

    assert re.fullmatch(r"1 of 1 \(\d+–100 %\)", cards[1].big)


@pytest.mark.parametrize(
    ("asked", "days"), [("7", 7), ("30", 30), ("90", 90), ("", 30), ("<b>", 30), ("9999", 30)]
)
def test_the_period_is_one_of_three(agent_client, asked, days):
    report = agent_client.get(PAGE, {"days": asked}).context["report"]

    assert report.end - report.start == timedelta(days=days - 1)


def test_another_store_is_neither_counted_nor_offered(agent_client, store):
    other = make_store(slug="other", name="Someone else", credentials=False)
    make_shipment(store=other)

    response = agent_client.get(PAGE, {"store": "other"})

    assert response.context["report"].exception_rate.n == 0
    assert "Someone else" not in response.content.decode()


def test_a_person_without_stores_sees_an_empty_page(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("new"))

    assert "no data yet" in client.get(PAGE).content.decode()


def test_number_of_queries_is_constant(agent_client, store, django_assert_max_num_queries):
    agent_client.get(PAGE)
    with django_assert_max_num_queries(8) as few:
        agent_client.get(PAGE)
    for _ in range(5):
        make_case(store=store, amount="5.00")
    with django_assert_max_num_queries(8) as many:
        agent_client.get(PAGE)

    assert len(few) == len(many)


def test_the_chart_and_its_table_have_the_same_numbers(agent_client, store):
    make_case(store=store, amount="90.00")

    page = agent_client.get(PAGE).content.decode()

    found = re.search(r'<script id="exception-rate" type="application/json">(.*?)</script>', page)
    chart = json.loads(found.group(1))
    card = agent_client.get(PAGE).context["cards"][1]
    assert [value for _, values in card.chart.rows for value in values] == [
        value
        for row in zip(*(one["values"] for one in chart["series"]), strict=True)
        for value in row
    ]


def report_of(days, refunds=()):
    share = Share("S", "d", 1, 40)
    span = Duration("D", "d", 5, timedelta(minutes=4), timedelta(hours=2))
    start = date(2026, 1, 1)
    series = tuple(Day(start + timedelta(days=n), shipped=1) for n in range(days))
    return Report(
        start, series[-1].day, share, share, share, span, span, share, tuple(refunds), series
    )


def test_long_periods_are_drawn_as_weeks_and_lose_no_day():
    daily = cards_of(report_of(30))[1].chart
    weekly = cards_of(report_of(90))[1].chart

    assert len(daily.labels) == 30
    assert len(weekly.labels) == 13
    assert sum(sum(values) for _, values in weekly.rows) == 90


def test_refunds_of_two_currencies_are_never_added_up():
    rows = [RefundRow("Full refund", "USD", 2, 30), RefundRow("Full refund", "EUR", 1, 10)]

    card = cards_of(report_of(7, rows))[-1]

    assert card.big == "€10.00 + $30.00"
    assert card.chart.labels == ("Full refund (USD)", "Full refund (EUR)")
    assert card.note == "Full refund $30.00, Full refund €10.00"
