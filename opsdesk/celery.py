"""The Celery application. Start a worker with `celery -A opsdesk.celery worker --pool threads`."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

from opsdesk import filebroker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opsdesk.settings")
filebroker.register()
app = Celery("opsdesk")
app.set_default()  # for every thread: a new one would fall back to an app without our settings
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["opsdesk.intake"])


@setup_logging.connect  # type: ignore[untyped-decorator]
def _keep_our_logging(**_options: Any) -> None:
    """Leave logging as Django configured it."""
