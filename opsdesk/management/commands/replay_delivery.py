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
        known = set(InboundDelivery.objects.filter(pk__in=ids).values_list("pk", flat=True))
        self.stdout.write(f"{services.replay(list(known))} will run again.")
        if unknown := sorted(set(ids) - known):
            names = ", ".join(map(str, unknown))
            raise CommandError(f"There is no delivery {names}.")
