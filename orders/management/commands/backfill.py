"""`manage.py backfill STORE`: load a store's past orders from Shopify, with a progress bar; resumes."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from orders import backfill
from orders.backfill import Progress
from orders.backfill.jobs import DEFAULT_DAYS
from orders.management.commands.import_history import find_store
from orders.models import Backfill

BAR = 28
SLICE = 1.0  # seconds of work between two looks at the bar
PATIENCE = 0.5  # seconds between two looks while another worker is at it


class Command(BaseCommand):
    """Ctrl-C only stops watching and working: the same command, or the worker, goes on."""

    help = "Load past orders from Shopify. What was begun is gone on with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the store, how far back, and the way if it should not be chosen for you."""
        parser.add_argument("store", metavar="STORE", help="its slug")
        parser.add_argument("--days", type=int, default=DEFAULT_DAYS, help="how far back")
        parser.add_argument("--pages", action="store_true", help="page by page, no bulk export")
        parser.add_argument("--bulk", action="store_true", help="a bulk export, however few")
        parser.add_argument("--cancel", action="store_true", help="stop the one that is running")
        parser.add_argument("--background", action="store_true", help="leave it to the worker")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Start or go on, and show how far it is until it ends."""
        store = find_store(options["store"])
        if options["pages"] and options["bulk"]:
            raise CommandError("Say --pages or --bulk, not both.")
        if options["days"] < 1:
            raise CommandError("Say how many days back: at least one.")
        if options["cancel"]:
            self._cancel(store.pk)
            return
        method = "pages" if options["pages"] else "bulk" if options["bulk"] else ""
        was_running = Backfill.objects.unfinished().filter(store=store).exists()
        job = backfill.ask(store=store, days=options["days"], method=method)
        self.stdout.write(f"{'Going on with' if was_running else 'Starting'} the load of {job}.")
        if not options["background"]:
            self._watch(job)

    def _cancel(self, store_id: int) -> None:
        job = Backfill.objects.unfinished().filter(store_id=store_id).first()
        if job is None:
            raise CommandError("No backfill of this store is running.")
        backfill.cancel(code=job.code)
        self.stdout.write("Stopped. What was loaded stays; the next one starts from the beginning.")

    def _watch(self, job: Backfill) -> None:
        told: set[str] = set()
        try:
            while not job.is_ended:
                if not backfill.advance(job.pk, SLICE):
                    time.sleep(PATIENCE)  # the worker has it; the bar shows its progress
                job.refresh_from_db()
                told = self._tell_notes(job, told)
                self._show(job)
                if not job.is_ended:
                    self._wait(job)
        except KeyboardInterrupt:
            self.stdout.write("\nNot watching any more. The worker goes on; so does this command.")
            return
        self._show_end(job)

    def _wait(self, job: Backfill) -> None:
        from opsdesk import clock

        pause = (job.next_step_at - clock.now()).total_seconds()
        time.sleep(min(max(pause, 0.0), 2.0))

    def _tell_notes(self, job: Backfill, told: set[str]) -> set[str]:
        for note in job.notes:
            if note not in told:
                self.stdout.write(("\n" if self.stdout.isatty() else "") + f"Note: {note}")
        return {*told, *job.notes}

    def _show(self, job: Backfill) -> None:
        line = bar(backfill.progress_of(job)) + (f" · {job.error}" if job.error else "")
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[2K{line}", ending="")
            self.stdout.flush()
        else:
            self.stdout.write(line)

    def _show_end(self, job: Backfill) -> None:
        self.stdout.write("")
        for problem in job.problems:
            self.stderr.write(f"{problem['order']}: {problem['reason']}")
        if job.state == Backfill.State.FAILED:
            raise CommandError(f"The load failed: {job.error}")
        self.stdout.write(
            f"{job.get_state_display()}: {job.orders_done:,} orders taken in, "
            f"{job.orders_changed:,} of them new or changed, {job.orders_failed:,} unusable."
        )


def bar(progress: Progress) -> str:
    """Draw a line like "Taking in orders [#####.....] 50 %  1,000 of 2,000 orders · 120/s"."""
    parts = [progress.words]
    if progress.share is not None:
        filled = int(progress.share * BAR)
        drawn = "#" * filled + "." * (BAR - filled)
        parts.append(f"[{drawn}] {progress.percent} % ")
        parts.append(f"{progress.done:,} of {progress.total:,} {progress.unit}")
    elif progress.done:
        parts.append(f"{progress.done:,} {progress.unit}")
    if progress.rate:
        parts.append(f"· {progress.rate:,.0f}/s")
    if progress.left:
        parts.append(f"· {progress.left} left")
    return " ".join(parts)
