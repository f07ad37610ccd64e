"""`manage.py connect_store SLUG… | --all`: subscribe to the vendors a store has credentials for."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opsdesk import stores
from opsdesk.errors import VendorError
from opsdesk.models import Store


class Command(BaseCommand):
    """Connect stores; repeating it repairs subscriptions that were lost."""

    help = "Subscribe to webhooks of Shopify, EasyPost and SendGrid."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take slugs, or all active stores."""
        parser.add_argument("slugs", nargs="*", metavar="SLUG")
        parser.add_argument("--all", action="store_true", dest="every", help="all active stores")
        parser.add_argument("--public-url", default=settings.PUBLIC_URL)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Connect each; say which one failed and why."""
        if bool(options["slugs"]) == options["every"]:
            raise CommandError("Name the stores by slug, or say --all.")
        found = Store.objects.filter(is_active=True)
        if options["slugs"]:
            found = found.filter(slug__in=options["slugs"])
        unknown = set(options["slugs"]) - {store.slug for store in found}
        if unknown:
            raise CommandError(f"No active store is called {', '.join(sorted(unknown))}.")
        for store in found:
            try:
                changes = stores.connect(store, None, options["public_url"])
            except VendorError as error:
                raise CommandError(f"{store.slug}: {error}") from error
            self.stdout.write(f"{store.slug}: {'; '.join(changes) or 'connected already'}")
