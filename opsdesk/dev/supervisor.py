"""Keep a handful of processes running, and leave nothing behind.

Children run in sessions of their own, so a Ctrl-C in the terminal reaches only us and they stop in
order. They die with us (child.py) even after a `kill -9`; what slips through is found by its mark.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from opsdesk.dev import child
from opsdesk.dev.output import Log

GRACE = 2.0  # seconds to stop in; with PostgreSQL's own two that stays below five
TOO_OFTEN = 4  # restarts of one program …
WITHIN = 60.0  # … in so many seconds mean that it will not come up


@dataclass(frozen=True)
class Program:
    """A command that is to run; `once` ends by itself."""

    name: str
    command: tuple[str, ...]
    once: bool = False


class Unsteady(Exception):
    """A program keeps ending."""


@dataclass
class _Running:
    program: Program
    log: Log
    process: subprocess.Popen[bytes]
    starts: list[float] = field(default_factory=list)


class Supervisor:
    """Starts programs, restarts the ones that end, stops them all."""

    def __init__(self, folder: Path, env: dict[str, str], say: Callable[[str], None]) -> None:
        self._folder, self._env, self._say = folder, env, say
        self._running: dict[str, _Running] = {}
        self._stop = threading.Event()
        folder.mkdir(mode=0o700, exist_ok=True)

    def listen(self) -> None:
        """Take SIGINT, SIGTERM and SIGHUP as the wish to stop, unless `nohup` said otherwise."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, lambda *_: self._stop.set())

    @property
    def is_stopping(self) -> bool:
        """Say whether somebody asked us to stop."""
        return self._stop.is_set()

    def start(self, program: Program) -> None:
        """Start one program."""
        log = Log(program.name, self._folder, self._say)
        self._running[program.name] = _Running(
            program, log, self._spawn(program, log), [time.monotonic()]
        )

    def _spawn(self, program: Program, log: Log) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 (our own commands, no shell)
            [sys.executable, "-I", child.__file__, str(os.getpid()), *program.command],
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if process.stdout is None:
            raise RuntimeError("a child without a pipe")
        log.follow(process.stdout)
        return process

    def tend(self, seconds: float = 0.25) -> bool:
        """Wait a moment and restart what has ended; return False when it is time to stop."""
        if self._stop.wait(seconds):
            return False
        for running in list(self._running.values()):
            if running.process.poll() is not None:
                self._on_end(running)
        return True

    def _on_end(self, running: _Running) -> None:
        program, code = running.program, running.process.returncode
        if program.once:
            del self._running[program.name]
            if code != 0:
                self._say(f"{program.name} ended with code {code} (see {running.log.path})")
            return
        moment = time.monotonic()
        running.starts = [at for at in running.starts if moment - at < WITHIN] + [moment]
        if len(running.starts) > TOO_OFTEN:
            raise Unsteady(f"{program.name} keeps ending (code {code}); see {running.log.path}.")
        self._say(f"{program.name} ended with code {code} and is started again")
        running.process = self._spawn(program, running.log)

    def stop(self) -> None:
        """Stop every program, with force after GRACE seconds."""
        for running in self._running.values():
            running.process.terminate()
        deadline = time.monotonic() + GRACE
        for running in self._running.values():
            try:
                running.process.wait(max(deadline - time.monotonic(), 0.01))
            except subprocess.TimeoutExpired:
                continue
        for running in self._running.values():
            _kill_group(running.process)
        self._running.clear()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a child's session: itself, or workers it did not take along."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
