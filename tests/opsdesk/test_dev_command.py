"""`manage.py dev` as a person meets it: a real process, real signals."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time

import psutil
import pytest
import requests

from opsdesk.dev import leftovers
from opsdesk.embedded.postmaster import read_postmaster
from tests.processes import ROOT, environment, gone

MANAGE = ROOT / "manage.py"
STARTS_WITHIN = 60
ENDS_WITHIN = 30  # five seconds on a machine of its own; a shared one is no clock


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Desk:
    """One run of `manage.py dev --no-demo`."""

    def __init__(self, home, port):
        self.home, self.said = home, []
        self.process = subprocess.Popen(
            [sys.executable, str(MANAGE), "dev", "--no-demo"],
            env=environment(home, PORT=str(port)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=lambda: self.said.extend(self.process.stdout))
        self._reader.start()

    def wait_until_ready(self):
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            if any("OpsDesk is ready" in line for line in self.said):
                return
            time.sleep(0.1)
        pytest.fail(f"not ready: {''.join(self.said)}")

    def wait(self, within):
        code = self.process.wait(within)
        self._reader.join(5)
        return code

    def children(self):
        return [found for found in psutil.process_iter() if leftovers._is_ours(found, self.home)]


@pytest.fixture
def start(home):
    """Start desks on `home`; whatever is left of them is ended."""
    desks = []

    def starter(port):
        desks.append(Desk(home, port))
        return desks[-1]

    yield starter
    for desk in desks:
        desk.process.kill()
        desk.process.wait(5)
    leftovers.end_leftovers(home)


def test_a_port_in_use_is_one_sentence_and_exit_code_2(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]

        desk = start(port)

        assert desk.wait(STARTS_WITHIN) == 2
    assert re.fullmatch(
        rf"Port {port} is in use by another program; .* make demo PORT=8010\n", "".join(desk.said)
    )
    assert desk.children() == []


def test_a_data_folder_that_cannot_be_written_is_one_sentence_and_exit_code_2(home):
    (home / "file").write_text("")

    refused = subprocess.run(
        [sys.executable, str(MANAGE), "dev"],
        env=environment(home / "file", PORT=str(free_port())),
        capture_output=True,
        text=True,
        timeout=STARTS_WITHIN,
    )

    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert "cannot write to its data folder" in refused.stderr


@pytest.mark.chaos
def test_stop_kill_and_recovery(start, home):
    """One long story, because each start of a whole desk takes seconds."""
    port = free_port()
    first = start(port)
    first.wait_until_ready()
    assert requests.get(f"http://127.0.0.1:{port}/sign-in/", timeout=10).status_code == 200

    second = start(free_port())
    assert second.wait(STARTS_WITHIN) == 2
    assert "already running on this data folder: http://127.0.0.1" in "".join(second.said)
    assert read_postmaster(home / "pg"), "the second start took the server along"

    server = read_postmaster(home / "pg").pid
    first.process.send_signal(signal.SIGTERM)
    assert first.wait(ENDS_WITHIN) == 0
    assert first.children() == []
    assert gone(server, within=0.2)

    third = start(port)
    third.wait_until_ready()
    third.process.kill()
    third.process.wait(5)
    time.sleep(0.5)
    strays = [found.pid for found in third.children()]

    fourth = start(port)
    fourth.wait_until_ready()
    assert not [pid for pid in strays if psutil.pid_exists(pid) and pid in fourth.children()]
    fourth.process.send_signal(signal.SIGINT)
    assert fourth.wait(ENDS_WITHIN) == 0
    assert fourth.children() == []
    assert read_postmaster(home / "pg") is None
    assert "Traceback" not in "".join(fourth.said)
    assert os.path.exists(home / "environment.json")
