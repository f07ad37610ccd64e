"""What the vendors remember: documents in memory, written through to SQLite when a path is given.

Memory is the truth while the process lives. With a path every outermost transaction is one SQLite
commit, made before the HTTP answer leaves, so a SIGKILL loses nothing a client was told.
"""

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from opsdesk.sandbox.wire import Doc

KEPT_ON_RESET = ("tokens", "keys")  # a client's cached token and our signing keys outlive a reset


class State:
    """Tables of JSON documents with one lock and one number generator."""

    def __init__(self, path: Path | None = None) -> None:
        self.lock = threading.RLock()
        self._tables: dict[str, dict[str, Doc]] = defaultdict(dict)
        self._depth = 0
        self._dirty: dict[tuple[str, str], Doc | None] = {}
        self._database = self._open(path) if path else None

    def _open(self, path: Path) -> sqlite3.Connection:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute(
            "CREATE TABLE IF NOT EXISTS docs (name TEXT, key TEXT, body TEXT NOT NULL,"
            " PRIMARY KEY (name, key))"
        )
        for name, key, body in database.execute("SELECT name, key, body FROM docs ORDER BY rowid"):
            self._tables[name][key] = json.loads(body)
        return database

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock; commit everything saved inside when the outermost block ends."""
        with self.lock:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._flush()

    def _flush(self) -> None:
        dirty, self._dirty = self._dirty, {}
        if self._database is None or not dirty:
            return
        self._database.execute("BEGIN")
        for (name, key), doc in dirty.items():
            if doc is None:
                self._database.execute("DELETE FROM docs WHERE name=? AND key=?", (name, key))
            else:
                self._database.execute(
                    "INSERT INTO docs VALUES (?, ?, ?)"
                    " ON CONFLICT (name, key) DO UPDATE SET body=excluded.body",
                    (name, key, json.dumps(doc)),
                )
        self._database.execute("COMMIT")

    def save(self, name: str, key: str | int, doc: Doc) -> Doc:
        """Store a document, or what has changed in it."""
        with self.transaction():
            self._tables[name][str(key)] = doc
            self._dirty[(name, str(key))] = doc
        return doc

    def get(self, name: str, key: str | int) -> Doc | None:
        """Return one document."""
        return self._tables[name].get(str(key))

    def all(self, name: str) -> list[Doc]:
        """Return the documents of a table, oldest first."""
        with self.lock:
            return list(self._tables[name].values())

    def count(self, name: str) -> int:
        """Return how many documents a table holds."""
        return len(self._tables[name])

    def delete(self, name: str, key: str | int) -> bool:
        """Forget one document; false when it was not there."""
        with self.transaction():
            known = self._tables[name].pop(str(key), None) is not None
            if known:
                self._dirty[(name, str(key))] = None
        return known

    def clear(self, name: str) -> None:
        """Forget every document of a table."""
        with self.transaction():
            for key in list(self._tables[name]):
                self.delete(name, key)

    def next_number(self, counter: str) -> int:
        """Return 1, 2, 3 … per counter, surviving restarts."""
        with self.transaction():
            doc = self._tables["counters"].setdefault(counter, {"value": 0})
            doc["value"] += 1
            self._dirty[("counters", counter)] = doc
            value: int = doc["value"]
        return value

    def reset(self) -> None:
        """Forget everything but issued tokens and keys."""
        with self.transaction():
            for name in [name for name in self._tables if name not in KEPT_ON_RESET]:
                del self._tables[name]
            self._dirty.clear()
            if self._database is not None:
                marks = ",".join("?" * len(KEPT_ON_RESET))
                self._database.execute(
                    f"DELETE FROM docs WHERE name NOT IN ({marks})",  # noqa: S608 - marks only
                    KEPT_ON_RESET,
                )

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            if self._database is not None:
                self._database.close()
                self._database = None
