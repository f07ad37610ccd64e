"""Django app configuration."""

from django.apps import AppConfig


class ExceptionsConfig(AppConfig):
    """Exceptions and decisions."""

    name = "exceptions"
    verbose_name = "Exceptions and decisions"
