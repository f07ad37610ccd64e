"""The broker for when there is no Redis: a folder with a file per message.

Kombu's own file transport writes a message into its final name, so a worker that looks at the wrong
moment reads half a message and dies of it. Here every file appears whole, by renaming.
"""

import os
import time
import uuid
from collections import defaultdict, deque
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

LOOKS = 50  # at a table of queues that another process is just writing


class Channel(filesystem.Channel):
    """Messages are `<time>_<id>.<queue>.msg`; what else lies in the folder is on its way there."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A look at the folder serves many messages: listing it for each is slow when it is full.
        self._seen: defaultdict[str, deque[str]] = defaultdict(deque)
        for folder in (self._folder, self.control_folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def _folder(self) -> Path:
        return Path(self.data_folder_in)

    def _put(self, queue: str, payload: Any, **_options: Any) -> None:  # type: ignore[override]
        name = f"{_stem(payload)}.{queue}.msg"
        draft = self._folder / f"{name}.{uuid.uuid4()}.draft"
        draft.write_text(dumps(payload))
        draft.rename(self._folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        names = self._seen[queue]
        if not names:
            names.extend(sorted(self._waiting(queue)))
        while names:
            name = names.popleft()
            taken = self._folder / f"{name}.{uuid.uuid4()}.taken"
            try:
                (self._folder / name).rename(taken)
            except FileNotFoundError:
                continue  # another worker was faster
            payload = loads(taken.read_text())
            taken.unlink()
            return payload
        raise Empty

    def _waiting(self, queue: str) -> list[str]:
        return [
            name for name in os.listdir(self._folder) if name.partition(".")[2] == f"{queue}.msg"
        ]

    def get_table(self, exchange: str) -> Any:
        """Return the queues of `exchange`; wait out a process that is just writing them."""
        for _ in range(LOOKS):
            try:
                return super().get_table(exchange)
            except ValueError:
                time.sleep(0.02)
        return super().get_table(exchange)

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        for _ in range(LOOKS):
            try:
                return super()._queue_bind(exchange, routing_key, pattern, queue)
            except ValueError:
                time.sleep(0.02)
        return super()._queue_bind(exchange, routing_key, pattern, queue)


def _stem(payload: Any) -> str:
    """Return what sorts by age and is unique, or the same name for every ring of the same bell.

    A task without arguments says "look what is due": once in the folder is as good as a hundred times.
    """
    headers = payload.get("headers") or {}
    given = (headers.get("argsrepr"), headers.get("kwargsrepr"))
    if given == ("()", "{}") and not headers.get("eta"):
        return f"{0:020d}_{headers['task'].replace('.', '-')}"
    return f"{time.time_ns():020d}_{uuid.uuid4()}"


class Transport(filesystem.Transport):
    """What `filesystem://` means in this project."""

    Channel = Channel


def register() -> None:
    """Have kombu use this transport for `filesystem://`."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
