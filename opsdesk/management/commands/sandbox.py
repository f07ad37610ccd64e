"""`manage.py sandbox`: the vendors' APIs on loopback, for the demo and for curious people."""

import argparse
import sys

from django.core.management.base import BaseCommand, CommandParser

from opsdesk.sandbox.runner import add_arguments, run


class Command(BaseCommand):
    """Serve the sandbox until SIGTERM."""

    help = "Serve the vendors' APIs (Shopify, EasyPost, SendGrid, OpenAI) on 127.0.0.1."
    requires_system_checks: list[str] = []  # it needs no database and no settings

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the flags of `opsdesk.sandbox.runner`."""
        add_arguments(parser)

    def handle(self, *args: object, **options: object) -> None:
        """Run in the foreground."""
        sys.exit(run(argparse.Namespace(**options)))
