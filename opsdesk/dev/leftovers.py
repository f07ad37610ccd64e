"""What an earlier run left behind when it was killed, and the lock that tells it from a live one."""

import fcntl
import os
from pathlib import Path
from typing import IO

import psutil

MARK = "OPSDESK_DEV_HOME"  # in the environment of everything we start, whatever it starts itself


class AlreadyRunning(Exception):
    """Another live `dev` uses this data folder."""


def claim(home: Path) -> IO[str]:
    """Return the lock on `home`, held until it is closed; raise AlreadyRunning with who has it."""
    lock = (home / "dev.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise AlreadyRunning(lock.read().strip()) from error
    return lock


def sign(lock: IO[str], url: str) -> None:
    """Write down who we are, for the next one to read."""
    lock.seek(0)
    lock.truncate()
    lock.write(f"{url} (process {os.getpid()})")
    lock.flush()


def end_leftovers(home: Path) -> int:
    """End every process that carries the mark of `home`; call it only while holding the lock."""
    found = [process for process in psutil.process_iter() if _is_ours(process, home)]
    for process in found:
        _send(process, "terminate")
    _, stubborn = psutil.wait_procs(found, timeout=2)
    for process in stubborn:
        _send(process, "kill")
    psutil.wait_procs(stubborn, timeout=2)
    return len(found)


def _is_ours(process: psutil.Process, home: Path) -> bool:
    if process.pid == os.getpid():
        return False
    try:
        return bool(process.environ().get(MARK) == str(home))
    except (psutil.Error, OSError):
        return False  # gone, a zombie, or somebody else's


def _send(process: psutil.Process, verb: str) -> None:
    try:
        getattr(process, verb)()
    except psutil.NoSuchProcess:
        return
