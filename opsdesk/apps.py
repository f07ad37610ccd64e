"""The kernel as a Django app."""

from django.apps import AppConfig


class OpsDeskConfig(AppConfig):
    """Stores, people, deliveries, vendor calls, audit."""

    name = "opsdesk"
    verbose_name = "OpsDesk"

    def ready(self) -> None:
        """Register system checks, and the Celery app that `.delay()` is to go through."""
        from opsdesk import (
            celery,  # noqa: F401
            checks,  # noqa: F401
        )
