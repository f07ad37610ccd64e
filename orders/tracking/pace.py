"""No more questions a second than an account's limit allows, with room for other processes.

Per process: EasyPost allows 5 a second on its index, AfterShip 6 on its list and 20 on creation. Two worker
processes at these paces stay below that together; what is refused all the same waits as told (429).
"""

from __future__ import annotations

import threading
import time

PER_SECOND = {"easypost": 2.5, "aftership": 3.0}
OTHERWISE = 2.0
CREATIONS_PER_SECOND = 8.0

_lock = threading.Lock()
_next: dict[tuple[int, str, str], float] = {}


def wait_for_turn(store_id: int, provider: str, kind: str = "list") -> float:
    """Sleep until this account may be asked again; return for how long it was."""
    rate = CREATIONS_PER_SECOND if kind == "create" else PER_SECOND.get(provider, OTHERWISE)
    key = (store_id, provider, kind)
    with _lock:
        now = time.monotonic()
        turn = max(_next.get(key, 0.0), now)
        _next[key] = turn + 1 / rate
    wait = turn - now
    if wait > 0:
        time.sleep(wait)
    return wait
