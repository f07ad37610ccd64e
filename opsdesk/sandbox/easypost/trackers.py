"""The trackers of all accounts and how they learn what the carrier said.

A tracker shows what the carrier had told by each *revision*. Creating one answers with everything up
to now. A parcel that was under way before somebody asked may have had another delivery date: each
such earlier state follows as a `tracker.updated` event of its own, older than the answer, so that a
careful client learns the original date and a careless one shows itself.
"""

import threading

from opsdesk.sandbox import parcels
from opsdesk.sandbox.easypost.views import new_id, tracker_view
from opsdesk.sandbox.moments import after
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World


class Trackers:
    """Trackers by account, code and carrier."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._changing = threading.RLock()

    def create(self, account: str, code: str, carrier: str) -> tuple[Doc, bool]:
        """Return the tracker as the API shows it, and whether it is new."""
        parcel = self._world.state.get("parcels", code)
        carrier = carrier or str((parcel or {}).get("carrier") or "")
        with self._changing, self._world.state.transaction():
            known = self._find(account, code, carrier)
            if known is not None:
                self.touch(known)
                return self.view(known), False
            return self.view(self._born(account, code, carrier, parcel)), True

    def of_account(self, account: str) -> list[Doc]:
        """Return the account's trackers, newest first."""
        mine = [doc for doc in self._world.state.all("trackers") if doc["account"] == account]
        return mine[::-1]

    def get(self, account: str, name: str) -> Doc | None:
        """Return one tracker of the account."""
        tracker = self._world.state.get("trackers", name)
        return tracker if tracker and tracker["account"] == account else None

    def view(self, tracker: Doc, revision: int = -1) -> Doc:
        """Return the Tracker object as of one of its revisions."""
        return tracker_view(tracker, self._world.state.get("parcels", tracker["code"]), revision)

    def touch_all(self) -> None:
        """Let every tracker learn what is due by now: the carrier's news become events."""
        for tracker in self._world.state.all("trackers"):
            self.touch(tracker)

    def _find(self, account: str, code: str, carrier: str) -> Doc | None:
        return self._world.state.get(
            "trackers", new_id("trk", f"{account} {code} {carrier.lower()}")
        )

    def _born(self, account: str, code: str, carrier: str, parcel: Doc | None) -> Doc:
        now = self._world.now()
        counts = _turning_points(parcels.seen(parcel, now)) if parcel else [0]
        started = after(now, seconds=-len(counts))
        tracker: Doc = {
            "id": new_id("trk", f"{account} {code} {carrier.lower()}"),
            "account": account,
            "code": code,
            "carrier": carrier,
            "created_at": started,
            "revisions": [
                {"scans": count, "updated_at": after(started, seconds=position)}
                for position, count in enumerate(counts)
            ],
        }
        self._world.state.save("trackers", tracker["id"], tracker)
        self._world.ledger.record(
            "trackers", id=tracker["id"], account=account, tracking_code=code, carrier=carrier
        )
        for position in range(len(counts) - 1):
            self._announce(tracker, position)
        return tracker

    def touch(self, tracker: Doc) -> bool:
        """Add a revision when the carrier has said something new; true when it has."""
        parcel = self._world.state.get("parcels", tracker["code"])
        now = self._world.now()
        with self._changing:
            last = tracker["revisions"][-1]
            count = len(parcels.seen(parcel, now)) if parcel else 0
            if count == last["scans"]:
                return False
            later = max(now, after(last["updated_at"], seconds=1))
            with self._world.state.transaction():
                if self._world.state.get("trackers", tracker["id"]) is not tracker:
                    return False  # reset meanwhile
                tracker["revisions"].append({"scans": count, "updated_at": later})
                self._world.state.save("trackers", tracker["id"], tracker)
                self._announce(tracker, len(tracker["revisions"]) - 1)
        return True

    def _announce(self, tracker: Doc, revision: int) -> None:
        self._world.events.add(
            "easypost",
            tracker["account"],
            "tracker.updated",
            self._world.now(),
            tracker_id=tracker["id"],
            revision=revision,
        )


def _turning_points(scans: list[Doc]) -> list[int]:
    """Return how many scans each revision shows: those before a change of the estimate, and all."""
    dated = [place for place, scan in enumerate(scans) if scan["eta"]]
    return [*dated[1:], len(scans)]
