"""`manage.py learn_transit [STORE]`: learn from past parcels now, not only at night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opsdesk import clock
from opsdesk.models import Store
from orders import forecast
from orders.models.transit import ENOUGH


class Command(BaseCommand):
    """Says how much it learned; repeating it replaces what was known."""

    help = "Learn how long parcels take and how silences end, from the store's own history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one store, or none for all."""
        parser.add_argument(
            "store", nargs="?", default="", help="slug; all active stores if absent"
        )

    def handle(self, *_args: Any, store: str, **_options: Any) -> None:
        """Learn, and predict anew for the parcels on their way."""
        stores = Store.objects.filter(is_active=True)
        if store:
            stores = Store.objects.filter(slug=store)
            if not stores:
                raise CommandError(f"There is no store “{store}”.")
        now = clock.now()
        for each in stores:
            learned = forecast.learn(each, now)
            moved = forecast.refresh_open(each, now)
            self.stdout.write(
                f"{each.slug}: {learned.transit} transit times, {learned.silence} silences, each of "
                f"at least {ENOUGH} parcels; windows moved: {moved}"
            )
