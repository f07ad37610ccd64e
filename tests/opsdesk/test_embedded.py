import json
import os
import signal
import stat
import subprocess
import sys

import pytest

from opsdesk import embedded
from opsdesk.embedded import home as home_module
from opsdesk.embedded.postmaster import read_postmaster, socket_folder
from tests.processes import environment, gone

USE = "import sys; from opsdesk import embedded; embedded.prepare(['manage.py', 'shell']); "
WAIT = "print('up', flush=True); sys.stdin.read()"


def run(home, code="", **more):
    return subprocess.run(
        [sys.executable, "-c", USE + code],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=60,
    )


def use(home):
    """Start a process that uses the server until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE + WAIT],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"up\n"
    return process


def leave(process):
    process.stdin.close()
    assert process.wait(15) == 0


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("manage.py", False),
        ("manage.py help", False),
        ("manage.py migrate --help", False),
        ("manage.py version", False),
        ("manage.py sandbox --port 1", False),
        ("manage.py migrate", True),
        ("manage.py dev", True),
    ],
)
def test_only_commands_that_touch_rows_start_the_server(line, needed):
    assert embedded.needs_database(line.split()) is needed


def test_the_last_to_leave_stops_the_server(home):
    first = use(home)
    server = read_postmaster(home / "pg").pid
    second = use(home)

    leave(first)
    assert read_postmaster(home / "pg").pid == server, "a short command stopped the server"
    leave(second)

    assert read_postmaster(home / "pg") is None
    assert gone(server)


def test_data_and_keys_survive_a_restart(home):
    key = "import os; print(os.environ['OPSDESK_SECRET_KEY'], os.environ['OPSDESK_SALT_KEYS'])"

    first, second = run(home, key), run(home, key)

    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert first.stderr == second.stderr == ""
    assert stat.S_IMODE((home / "keys.json").stat().st_mode) == 0o600
    assert len(json.loads((home / "keys.json").read_text())["secret_key"]) >= 50


@pytest.mark.chaos
def test_killed_users_do_not_keep_the_server_for_ever(home):
    victim = use(home)
    server = read_postmaster(home / "pg").pid
    victim.kill()
    victim.wait(10)
    assert read_postmaster(home / "pg").pid == server

    assert run(home).returncode == 0

    assert gone(server)


@pytest.mark.chaos
def test_a_killed_server_starts_again_although_its_number_now_belongs_to_another(home):
    user = use(home)
    server = read_postmaster(home / "pg").pid
    os.kill(server, signal.SIGKILL)
    assert gone(server)
    user.kill()
    user.wait(10)
    pid_file = home / "pg" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    again = run(home, "print('up')")

    assert again.returncode == 0, again.stderr
    assert again.stdout == "up\n"


def test_an_unusable_data_folder_is_one_sentence_and_exit_code_2(home):
    in_the_way = home / "a-file"
    in_the_way.write_text("")

    refused = run(in_the_way)

    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "cannot write to its data folder" in refused.stderr
    assert "OPSDESK_DATA_DIR" in refused.stderr


def test_a_folder_that_holds_something_else_is_left_alone(home):
    (home / "pg").mkdir()
    (home / "pg" / "thesis.txt").write_text("years of work")

    refused = run(home)

    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    assert (home / "pg" / "thesis.txt").read_text() == "years of work"


def test_unreadable_keys_are_not_replaced(home):
    (home / "keys.json").write_text("{")

    refused = run(home)

    assert refused.returncode == 2
    assert "keys.json cannot be read" in refused.stderr
    assert (home / "keys.json").read_text() == "{"


def test_a_database_of_ones_own_always_wins(home):
    result = run(
        home, "import os; print(os.environ['DATABASE_URL'])", DATABASE_URL="postgres://else/where"
    )

    assert result.stdout == "postgres://else/where\n"
    assert not (home / "pg").exists()
    assert not (home / "keys.json").exists(), "keys of a real database do not belong in a temp dir"


def test_a_default_folder_of_somebody_else_is_refused(home, monkeypatch):
    monkeypatch.delenv("OPSDESK_DATA_DIR")
    monkeypatch.setattr(home_module.tempfile, "gettempdir", lambda: str(home))
    (home / "elsewhere").mkdir()
    (home / f"opsdesk-{os.getuid()}").symlink_to(home / "elsewhere")

    with pytest.raises(embedded.CannotStart, match="belongs to another user"):
        home_module.data_dir()


def test_a_long_path_gets_its_socket_elsewhere(tmp_path):
    deep = tmp_path / ("d" * 100)
    deep.mkdir()

    folder = socket_folder(deep, None)

    assert folder != deep
    assert len(str(folder / ".s.PGSQL.5432")) < 100
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()


def test_a_half_written_process_file_is_a_server_that_is_not_ready(tmp_path):
    (tmp_path / "postmaster.pid").write_text("")
    assert read_postmaster(tmp_path) is None

    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n/data\n")
    assert read_postmaster(tmp_path) is None, "this process is not a postgres"
