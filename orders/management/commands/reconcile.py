"""`manage.py reconcile [STORE]`: look now for what no webhook told us, and repair subscriptions."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opsdesk.models import Store
from orders.management.commands.import_history import find_store
from orders.reconcile import reconcile


class Command(BaseCommand):
    """What beat does once an hour, at once."""

    help = "Compare with Shopify what changed lately; make lost webhook subscriptions again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one store, or all connected ones."""
        parser.add_argument("store", nargs="?", metavar="STORE", help="its slug; all when left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look and say what was found."""
        slug = options["store"]
        connected = Store.objects.filter(is_active=True, connected_at__isnull=False)
        failed = False
        for store in [find_store(slug)] if slug else connected:
            look = reconcile(store)
            if look is None:
                self.stdout.write(f"{store.slug}: another worker is just looking.")
                continue
            failed |= bool(look.error)
            self.stdout.write(
                f"{store.slug}: {look.orders_seen} orders changed since {look.since:%d %b %H:%M}, "
                f"{look.orders_missed} of them unknown to us, {look.orders_failed} unusable."
            )
            for change in look.repaired:
                self.stdout.write(f"  repaired: {change}")
            if look.error:
                self.stderr.write(f"  {look.error}")
        if failed:
            raise CommandError("Not every store could be looked at.")
