"""Django app configuration."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Orders and parcels."""

    name = "orders"
    verbose_name = "Orders and parcels"
