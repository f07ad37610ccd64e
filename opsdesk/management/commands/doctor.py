"""Say whether this installation is well, and what to do about what is not."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from opsdesk import doctor


class Command(BaseCommand):
    """Print the findings; exit code 1 when something is wrong."""

    help = "Check versions, database, broker, worker, vendors, subscriptions, waiting webhooks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer JSON for machines."""
        parser.add_argument("--json", action="store_true", dest="as_json", help="for monitoring")

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine and report."""
        findings = doctor.examine()
        well = all(finding.ok for finding in findings)
        if options["as_json"]:
            report = {"ok": well, "findings": [_row(finding) for finding in findings]}
            self.stdout.write(json.dumps(report, indent=2))
        else:
            for finding in findings:
                mark = "ok " if finding.ok else "BAD"
                advice = "" if finding.ok else f" → {finding.advice}"
                self.stdout.write(f"{mark}  {finding.name}: {finding.value}{advice}")
        if not well:
            sys.exit(1)


def _row(finding: doctor.Finding) -> dict[str, Any]:
    """Return a finding for machines; what is well needs no advice."""
    return asdict(finding) | ({"advice": ""} if finding.ok else {})
