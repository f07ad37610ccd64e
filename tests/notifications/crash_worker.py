"""A worker process that kills itself (SIGKILL) at a named point of a delivery.

usage: python -m tests.notifications.crash_worker POINT MESSAGE_ID
"""

import os
import sys

POINTS = ("before the claim", "after the claim", "after the mail, before anybody knows")


def main() -> None:
    """Set up Django, arm the crash, deliver the message."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.flows.worker_settings"
    import django

    django.setup()
    from notifications import delivery
    from tests.flows import crash_worker

    {
        "before the claim": lambda: crash_worker.before(delivery, "claim"),
        "after the claim": lambda: crash_worker.before(delivery, "send"),
        "after the mail, before anybody knows": lambda: crash_worker.before(delivery, "_record"),
    }[sys.argv[1]]()
    delivery.deliver(int(sys.argv[2]))


if __name__ == "__main__":
    main()
