"""Real processes in tests: their environment, and whether they are gone."""

import os
import time
from pathlib import Path
from urllib.parse import quote

import psutil
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def environment(home, **more):
    """Return a clean environment for a process of ours on the data folder `home`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "OPSDESK_DATA_DIR": str(home), "PYTHONPATH": str(ROOT), **more}


def database_url():
    """Return the address of the test's own database, for another process."""
    here = connection.settings_dict
    host = str(here["HOST"] or "127.0.0.1")
    # A folder of sockets stands where a database name would: that is how django-environ reads it.
    where = f"/{quote(host)}" if host.startswith("/") else f"{host}:{here['PORT'] or 5432}"
    return f"postgres://{here['USER']}@{where}/{here['NAME']}"


def gone(pid, within=5.0):
    """Say whether `pid` ends in time; one that nobody has collected counts as gone."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False
