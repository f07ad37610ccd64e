"""`replay_delivery` and `connect_store`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from opsdesk.models import InboundDelivery
from tests.factories import make_delivery, make_store

State = InboundDelivery.State


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_quarantined_deliveries_run_again(store):
    bad = make_delivery(store=store, state=State.QUARANTINED, attempts=5)
    make_delivery(store=store, state=State.PROCESSED)

    assert "1 will run again" in run("replay_delivery", quarantined=True)

    bad.refresh_from_db()
    assert (bad.state, bad.attempts) == (State.STORED, 0)


@pytest.mark.django_db
def test_named_deliveries_run_again_whatever_their_state(store):
    done = make_delivery(store=store, state=State.PROCESSED)

    run("replay_delivery", str(done.pk))

    done.refresh_from_db()
    assert done.state == State.STORED


@pytest.mark.django_db
def test_unknown_deliveries_are_named_and_the_others_run_again(store, capsys):
    done = make_delivery(store=store, state=State.PROCESSED)

    with pytest.raises(CommandError, match=r"There is no delivery 99999998, 99999999\.") as refused:
        call_command("replay_delivery", str(done.pk), "99999999", "99999998")

    done.refresh_from_db()
    assert done.state == State.STORED
    assert "1 will run again." in capsys.readouterr().out
    assert refused.value.returncode == 1


@pytest.mark.django_db
@pytest.mark.parametrize("args", [[], ["1", "--quarantined"], ["999999"]])
def test_nothing_and_everything_at_once_are_refused(args):
    with pytest.raises(CommandError):
        run("replay_delivery", *args)


@pytest.mark.django_db
def test_stores_are_connected_by_name(sandbox, store):
    said = run("connect_store", store.slug, public_url="https://desk.example")

    assert "Shopify tells us about orders/create" in said
    assert "connected already" in run(
        "connect_store", every=True, public_url="https://desk.example"
    )


@pytest.mark.django_db
def test_a_store_nobody_knows_is_named(store):
    with pytest.raises(CommandError, match="nobody"):
        run("connect_store", "nobody")


@pytest.mark.django_db
def test_a_store_without_credentials_says_what_lacks(db):
    bare = make_store(slug="bare", credentials=False)

    with pytest.raises(CommandError, match="no Shopify credentials"):
        run("connect_store", bare.slug)
