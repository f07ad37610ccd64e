"""Trouble that befalls a parcel which was fine until now."""

from datetime import datetime, timedelta

from opsdesk.sandbox.moments import parse
from opsdesk.sandbox.stories.timetable import Journey


def _slip(journey: Journey, now: datetime, eta: str | None) -> None:
    new = max(now, parse(eta) if eta else now) + timedelta(days=3)
    journey.scan("delayed", now, new).scan("destination", new - timedelta(hours=14))
    journey.scan("out", new - timedelta(hours=8)).scan("delivered", new - timedelta(hours=3))


def _miss(journey: Journey, now: datetime, eta: str | None) -> None:
    again = now + timedelta(days=1)
    journey.scan("attempt", now, again).scan("out", again - timedelta(hours=4))
    journey.scan("delivered", again)


def _return(journey: Journey, now: datetime, eta: str | None) -> None:
    journey.scan("return", now).scan("returned", now + timedelta(days=4))


TURNS = {"slipped": _slip, "failed_attempt": _miss, "returned_to_sender": _return}
