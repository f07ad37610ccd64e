"""Work off everything that waits, oldest first, next to any number of other workers."""

from opsdesk.intake import services

MAX_BATCHES = 100  # then the next wake-up or sweep goes on; a task must end some time


def process_all() -> int:
    """Process until nothing is due; return how many deliveries this worker processed."""
    done = 0
    for _ in range(MAX_BATCHES):
        ids = services.waiting_ids()
        processed = [state for pk in ids if (state := services.process_delivery(pk)) is not None]
        done += len(processed)
        if not processed:
            break  # nothing due, or another worker holds what is
    return done
