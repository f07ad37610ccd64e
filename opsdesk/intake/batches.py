"""Work off everything that waits, oldest first, next to any number of other workers."""

from opsdesk.intake import services, wakeups
from opsdesk.locks import try_lock

MAX_BATCHES = 100  # then the next wake-up or sweep goes on; a task must end some time
MAX_LOOKS = 50


def process_all() -> int:
    """Process until nothing is due; return how many deliveries this worker processed."""
    done = _until_empty()
    with try_lock("intake-linger") as is_last:
        for _ in range(MAX_LOOKS if is_last else 0):
            if not wakeups.linger() or not (more := _until_empty()):
                break
            done += more
    return done


def _until_empty() -> int:
    done = 0
    for _ in range(MAX_BATCHES):
        ids = services.waiting_ids()
        processed = [state for pk in ids if (state := services.process_delivery(pk)) is not None]
        done += len(processed)
        if not processed:
            break  # nothing due, or another worker holds what is
    return done
