"""A PostgreSQL of our own when no DATABASE_URL is given, so that one command is enough.

Called by `manage.py` and by `tests/settings.py` and by nothing else: a web worker that started the
server would also have to stop it. The data folder holds, besides the database, the keys that its
secrets are encrypted with; the two are worth nothing without each other.
"""

import os
import sys
from collections.abc import Sequence

from opsdesk.embedded.home import CannotStart, data_dir, load_environment, load_keys
from opsdesk.embedded.server import start_server

__all__ = ["CannotStart", "prepare", "start"]

NO_DATABASE = frozenset(
    {"help", "version", "sandbox", "check", "makemigrations", "collectstatic", "findstatic"}
    | {"map_scans", "detect_carrier"}
)


def prepare(argv: Sequence[str]) -> None:
    """Make the environment ready for `manage.py`; explain in one sentence when that cannot be."""
    if os.environ.get("DATABASE_URL"):
        return
    try:
        if needs_database(argv):
            start()
            if argv[1] != "dev":
                load_environment(data_dir())
        else:
            os.environ.setdefault("OPSDESK_SECRET_KEY", "unused-without-a-database")
    except CannotStart as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None


def needs_database(argv: Sequence[str]) -> bool:
    """Say whether this command line will read or write rows."""
    words = argv[1:]
    if not words or {"--help", "-h", "--version"} & set(words):
        return False
    return words[0] not in NO_DATABASE


def start(*, durable: bool = True) -> None:
    """Start or join the server, and point DATABASE_URL and the keys at it until this process ends.

    `durable=False` trades the safety of a machine crash for speed; only tests may want that.
    """
    home = data_dir()
    os.environ["OPSDESK_DATA_DIR"] = str(home)
    load_keys(home)
    os.environ["DATABASE_URL"] = start_server(home, durable=durable)
