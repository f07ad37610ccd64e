"""Whose tracking numbers are these? By the rules the desk itself uses when a shop names no carrier."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from orders.carrier_numbers import detect


class Command(BaseCommand):
    """Read numbers from the arguments or from stdin, write {"carrier", "valid"} for each."""

    help = (
        "Say whose tracking numbers these are (arguments, or one per line on stdin), as JSON lines."
    )
    requires_system_checks = ()  # needs neither a database nor a connected store

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take numbers."""
        parser.add_argument("numbers", nargs="*", help="tracking numbers; none: read from stdin")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer number by number, in order."""
        for line in options["numbers"] or sys.stdin:
            if number := line.strip():
                found = detect(number)
                answer = {"carrier": found.carrier or None, "valid": found.valid}
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
