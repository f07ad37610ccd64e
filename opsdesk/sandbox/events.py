"""Things the vendors will tell their subscribers: one stored document per event until it is settled.

An event is not a rendered body: it says what happened and when, and the vendor's courier renders it at
the moment of sending, as of the moment it happened. Stored events make the history resumable: what got
a 2xx is deleted, so a restart sends only the rest.
"""

import heapq
import threading

from opsdesk.sandbox.state import State
from opsdesk.sandbox.wire import Doc


class Events:
    """Events waiting for their time, earliest first."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._lock = threading.Lock()
        self._heap: list[tuple[str, int]] = []
        self.wake = threading.Event()
        self.reload()

    def reload(self) -> None:
        """Take up the events a previous process left."""
        with self._lock:
            self._heap = [(doc["at"], doc["id"]) for doc in self._state.all("events")]
            heapq.heapify(self._heap)

    def add(self, vendor: str, account: str, topic: str, at: str, **facts: object) -> Doc:
        """Store an event; it goes out when its moment has come."""
        with self._state.transaction():
            number = self._state.next_number("events")
            doc = {
                "id": number,
                "vendor": vendor,
                "account": account,
                "topic": topic,
                "at": at,
                "history": False,
                **facts,
            }
            self._state.save("events", number, doc)
        with self._lock:
            heapq.heappush(self._heap, (at, number))
        self.wake.set()
        return doc

    def add_shopify(
        self,
        order: Doc,
        topic: str,
        at: str,
        *,
        ref: int | None = None,
        history: bool = False,
        body: str | None = None,
    ) -> Doc:
        """Store an event about an order, or about one refund or parcel of it.

        `body` is what it says where that does not follow from the order document.
        """
        said = {} if body is None else {"body": body}
        facts = {"order_id": order["id"], "ref": ref, "history": history, **said}
        return self.add("shopify", order["shop"], topic, at, **facts)

    def latest(self) -> int:
        """Return the number of the newest event: a subscriber made now hears only later ones."""
        counter = self._state.get("counters", "events")
        return counter["value"] if counter else 0

    def due(self, now: str) -> list[Doc]:
        """Take the events whose moment has come out of the queue (not out of the state)."""
        ready: list[Doc] = []
        with self._lock:
            while self._heap and self._heap[0][0] <= now:
                _, number = heapq.heappop(self._heap)
                doc = self._state.get("events", number)
                if doc is not None:
                    ready.append(doc)
        return ready

    def overdue(self, now: str) -> bool:
        """Tell whether an event waits although its moment has come."""
        with self._lock:
            return bool(self._heap) and self._heap[0][0] <= now

    def settle(self, event: Doc) -> None:
        """Forget an event that was delivered, or that nobody wants."""
        self._state.delete("events", event["id"])
