"""Settings for tools that only need the models (mypy, makemigrations --check): no database."""

from opsdesk.settings import *  # noqa: F403

SECRET_KEY = "static"
