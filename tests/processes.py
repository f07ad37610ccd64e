"""Real processes in tests: their environment, and whether they are gone."""

import os
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent


def environment(home, **more):
    """Return a clean environment for a process of ours on the data folder `home`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "OPSDESK_DATA_DIR": str(home), "PYTHONPATH": str(ROOT), **more}


def gone(pid, within=5.0):
    """Say whether `pid` ends in time; one that nobody has collected counts as gone."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False
