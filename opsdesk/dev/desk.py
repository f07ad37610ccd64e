"""The whole desk in one go: database, web, worker, beat, and the sandbox with its demo."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from opsdesk import schedule
from opsdesk.demo import plan, rows
from opsdesk.dev import leftovers, preflight, programs, queue_folder
from opsdesk.dev.supervisor import Supervisor
from opsdesk.embedded.home import save_environment
from opsdesk.models import InboundDelivery

FIRST_PAGE_WITHIN = 60.0  # seconds


class Desk:
    """What `manage.py dev` runs."""

    def __init__(self, port: int, demo: bool, say: Callable[[str], None]) -> None:
        self._port, self._demo, self._say = port, demo, say
        self._home = Path(settings.DATA_DIR)
        self.url = f"http://{preflight.HOST}:{port}"

    def run(self) -> None:
        """Start everything and stay until somebody stops us.

        Raises AlreadyRunning and PortInUse before anything is started, Unsteady when a program
        does not stay up.
        """
        with leftovers.claim(self._home) as lock:
            if ended := leftovers.end_leftovers(self._home):
                self._say(f"Ended {ended} processes that an earlier run had left behind.")
            preflight.require_free(self._port)
            leftovers.sign(lock, self.url)
            sandbox_port = preflight.free_port(self._port + 1) if self._demo else None
            told = programs.variables(self._port, sandbox_port)
            save_environment(self._home, told)
            env = programs.environment(self._home, told)
            supervisor = Supervisor(self._home / "logs", env, self._say)
            supervisor.listen()
            try:
                self._start(supervisor, sandbox_port)
                while supervisor.tend():
                    continue
            finally:
                self._say("Stopping.")
                supervisor.stop()

    def _start(self, supervisor: Supervisor, sandbox_port: int | None) -> None:
        self._say("Preparing the database.")
        call_command("migrate", verbosity=0, interactive=False)
        schedule.sync()
        if settings.CELERY_BROKER_URL.startswith("filesystem"):
            queue_folder.renew(settings.CELERY_BROKER_TRANSPORT_OPTIONS)
        if sandbox_port:
            rows.create_rows()
        self._say("Starting the web server.")
        supervisor.start(programs.web(self._port))
        # The others wait their turn: they would only make the first page late.
        if not self._wait_for_first_page(supervisor):
            return
        self._greet()
        supervisor.start(programs.worker())
        supervisor.start(programs.beat())
        if sandbox_port:
            plan.write_sandbox_config(self._home / "sandbox.json")
            supervisor.start(programs.sandbox(sandbox_port, self._home))
            supervisor.start(programs.seed())

    def _wait_for_first_page(self, supervisor: Supervisor) -> bool:
        deadline = time.monotonic() + FIRST_PAGE_WITHIN
        while supervisor.tend(0.1):
            if self._answers():
                return True
            if time.monotonic() > deadline:
                self._say(f"The first page takes longer than usual; see {self._home / 'logs'}.")
                deadline = float("inf")
        return False

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/sign-in/", timeout=5) as page:  # noqa: S310
                return bool(page.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _greet(self) -> None:
        lines = ["", f"OpsDesk is ready: {self.url}/", ""]
        if self._demo:
            lines += [
                f"    {person.role:<6} sign in as “{person.username}”, password “{plan.PASSWORD}”"
                for person in plan.PEOPLE
            ]
            if not InboundDelivery.objects.exists():
                lines += ["", "A month of orders is arriving; the queue is full in about a minute."]
        lines += [f"Logs and data: {self._home}", "Stop with Ctrl-C.", ""]
        for line in lines:
            self._say(line)
