"""From the command to the first page: a new data folder, then the same folder again.

Installing is not in it. Comparison: the promise is 30 s; and what the database alone takes, to see
whose time it is.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.report import report

ROOT = Path(__file__).resolve().parent.parent
PROMISE = 30
ROUNDS = 3


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Say whether the sign-in page comes."""
    try:
        with urllib.request.urlopen(url, timeout=5) as page:  # noqa: S310
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def environment(home: str) -> dict[str, str]:
    """Return an environment without a database of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "OPSDESK_DATA_DIR": home}


def start_and_stop(home: str) -> tuple[float, float]:
    """Return the seconds to the first page and the seconds to stop everything."""
    port = free_port()
    started = time.monotonic()
    desk = subprocess.Popen(
        [sys.executable, "manage.py", "dev", "--port", str(port)],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.DEVNULL,
    )
    while not answers(f"http://127.0.0.1:{port}/sign-in/"):
        if desk.poll() is not None:
            raise SystemExit("the desk did not start")
        time.sleep(0.05)
    first_page = time.monotonic() - started
    time.sleep(5)  # let the sandbox, the worker and beat come up, so that stopping means something
    asked = time.monotonic()
    desk.send_signal(signal.SIGTERM)
    desk.wait(30)
    return first_page, time.monotonic() - asked


def database_alone(home: str) -> float:
    """Return the seconds of a process that starts the database and leaves again."""
    code = "from opsdesk import embedded; embedded.prepare(['manage.py', 'shell'])"
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(home), check=True)
    return time.monotonic() - started


def main() -> None:
    """Measure and print."""
    cold, warm, stop, alone = [], [], [], []
    for _ in range(ROUNDS):
        home = tempfile.mkdtemp(prefix="opsdesk-bench-")
        os.chmod(home, 0o711)  # noqa: S103
        try:
            for figures in (cold, warm):
                first_page, stopped = start_and_stop(home)
                figures.append(first_page)
                stop.append(stopped)
            shutil.rmtree(f"{home}/pg")
            alone.append(database_alone(home))
        finally:
            shutil.rmtree(home, ignore_errors=True)
    report("first page, new data folder", cold, "s", f"promised: {PROMISE} s")
    report("first page, second start", warm, "s", "the same with data")
    report("  of it, a new database", alone, "s", "initdb, start, stop")
    report("everything stopped after SIGTERM", stop, "s", "promised: 5 s")


if __name__ == "__main__":
    main()
