"""Documents survive a restart, and a kill."""

import os
import signal
import subprocess
import sys

import pytest

from opsdesk.sandbox import Sandbox
from opsdesk.sandbox.state import State
from tests.opsdesk.sandbox.conftest import NORTH, Shop


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "state.sqlite3"


def test_documents_come_back_in_order(file):
    state = State(file)
    for number in (3, 1, 2):
        state.save("things", number, {"n": number})
    state.delete("things", 1)
    state.close()

    again = State(file)

    assert [doc["n"] for doc in again.all("things")] == [3, 2]


def test_numbers_go_on_after_a_restart(file):
    first = State(file)
    assert [first.next_number("a"), first.next_number("a"), first.next_number("b")] == [1, 2, 1]
    first.close()

    assert State(file).next_number("a") == 3


def test_a_transaction_is_one_commit(file):
    state = State(file)
    with state.transaction():
        state.save("things", 1, {"n": 1})
        assert State(file).all("things") == []

    assert State(file).all("things") == [{"n": 1}]


def test_reset_keeps_tokens_only(file):
    state = State(file)
    state.save("tokens", "t", {})
    state.save("orders", 1, {})

    state.reset()

    assert state.all("orders") == []
    assert State(file).all("orders") == []
    assert len(State(file).all("tokens")) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from opsdesk.sandbox.state import State
state = State(Path(sys.argv[1]))
for number in range(1, 200):
    state.save("ledger refunds", number, {"n": number})
    print(number, flush=True)
    if number == 150:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_loses_nothing_that_was_answered(file):
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(file)], capture_output=True, text=True, check=False
    )

    assert run.returncode == -signal.SIGKILL
    answered = int(run.stdout.split()[-1])
    assert [doc["n"] for doc in State(file).all("ledger refunds")] == list(range(1, answered + 1))


def test_orders_refunds_tokens_and_subscriptions_survive(file, receiver):
    with Sandbox([NORTH], path=file) as sandbox:
        shop = Shop(sandbox)
        shop.subscribe(receiver.url)
        story = sandbox.story("gone_silent")
        story.refund_by_hand("4.00")
        public_key = sandbox.sendgrid.signer.public_key()
        token = shop.token

    with Sandbox([NORTH], path=file) as again:
        shop = Shop(again)
        shop.token = token
        query = "query($id: ID!) { order(id: $id) { totalRefundedSet { shopMoney { amount } } } }"
        order = shop.run(query, id=story.order_gid)["order"]
        assert order["totalRefundedSet"]["shopMoney"]["amount"] == "4.0"
        assert len(again.shopify.subscriptions.of_shop(NORTH.domain)) == 4
        assert again.sendgrid.signer.public_key() == public_key
        assert again.shopify.refunds[0]["amount"] == "4.00"


def test_a_file_is_not_needed(tmp_path):
    Sandbox([NORTH]).story("gone_silent")

    assert os.listdir(tmp_path) == []
