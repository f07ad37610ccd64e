"""Django app configuration."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages."""

    name = "notifications"
    verbose_name = "Messages"
