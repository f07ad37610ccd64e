"""ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

from opsdesk.checks import require_startable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opsdesk.settings")
application = get_asgi_application()
require_startable()
