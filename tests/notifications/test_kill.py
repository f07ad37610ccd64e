"""A worker killed with SIGKILL while it sends: no message twice."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings

from notifications import delivery, settling
from notifications.models import Message
from opsdesk.clock import now
from tests.factories import make_message, make_order
from tests.notifications.crash_worker import POINTS
from tests.processes import database_url

pytestmark = pytest.mark.chaos

Status = Message.Status


def crash(point, message, settings):
    """Deliver `message` in a process that kills itself at `point`."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.notifications.crash_worker", point, str(message.pk)],
        env={
            **os.environ,
            "DATABASE_URL": database_url(),
            "OPSDESK_SHOPIFY_URL": settings.SHOPIFY_URL,
            "OPSDESK_EASYPOST_URL": settings.EASYPOST_URL,
            "OPSDESK_SENDGRID_URL": settings.SENDGRID_URL,
            "OPSDESK_OPENAI_URL": settings.OPENAI_URL,
        },
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-2000:]


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_worker_never_sends_twice_and_loses_nothing_that_can_be_known(
    connected_store, sandbox, settings, point
):
    message = make_message(order=make_order(store=connected_store), kind="case_reply")

    crash(point, message, settings)
    delivery.send_due()
    later = make_message(order=make_order(store=connected_store), kind="case_reply")
    delivery.deliver(later.pk)
    sandbox.drain()
    with time_machine.travel(now() + settling.RECEIPTS_TAKE + timedelta(seconds=5)):
        settling.settle_doubtful()
        delivery.send_due()
    sandbox.drain()

    message.refresh_from_db()
    codes = [mail["custom_args"]["message_code"] for mail in sandbox.sendgrid.mails]
    assert sorted(codes) == sorted([str(message.code), str(later.code)])
    assert message.status in (Status.SENT, Status.DELIVERED)
