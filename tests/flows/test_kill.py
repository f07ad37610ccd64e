"""A worker killed with SIGKILL at each step: one refund in the sandbox's ledger, none lost."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

from exceptions.models import Execution, Kind, Status
from tests.flows.crash_worker import POINTS
from tests.processes import database_url

pytestmark = pytest.mark.chaos


def crash(point, execution, settings):
    """Run the execution in a process that kills itself at `point`."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "OPSDESK_SHOPIFY_URL": settings.SHOPIFY_URL,
        "OPSDESK_EASYPOST_URL": settings.EASYPOST_URL,
        "OPSDESK_SENDGRID_URL": settings.SENDGRID_URL,
        "OPSDESK_OPENAI_URL": settings.OPENAI_URL,
        "PYTHONPATH": str(django_settings.BASE_DIR),
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.flows.crash_worker", point, str(execution.pk)],
        env=environment,
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_worker_neither_doubles_nor_loses(desk, settings, point):
    story = desk.tell("returned_to_sender")
    case = desk.case(story, Kind.RETURNED_TO_SENDER)
    execution = desk.approve(case)

    ended = crash(point, execution, settings)
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-2000:]
    desk.settle()

    case.refresh_from_db()
    case.order.refresh_from_db()
    subject = case.proposals.get().subject
    assert len(desk.refunds()) == 1
    assert case.status == Status.RESOLVED
    assert Execution.objects.get(case=case).status == Execution.Status.SUCCEEDED
    assert (case.order.reserved, case.order.refunded) == (0, execution.amount)
    assert len([mail for mail in desk.mails() if mail["subject"] == subject]) == 1
