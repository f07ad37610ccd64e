"""Wake a worker once per burst, not once per delivery.

A process that sent a wake-up stays quiet for `settings.INTAKE_WAKE_SECONDS`; one worker lingers longer
than that before its last look, so what came in quietly is still found. The beat sweep finds the rest.
"""

import time

from django.conf import settings

from opsdesk.events import publish

_last = 0.0


def announce(delivery_id: int, *, at_once: bool = False) -> None:
    """Publish `delivery.stored` unless this process has just done so."""
    global _last
    moment = time.monotonic()
    if not at_once and moment - _last < settings.INTAKE_WAKE_SECONDS:
        return
    _last = moment
    publish("delivery.stored", delivery_id=delivery_id)


def linger() -> bool:
    """Outwait the quiet of every process; False when nobody keeps quiet."""
    if not settings.INTAKE_WAKE_SECONDS:
        return False
    time.sleep(settings.INTAKE_WAKE_SECONDS * 2)
    return True
