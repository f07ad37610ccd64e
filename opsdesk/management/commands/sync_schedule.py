"""Write the schedule of opsdesk/schedule.py into the database. Part of every deploy."""

from typing import Any

from django.core.management.base import BaseCommand

from opsdesk import schedule


class Command(BaseCommand):
    """Make beat's rows equal to the schedule in the code."""

    help = "Write the schedule into the database; rows of ours that vanished are removed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sync and say how much changed."""
        written, removed = schedule.sync()
        self.stdout.write(f"{written} entries are scheduled, {removed} removed.")
