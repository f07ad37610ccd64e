"""WSGI entry point (granian opsdesk.wsgi:application)."""

import os

from django.core.wsgi import get_wsgi_application

from opsdesk.checks import require_startable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opsdesk.settings")
application = get_wsgi_application()
require_startable()
