"""What the children say: all of it into log files, only what is wrong onto the terminal."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

KEEP = 5 * 1024 * 1024  # bytes of an earlier log that are worth keeping
QUIET_FOR = 10.0  # seconds after an alarm; one trouble shows in many lines
LOUD = {"error", "critical"}
ALARMS = ("Traceback (most recent call last)", "[ERROR]", "CRITICAL", "Unhandled exception")


class Log:
    """One child's log file, fed from its pipe by a thread."""

    def __init__(self, name: str, folder: Path, say: Callable[[str], None]) -> None:
        self.name, self.path, self._say = name, folder / f"{name}.log", say
        self._quiet_until = 0.0
        if self.path.exists() and self.path.stat().st_size > KEEP:
            self.path.unlink()

    def follow(self, pipe: IO[bytes]) -> None:
        """Copy `pipe` to the file until it ends."""
        threading.Thread(target=self._copy, args=(pipe,), daemon=True).start()

    def _copy(self, pipe: IO[bytes]) -> None:
        with self.path.open("ab", buffering=0) as file:
            for line in pipe:
                file.write(line)
                if alarm := alarm_in(line.decode(errors="replace").strip()):
                    self._raise(alarm)

    def _raise(self, alarm: str) -> None:
        if time.monotonic() < self._quiet_until:
            return
        self._quiet_until = time.monotonic() + QUIET_FOR
        self._say(f"{self.name}: {alarm} (see {self.path})")


def alarm_in(line: str) -> str:
    """Return what is wrong according to `line`, empty when nothing is."""
    if line.startswith("{"):
        try:
            event = json.loads(line)
        except ValueError:
            return ""
        return str(event.get("event", ""))[:200] if event.get("level") in LOUD else ""
    return line[:200] if any(alarm in line for alarm in ALARMS) else ""
