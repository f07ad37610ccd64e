"""`manage.py import_history FILE.csv --store SLUG`: load past deliveries from any other system."""

import csv
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opsdesk.errors import Invalid
from opsdesk.models import Store
from orders.history import Report, import_file
from orders.history.columns import NAMES, flag_of
from orders.history.values import ORDERS

SHOWN = 20  # bad rows on the screen; --errors writes more of them


class Command(BaseCommand):
    """Bad rows are reported and skipped; the same file again adds nothing."""

    help = "Load past deliveries from a CSV file, to learn delivery dates from."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the store, and how to read it where guessing is not enough."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--store", help="slug; not needed when there is only one store")
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")
        parser.add_argument("--errors", type=Path, metavar="FILE", help="write the bad rows there")
        parser.add_argument("--dates", choices=ORDERS, default="auto", help="day or month first")
        parser.add_argument("--encoding", default="", help="utf-8, cp1252, …; guessed if not given")
        parser.add_argument("--separator", default="", help="comma, semicolon, tab, pipe; guessed")
        parser.add_argument("--default-currency", default="", metavar="CODE")
        columns = parser.add_argument_group("columns", "a name in the header, or a number from 1")
        for field in NAMES:
            columns.add_argument(flag_of(field), default="", metavar="COLUMN", dest=f"col_{field}")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load the file and say what came of it."""
        started = time.monotonic()
        try:
            report = import_file(
                find_store(options["store"]),
                options["file"],
                columns={field: options[f"col_{field}"] for field in NAMES},
                encoding=options["encoding"],
                separator=options["separator"],
                date_order=options["dates"],
                currency=options["default_currency"].upper(),
                dry_run=options["dry_run"],
                tell=self._tell,
            )
        except Invalid as error:
            raise CommandError(str(error)) from error
        self._show_bad(report, options["errors"])
        self._show(report, time.monotonic() - started, dry_run=options["dry_run"])

    def _tell(self, count: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{count:,} rows read", ending="")

    def _show_bad(self, report: Report, path: Path | None) -> None:
        for row in report.bad[:SHOWN]:
            self.stderr.write(f"line {row.line}: {row.reason}")
        if report.bad_count > SHOWN:
            more = report.bad_count - SHOWN
            hint = "" if path else " (--errors FILE writes them)"
            self.stderr.write(f"… and {more:,} more bad rows{hint}")
        if path:
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["line", "reason"])
                writer.writerows((row.line, row.reason) for row in report.bad)

    def _show(self, report: Report, seconds: float, *, dry_run: bool) -> None:
        read_as = ", ".join(f"{field} = “{name}”" for field, name in report.columns.items())
        self.stdout.write(
            f"Read as {report.encoding}, separated by {report.separator!r}: {read_as}"
        )
        verb = "would be " if dry_run else ""
        self.stdout.write(
            f"{report.read:,} rows in {seconds:.1f} s: {report.added:,} {verb}added, "
            f"{report.changed:,} {verb}changed, {report.unchanged:,} were there already, "
            f"{report.repeated:,} repeat another row, {report.bad_count:,} bad and skipped."
        )


def find_store(slug: str | None) -> Store:
    """Return the store named, or the only one; raises CommandError in words."""
    found = Store.objects.filter(slug=slug) if slug else Store.objects.filter(is_active=True)
    names = ", ".join(Store.objects.values_list("slug", flat=True)) or "none yet"
    if found.count() != 1:
        problem = f"No store is called {slug}." if slug else "Which store? Say --store SLUG."
        raise CommandError(f"{problem} There are: {names}.")
    return found.get()
