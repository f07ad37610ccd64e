"""`manage.py backfill`: a bar, the notes, and going on with what was begun."""

import pytest
from django.core.management import CommandError, call_command

from orders import backfill
from orders.backfill import Progress
from orders.management.commands.backfill import bar
from orders.models import Order


def test_the_bar_has_share_rate_and_time_left():
    line = bar(Progress("Taking in orders", 1000, 2000, "orders", 120.0, 8.3))

    assert line == (
        "Taking in orders [##############..............] 50 %  1,000 of 2,000 orders"
        " · 120/s · about 8 s left"
    )


@pytest.mark.django_db(transaction=True)
def test_the_command_loads_everything_and_goes_on_with_what_runs(store, history, capsys):
    backfill.ask(store=store)

    call_command("backfill", store.slug)

    said = capsys.readouterr().out
    assert "Going on with the load" in said
    assert f"{len(history)} orders taken in" in said
    assert Order.objects.count() == len(history)


@pytest.mark.django_db
def test_the_command_stops_what_runs(store, capsys):
    backfill.ask(store=store)

    call_command("backfill", store.slug, "--cancel")

    assert "Stopped" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No backfill"):
        call_command("backfill", store.slug, "--cancel")
