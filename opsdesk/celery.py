"""The Celery application. Start a worker with `celery -A opsdesk.celery worker --pool threads`."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opsdesk.settings")
app = Celery("opsdesk")
app.set_default()  # for every thread: a new one would fall back to an app without our settings
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["opsdesk.intake"])


@setup_logging.connect  # type: ignore[untyped-decorator]
def _keep_our_logging(**_options: Any) -> None:
    """Leave logging as Django configured it."""


def ensure_queue_folders(options: dict[str, Any]) -> None:
    """Create the folders of the file broker; kombu expects them to exist."""
    for key in ("data_folder_in", "control_folder"):
        if folder := options.get(key):
            Path(folder).mkdir(parents=True, exist_ok=True)
