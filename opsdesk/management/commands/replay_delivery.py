"""`manage.py replay_delivery ID… | --quarantined`: let deliveries run again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opsdesk.intake import services
from opsdesk.models import InboundDelivery


class Command(BaseCommand):
    """Put stored deliveries back in line; handlers converge, so running one twice does no harm."""

    help = "Process inbound deliveries again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ids, or everything that is in quarantine."""
        parser.add_argument("ids", nargs="*", type=int, metavar="ID")
        parser.add_argument("--quarantined", action="store_true", help="all that failed for good")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Put them back."""
        ids: list[int] = options["ids"]
        if bool(ids) == options["quarantined"]:
            raise CommandError("Name the deliveries by id, or say --quarantined.")
        if options["quarantined"]:
            ids = list(InboundDelivery.objects.quarantined().values_list("pk", flat=True))
        count = services.replay(ids)
        if missing := len(set(ids)) - count:
            raise CommandError(f"{count} will run again; {missing} do not exist.")
        self.stdout.write(f"{count} will run again.")
