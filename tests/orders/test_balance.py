"""Reserved plus refunded never exceeds the total, however many ask at once."""

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection

from opsdesk.money import Money
from orders import balance
from tests.factories import make_order


def usd(amount):
    return Money.of(amount, "USD")


@pytest.mark.django_db
def test_what_is_left_can_be_reserved_to_the_cent():
    order = make_order(total="100.00", refunded="40.00")

    assert balance.reserve(order.pk, usd("60.00"))

    order.refresh_from_db()
    assert order.reserved == Decimal("60.00")
    assert order.refundable == usd("0")


@pytest.mark.django_db
def test_a_cent_more_than_is_left_is_refused_and_changes_nothing():
    order = make_order(total="100.00", refunded="40.00")

    assert not balance.reserve(order.pk, usd("60.01"))

    order.refresh_from_db()
    assert order.reserved == 0


@pytest.mark.django_db
def test_another_currency_is_refused():
    order = make_order(total="100.00")

    assert not balance.reserve(order.pk, Money.of("10", "EUR"))


@pytest.mark.django_db
def test_releasing_more_than_is_reserved_leaves_nothing_reserved():
    order = make_order(total="100.00")
    balance.reserve(order.pk, usd("10"))

    balance.release(order.pk, usd("25"))

    order.refresh_from_db()
    assert order.reserved == 0


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_share_what_is_left():
    order = make_order(total="100.00")
    start, won = Barrier(20), []

    def reserve():
        start.wait()
        won.append(balance.reserve(order.pk, usd("30.00")))
        connection.close()

    threads = [Thread(target=reserve) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    order.refresh_from_db()
    assert sorted(won, reverse=True)[:4] == [True, True, True, False]
    assert order.reserved == Decimal("90.00")
