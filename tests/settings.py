"""Settings of the test suite: the real ones, on a database and in folders of their own."""

import os
import tempfile
from pathlib import Path

_home = Path(tempfile.gettempdir()) / f"opsdesk-tests-{os.getuid()}"
os.environ.setdefault("OPSDESK_DATA_DIR", str(_home))
os.environ["OPSDESK_SECRET_KEY"] = "tests-only-" + "k" * 50
os.environ["OPSDESK_SALT_KEYS"] = "tests-only-salt"
os.environ.setdefault("OPSDESK_LOG_LEVEL", "WARNING")
if "DATABASE_URL" not in os.environ:
    from opsdesk import embedded

    # A crash of the machine may cost the tests their database; that buys a third of their time.
    embedded.start(durable=False)

from opsdesk.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # finds static files without collectstatic
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# `.delay()` runs at once; what it raises is the test's business.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = "memory://"
WAKE_QUIET_SECONDS = 0.0  # every event wakes at once

# Nothing may leave the machine: a test that talks to a vendor asks for the `sandbox` fixture.
SHOPIFY_URL = "http://127.0.0.1:9/shopify/{shop}"
EASYPOST_URL = "http://127.0.0.1:9/easypost/v2"
AFTERSHIP_URL = "http://127.0.0.1:9/aftership/2026-07"
SENDGRID_URL = "http://127.0.0.1:9/sendgrid"
OPENAI_URL = "http://127.0.0.1:9/openai/v1"
VENDOR_TIMEOUT = 3.0
OPENAI_TIMEOUT = 3.0
PUBLIC_URL = "http://testserver"
