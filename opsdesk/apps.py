"""The kernel as a Django app."""

from django.apps import AppConfig


class OpsDeskConfig(AppConfig):
    """Stores, people, deliveries, vendor calls, audit."""

    name = "opsdesk"
    verbose_name = "OpsDesk"

    def ready(self) -> None:
        """Register system checks."""
        from opsdesk import checks  # noqa: F401
