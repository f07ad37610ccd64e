"""Run the whole desk with one command (`make demo`)."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from opsdesk.dev.child import die_with_parent
from opsdesk.dev.desk import Desk
from opsdesk.dev.leftovers import AlreadyRunning
from opsdesk.dev.preflight import NotAPort, PortInUse, read_port
from opsdesk.dev.supervisor import Unsteady


class Command(BaseCommand):
    """Database, web, worker, beat and, unless told otherwise, the sandbox with its demo."""

    help = "Run everything; Ctrl-C stops everything. Data stays in OPSDESK_DATA_DIR."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a port, and whether there is a demo."""
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")
        parser.add_argument("--no-demo", action="store_true", help="No sandbox, no demo stores.")
        parser.add_argument(
            "--die-with-parent", action="store_true", help="Stop when the starting process ends."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped; exit code 2 with one sentence when it cannot start."""
        if options["die_with_parent"]:
            die_with_parent(os.getppid())
        try:
            port = read_port(str(options["port"]))
            Desk(port, not options["no_demo"], self._say).run()
        except AlreadyRunning as error:
            self._refuse(f"OpsDesk is already running on this data folder: {error}.")
        except (NotAPort, PortInUse, Unsteady) as error:
            self._refuse(str(error))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(2)
