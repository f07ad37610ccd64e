"""The senders: due events become signed HTTP posts, retried with a short back-off.

    Events ──due──▶ dispatcher ──one job per subscriber──▶ queue ──▶ senders ──2xx──▶ settled, ledger
                        │ no subscriber: history is parked until there is one, live news is dropped

Bounded: a handful of sender threads and a short queue, so a slow receiver slows the history down
instead of piling up. Order is nearly kept and never promised, as with the real vendors.
"""

import heapq
import logging
import queue
import threading
import time
from collections import defaultdict

import requests

from opsdesk.sandbox.delivery import Courier, Job, post, spoilt
from opsdesk.sandbox.faults import Fault, Faults
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World

logger = logging.getLogger(__name__)

BACK_OFF = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # the vendors take hours; a demo has seconds
HELD_BACK = 0.4  # out_of_order: long enough for the next event to overtake
PARKED_EVERY = 0.25
RESTS_FOR = 2.0


class Webhooks:
    """Dispatcher and senders of all vendors."""

    patience = 600.0  # seconds a receiver may fail before its subscription goes; Shopify's is 4 h

    def __init__(self, world: World, faults: Faults, senders: int = 6) -> None:
        self._world = world
        self._faults = faults
        self._count = senders
        self.couriers: dict[str, Courier] = {}
        self._jobs: queue.Queue[Job] = queue.Queue(maxsize=64)
        self._later: list[Job] = []
        self._parked: dict[tuple[str, str, str], list[Doc]] = defaultdict(list)
        self._open: dict[int, int] = {}
        self._posting = 0
        self._failing: dict[str, tuple[float, float]] = {}  # url: since, last
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._generation = 0

    def start(self) -> None:
        """Start the dispatcher and the senders."""
        targets = [self._dispatch, *[self._send_jobs] * self._count]
        self._threads = [threading.Thread(target=target, daemon=True) for target in targets]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop; what was not delivered stays in the state."""
        self._stopping.set()
        self._world.events.wake.set()
        for thread in self._threads:
            thread.join(timeout=0.3)

    def reset(self) -> None:
        """Forget everything that waits, and let what is being posted arrive."""
        self.forget()
        with self._idle:
            self._idle.wait_for(lambda: not self._posting, timeout=1.0)

    def forget(self) -> None:
        """Forget everything that waits."""
        with self._idle:
            self._generation += 1
            self._later.clear()
            self._parked.clear()
            self._open.clear()
            self._failing.clear()
            self._idle.notify_all()

    def drain(self, timeout: float = 10.0) -> bool:
        """Wait until every due event is delivered or given up; false when time runs out."""
        end = time.monotonic() + timeout
        with self._idle:
            while self._open or self._world.events.overdue(self._world.now()):
                left = end - time.monotonic()
                if left <= 0:
                    return False
                self._idle.wait(min(left, 0.05))
        return True

    def waiting(self) -> dict[str, int]:
        """Return how much is under way and parked."""
        with self._lock:
            return {
                "under_way": len(self._open),
                "parked": sum(len(events) for events in self._parked.values()),
            }

    # Dispatcher

    def _dispatch(self) -> None:
        look_again = 0.0
        while not self._stopping.is_set():
            self._world.events.wake.wait(0.02 if self._later else 0.05)
            self._world.events.wake.clear()
            generation = self._take_due()
            if time.monotonic() >= look_again:
                self._unpark(generation)
                look_again = time.monotonic() + PARKED_EVERY
            self._requeue_late()

    def _take_due(self) -> int:
        with self._lock:
            generation = self._generation
            due = self._world.events.due(self._world.now())
            self._open.update({event["id"]: 1 for event in due})
        for event in due:
            self._assign(event, generation)
        return generation

    def _assign(self, event: Doc, generation: int) -> None:
        courier = self.couriers[event["vendor"]]
        targets = courier.targets(event)
        if courier.parked(event) and (not targets or self._resting(targets)):
            self._park(event, generation)
            return
        with self._lock:
            if event["id"] not in self._open or generation != self._generation:
                return  # reset meanwhile
            self._open[event["id"]] = len(targets)
        if not targets:
            self._settle(event)
        for target in targets:
            self._put(Job(0.0, event["id"], event, target, generation))

    def _park(self, event: Doc, generation: int) -> None:
        with self._idle:
            if generation == self._generation:
                key = (event["vendor"], event["account"], event["topic"])
                self._parked[key].append(event)
                self._open.pop(event["id"], None)
            self._idle.notify_all()

    def _resting(self, targets: list[Doc]) -> bool:
        """Tell whether a receiver failed just now: history waits until it has recovered."""
        now = time.monotonic()
        last = [self._failing.get(target["url"], (0.0, -RESTS_FOR))[1] for target in targets]
        return any(now - moment < RESTS_FOR for moment in last)

    def _unpark(self, generation: int) -> None:
        with self._lock:
            parked = list(self._parked.items())
        ready: list[Doc] = []
        for key, events in parked:
            if events and self.couriers[key[0]].targets(events[0]):
                with self._lock:
                    ready += self._parked.pop(key, [])
        ready.sort(key=lambda event: (event["at"], event["id"]))
        with self._lock:
            self._open.update({event["id"]: 1 for event in ready})
        for event in ready:
            if self._stopping.is_set():
                return
            self._assign(event, generation)
            self._take_due()  # news need not queue behind a month of history
            self._requeue_late()

    def _requeue_late(self) -> None:
        now = time.monotonic()
        while True:
            with self._lock:
                if not self._later or self._later[0].due > now:
                    return
                job = heapq.heappop(self._later)
            self._put(job)

    def _put(self, job: Job) -> None:
        while not self._stopping.is_set():
            try:
                self._jobs.put(job, timeout=0.1)
            except queue.Full:
                continue
            return

    # Senders

    def _send_jobs(self) -> None:
        with requests.Session() as session:
            session.trust_env = False
            while not self._stopping.is_set():
                try:
                    job = self._jobs.get(timeout=0.1)
                except queue.Empty:
                    continue
                with self._lock:
                    self._posting += 1
                try:
                    self._send(job, session)
                except Exception:
                    logger.exception("sandbox.webhook_failed")
                    self._finish(job, status=0, outcome="broken")
                finally:
                    with self._idle:
                        self._posting -= 1
                        self._idle.notify_all()

    def _send(self, job: Job, session: requests.Session) -> None:
        with self._lock:
            if job.generation != self._generation:
                return  # reset meanwhile
        if job.attempts and not self._wanted(job):
            self._drop(job)
            return
        fault = self._faults.take_webhook(job.event["vendor"], job.event["topic"])
        if fault and fault.kind == "out_of_order" and not job.held:
            job.held = True
            self._again(job, HELD_BACK)
        elif fault and fault.kind == "lost":
            self._finish(job, status=0, outcome="lost")
        else:
            self._post(job, session, fault)

    def _post(self, job: Job, session: requests.Session, fault: Fault | None) -> None:
        if fault and fault.kind == "slow":
            self._stopping.wait(fault.seconds)
        delivery = self.couriers[job.event["vendor"]].deliver(job.event, job.target)
        for _ in range(2 if fault and fault.kind == "duplicate" else 1):
            status = post(session, spoilt(delivery, fault))
        job.attempts += 1
        self._note_health(job, well=200 <= status < 300)
        if 200 <= status < 300:
            self._finish(job, status=status, outcome="delivered")
        elif job.attempts > len(BACK_OFF) and not job.event["history"]:
            self._finish(job, status=status, outcome="given up")
        else:
            self._again(job, BACK_OFF[min(job.attempts, len(BACK_OFF)) - 1])

    def _note_health(self, job: Job, *, well: bool) -> None:
        now, url = time.monotonic(), job.target["url"]
        with self._lock:
            if well:
                self._failing.pop(url, None)
                return
            since, _ = self._failing.get(url, (now, now))
            self._failing[url] = (since, now)
        if now - since > self.patience:
            self.couriers[job.event["vendor"]].disconnect(job.target)

    def _wanted(self, job: Job) -> bool:
        """Tell whether the subscription of a job being retried still stands."""
        targets = self.couriers[job.event["vendor"]].targets(job.event)
        return any(target["id"] == job.target["id"] for target in targets)

    def _drop(self, job: Job) -> None:
        if self.couriers[job.event["vendor"]].parked(job.event):
            self._park(job.event, job.generation)
        else:
            self._finish(job, status=0, outcome="unsubscribed")

    def _again(self, job: Job, seconds: float) -> None:
        job.due = time.monotonic() + seconds
        with self._lock:
            heapq.heappush(self._later, job)

    def _finish(self, job: Job, *, status: int, outcome: str) -> None:
        event = job.event
        with self._world.state.transaction():
            with self._lock:
                left = self._open.get(event["id"], 0) - 1
                if left < 0 or job.generation != self._generation:
                    return  # reset meanwhile
                self._open[event["id"]] = max(left, 1)
            self._world.ledger.record(
                "webhooks",
                vendor=event["vendor"],
                account=event["account"],
                topic=event["topic"],
                event=event["id"],
                url=job.target["url"],
                status=status,
                outcome=outcome,
                attempts=job.attempts,
            )
            if left <= 0:
                self._settle(event)

    def _settle(self, event: Doc) -> None:
        self._world.events.settle(event)
        with self._idle:
            self._open.pop(event["id"], None)
            self._idle.notify_all()
