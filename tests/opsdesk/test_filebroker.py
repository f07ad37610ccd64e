import json
import threading

import pytest
from kombu import Connection, Queue
from kombu.exceptions import OperationalError

from opsdesk import filebroker

WRITERS, EACH = 4, 50
QUEUE = Queue("celery", exchange="celery", routing_key="celery")


@pytest.fixture
def connect(tmp_path):
    """Open a connection to a folder that does not exist yet."""
    filebroker.register()
    filebroker.Transport.global_state.clear()  # kombu remembers bindings per process, not per folder
    options = {
        "data_folder_in": str(tmp_path / "a" / "queue"),
        "data_folder_out": str(tmp_path / "a" / "queue"),
        "control_folder": str(tmp_path / "a" / "control"),
    }

    def connector():
        return Connection("filesystem://", transport_options=options)

    return connector


def put(connection, body):
    connection.Producer().publish(
        body, exchange=QUEUE.exchange, routing_key=QUEUE.routing_key, declare=[QUEUE]
    )


def take(connection):
    bound = QUEUE(connection.default_channel)
    bound.declare()
    message = bound.get(no_ack=True)
    return message.payload if message else None


def test_messages_come_in_the_order_they_were_put(connect):
    with connect() as connection:
        for number in range(5):
            put(connection, {"number": number})

        assert [take(connection)["number"] for _ in range(5)] == list(range(5))
        assert take(connection) is None


def ring(connection, task, args="()", **headers):
    connection.Producer().publish(
        "[]",
        exchange=QUEUE.exchange,
        routing_key=QUEUE.routing_key,
        declare=[QUEUE],
        headers={"task": task, "argsrepr": args, "kwargsrepr": "{}", **headers},
    )


def test_a_bell_rung_a_hundred_times_is_heard_once_and_rung_again_is_heard_again(connect):
    with connect() as connection:
        for _ in range(100):
            ring(connection, "orders.tasks.poll_due")
            ring(connection, "exceptions.tasks.sweep_attention")
        assert [take(connection), take(connection), take(connection)] == ["[]", "[]", None]

        ring(connection, "orders.tasks.poll_due")
        assert take(connection) == "[]"


def test_what_has_arguments_or_a_time_of_its_own_is_never_merged(connect):
    with connect() as connection:
        for _ in range(2):
            ring(connection, "exceptions.tasks.draft_case", args="(7,)")
            ring(connection, "orders.tasks.poll_due", eta="2026-11-22T10:00:00")

        assert [take(connection) for _ in range(5)] == ["[]"] * 4 + [None]


def test_a_message_on_its_way_in_is_not_seen(connect, tmp_path):
    with connect() as connection:
        put(connection, {"number": 1})
        (whole,) = (tmp_path / "a" / "queue").iterdir()
        whole.rename(whole.with_name(whole.name + ".draft"))

        assert take(connection) is None


def test_a_table_of_queues_that_is_just_being_written_is_waited_for(connect, tmp_path):
    with connect() as connection:
        put(connection, {"number": 1})
        (table,) = (tmp_path / "a" / "control").iterdir()
        content = table.read_text()
        table.write_text("")
        writer = threading.Timer(0.2, lambda: table.write_text(content))
        writer.start()

        put(connection, {"number": 2})
        writer.join()

        assert [take(connection)["number"] for _ in range(2)] == [1, 2]


def write(connect, writer):
    with connect() as connection:
        for number in range(EACH):
            put(connection, f"{writer}:{number}")


def read(connect, taken, done):
    with connect() as connection:
        while True:
            was_done = done.is_set()
            if found := take(connection):
                taken.append(found)
            elif was_done:
                return


def test_nothing_is_lost_or_taken_twice_between_many(connect, tmp_path):
    taken, done = [], threading.Event()
    readers = [threading.Thread(target=read, args=(connect, taken, done)) for _ in range(3)]
    writers = [threading.Thread(target=write, args=(connect, number)) for number in range(WRITERS)]

    for thread in readers + writers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()

    assert sorted(taken) == sorted(f"{w}:{n}" for w in range(WRITERS) for n in range(EACH))
    assert list((tmp_path / "a" / "queue").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_broker_that_is_down(connect, tmp_path):
    (tmp_path / "a").write_text("")

    with pytest.raises((OSError, OperationalError)), connect() as connection:
        put(connection, json.dumps({}))
