import os
import socket
import subprocess
import sys
import time

import psutil
import pytest
from django.core.management import call_command

from opsdesk.dev import child, leftovers, output, preflight
from opsdesk.dev import supervisor as supervisor_module
from opsdesk.dev.supervisor import Program, Supervisor, Unsteady

STUBBORN = "import signal, time; signal.signal(15, lambda *_: None); print('up'); time.sleep(60)"
WITH_HELPER = (
    "import subprocess, sys, time;"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "print('up'); time.sleep(60)"
)


@pytest.fixture
def said():
    return []


@pytest.fixture
def supervisor(tmp_path, said):
    made = Supervisor(tmp_path / "logs", {**os.environ, leftovers.MARK: str(tmp_path)}, said.append)
    yield made
    made.stop()


def python(name, code, **more):
    return Program(name, (sys.executable, "-u", "-c", code), **more)


def marked(home):
    return [process for process in psutil.process_iter() if leftovers._is_ours(process, home)]


def until(condition, within=10.0):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def log_says(tmp_path, name, text):
    path = tmp_path / "logs" / f"{name}.log"
    return until(lambda: path.exists() and text in path.read_text())


def test_everything_is_gone_within_the_grace_although_a_child_will_not_go(
    supervisor, tmp_path, monkeypatch
):
    monkeypatch.setattr(supervisor_module, "GRACE", 0.5)
    supervisor.start(python("stubborn", STUBBORN))
    supervisor.start(python("parent", WITH_HELPER))
    assert log_says(tmp_path, "stubborn", "up")
    assert log_says(tmp_path, "parent", "up")
    assert len(marked(tmp_path)) == 3

    started = time.monotonic()
    supervisor.stop()

    assert time.monotonic() - started < 2
    assert until(lambda: marked(tmp_path) == [], within=1)


def test_what_ends_is_started_again_and_said(supervisor, tmp_path, said):
    supervisor.start(python("brief", "print('hello')"))
    assert log_says(tmp_path, "brief", "hello")

    assert until(lambda: supervisor.tend(0.05) and said)

    assert said[0] == "brief ended with code 0 and is started again"
    assert until(lambda: (tmp_path / "logs" / "brief.log").read_text().count("hello") >= 2)


def test_what_never_stays_up_is_given_up_with_the_place_of_its_log(supervisor):
    supervisor.start(python("broken", "raise SystemExit(3)"))

    with pytest.raises(Unsteady, match=r"broken keeps ending \(code 3\); see .*broken\.log"):
        until(lambda: not supervisor.tend(0.05), within=20)


def test_what_runs_once_is_not_started_again(supervisor, tmp_path, said):
    supervisor.start(python("seed", "raise SystemExit(1)", once=True))

    assert until(lambda: supervisor.tend(0.05) and said)
    supervisor.tend(0.2)

    assert len(said) == 1
    assert said[0].startswith("seed ended with code 1 (see ")


@pytest.mark.chaos
def test_children_die_with_a_killed_parent(tmp_path):
    code = (
        "import os, time, pathlib;"
        "from opsdesk.dev.supervisor import Program, Supervisor; import sys;"
        f"home = {str(tmp_path)!r};"
        f"s = Supervisor(pathlib.Path(home) / 'logs', {{**os.environ, {leftovers.MARK!r}: home}}, print);"
        "s.start(Program('one', (sys.executable, '-c', 'import time; time.sleep(60)')));"
        "print('up', flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert parent.stdout.readline() == b"up\n"
    assert until(lambda: len(marked(tmp_path)) == 1)

    parent.kill()
    parent.wait(5)

    assert until(lambda: marked(tmp_path) == [], within=3)


def test_a_child_whose_parent_is_gone_already_ends_at_once():
    ended = subprocess.run([sys.executable, "-I", child.__file__, "1", "sleep", "30"], timeout=5)

    assert ended.returncode == 0


def test_leftovers_are_ended_and_strangers_are_not(tmp_path):
    def sleeper(home):
        return subprocess.Popen(
            [sys.executable, "-c", STUBBORN],
            env={**os.environ, leftovers.MARK: str(home)},
            stdout=subprocess.PIPE,
        )

    ours, stranger = sleeper(tmp_path), sleeper(tmp_path / "another")
    assert ours.stdout.readline() == stranger.stdout.readline() == b"up\n"

    ended = leftovers.end_leftovers(tmp_path)

    assert ended == 1
    assert ours.wait(5) is not None
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait(5)


def test_a_second_desk_on_the_same_folder_learns_where_the_first_one_is(tmp_path):
    with leftovers.claim(tmp_path) as lock:
        leftovers.sign(lock, "http://127.0.0.1:8000")

        with pytest.raises(leftovers.AlreadyRunning, match=r"http://127.0.0.1:8000 \(process"):
            leftovers.claim(tmp_path)

    leftovers.claim(tmp_path).close()


@pytest.mark.parametrize(
    ("line", "alarm"),
    [
        ('{"level": "error", "event": "refund.failed"}', "refund.failed"),
        ('{"level": "warning", "event": "tracking.failed"}', ""),
        ("Traceback (most recent call last):", "Traceback (most recent call last):"),
        ("[INFO] Listening at: http://127.0.0.1:8000", ""),
        ("{not json", ""),
    ],
)
def test_only_what_is_wrong_reaches_the_terminal(line, alarm):
    assert output.alarm_in(line) == alarm


def test_one_trouble_is_said_once(tmp_path, said):
    log = output.Log("web", tmp_path, said.append)
    reading, writing = os.pipe()
    log.follow(os.fdopen(reading, "rb"))

    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b'{"level": "error", "event": "request_failed"}\n' * 50)

    assert until(lambda: said)
    assert until(lambda: (tmp_path / "web.log").read_text().count("request_failed") == 50)
    assert len(said) == 1


def test_a_taken_port_is_told_from_a_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]

        with pytest.raises(preflight.PortInUse, match=f"Port {port} is in use"):
            preflight.require_free(port)
        assert preflight.free_port(port) != port
    assert preflight.free_port(port) == port
    assert preflight.free_port(70_000) < 65_536


@pytest.mark.parametrize("text", ["99999", "65536", "0", "-1", "abc", "", "9" * 5000])
def test_what_is_not_a_port_is_one_sentence_and_exit_code_2(text, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("dev", port=text)

    assert ended.value.code == 2
    assert capsys.readouterr().err == f"Port {text} is not a port: choose 1 to 65535.\n"
