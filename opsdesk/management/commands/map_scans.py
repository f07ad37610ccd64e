"""What do these scans mean? JSON lines in, JSON lines out, by the mapper the desk itself uses."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opsdesk.vendors.tracking.codes import map_scan, split_code

FIELDS = ("provider", "carrier", "code", "text")


class Command(BaseCommand):
    """Read {"provider", "carrier", "code", "text"} per line, write what each means.

    A line that cannot be read gets {"error": …} in its place; only when there is no readable line at
    all the exit code is 1. `code` may be "status/detail"; `detail` may also be given by itself.
    """

    help = (
        "Read scans as JSON lines on stdin; write milestone, reason, fault and confidence of each."
    )
    requires_system_checks = ()  # needs neither a database nor a connected store

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take no arguments but Django's own."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer line by line, so that it can sit in a pipe."""
        good = bad = 0
        for line in sys.stdin.buffer:
            if not line.strip():
                continue
            answer = _answer(line)
            bad, good = (bad + 1, good) if "error" in answer else (bad, good + 1)
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if bad and not good:
            raise CommandError("None of the lines could be read.")


def _answer(line: bytes) -> dict[str, Any]:
    try:
        scan = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {"error": "not a line of JSON"}
    if not isinstance(scan, dict):
        return {"error": "not a JSON object"}
    for field in (*FIELDS, "detail"):
        if not isinstance(scan.get(field), str | int | None):
            return {"error": f"{field} is not text"}
    said = {field: str(scan.get(field) or "") for field in (*FIELDS, "detail")}
    code, detail = said["code"], said["detail"]
    if not detail:
        code, detail = split_code(code)
    found = map_scan(said["provider"], code, detail, said["text"])
    return {
        "milestone": found.milestone.name,
        "reason": found.reason.name if found.reason else None,
        "fault": str(found.fault_owner.value) if found.fault_owner else None,
        "confidence": round(found.confidence, 2),
    }
