"""A worker process that kills itself (SIGKILL) at a named point of an execution.

usage: python -m tests.flows.crash_worker POINT DECISION_ID
Environment: DATABASE_URL, OPSDESK_SHOPIFY_URL and the like, as the test set them.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def die(*_args: Any, **_kwargs: Any) -> None:
    """End this process the way a pulled plug would."""
    os.kill(os.getpid(), signal.SIGKILL)


def before(module: Any, name: str) -> None:
    """Die when `module.name` is about to be called."""
    setattr(module, name, die)


def after(module: Any, name: str) -> None:
    """Die when `module.name` has done its work but nobody has heard of it."""
    original: Callable[..., Any] = getattr(module, name)

    def call_then_die(*args: Any, **kwargs: Any) -> None:
        original(*args, **kwargs)
        die()

    setattr(module, name, call_then_die)


def arm(point: str) -> None:
    """Place the crash."""
    from exceptions import execution, outcomes
    from exceptions.executors import refund
    from opsdesk.vendors.shopify import refunds

    points: dict[str, Callable[[], None]] = {
        "before the claim": lambda: before(execution, "claim"),
        "after the claim": lambda: before(execution, "attempt"),
        "before asking Shopify what it suggests": lambda: before(refunds, "suggested_refund"),
        "after Shopify's suggestion": lambda: after(refunds, "suggested_refund"),
        "before the refund is sent": lambda: before(refunds, "create_refund"),
        "after the refund, before anybody knows": lambda: after(refunds, "create_refund"),
        "before the success is recorded": lambda: before(outcomes, "record_success"),
        "inside the recording transaction": lambda: before(outcomes.outbox, "queue_message"),
        "after the success is recorded": lambda: after(outcomes, "record_success"),
    }
    assert refund  # imported so that its module is patched through `refunds`
    points[point]()


POINTS = (
    "before the claim",
    "after the claim",
    "before asking Shopify what it suggests",
    "after Shopify's suggestion",
    "before the refund is sent",
    "after the refund, before anybody knows",
    "before the success is recorded",
    "inside the recording transaction",
    "after the success is recorded",
)


def main() -> None:
    """Set up Django, arm the crash, run the execution."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.flows.worker_settings"
    import django

    django.setup()
    from exceptions import execution

    arm(sys.argv[1])
    execution.run(int(sys.argv[2]))


if __name__ == "__main__":
    main()
