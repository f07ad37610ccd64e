"""Combinations of settings that must not start, each with what to do about it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.exceptions import ImproperlyConfigured

OURS = "opsdesk"


def require_startable() -> None:
    """End the process with our errors, one line each; Django itself checks only its commands."""
    found = run_checks(tags=[OURS])
    if found:
        raise SystemExit("\n".join(f"{message.msg} {message.hint}" for message in found))


@register(OURS)
def check_keys(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse to encrypt with a key that is empty."""
    try:
        is_empty = not settings.SECRET_KEY
    except ImproperlyConfigured:
        is_empty = True
    if is_empty:
        return [
            Error(
                "OPSDESK_SECRET_KEY is empty: sessions and stored credentials would be open.",
                hint="Set it to 50 or more random characters and keep it with your backups.",
                id="opsdesk.E001",
            )
        ]
    return []


@register(OURS)
def check_debug(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse to show tracebacks to the public."""
    if settings.DEBUG and settings.HTTPS:
        return [
            Error(
                "OPSDESK_DEBUG is on while OPSDESK_PUBLIC_URL is https: errors would show secrets.",
                hint="Unset OPSDESK_DEBUG.",
                id="opsdesk.E002",
            )
        ]
    return []


@register(OURS)
def check_database(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse any database but PostgreSQL: elsewhere the append-only triggers would be missing."""
    engine = settings.DATABASES["default"]["ENGINE"]
    if engine != "django.db.backends.postgresql":
        return [
            Error(
                f"DATABASE_URL names {engine}; the audit log is protected by PostgreSQL triggers.",
                hint="Give a postgres:// address, or none to use the embedded server.",
                id="opsdesk.E003",
            )
        ]
    return []


@register(OURS)
def check_broker(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse a file broker in a folder that cannot be written."""
    if not settings.CELERY_BROKER_URL.startswith("filesystem"):
        return []
    folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        return [
            Error(
                f"The queue folder {folder} cannot be written.",
                hint="Set OPSDESK_DATA_DIR to a folder of your own, or CELERY_BROKER_URL to Redis.",
                id="opsdesk.E004",
            )
        ]
    return []


@register(OURS)
def check_lease(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse a lease that ends while the vendor may still be answering."""
    if settings.EXECUTION_LEASE_SECONDS <= 2 * settings.VENDOR_TIMEOUT:
        return [
            Error(
                "OPSDESK_EXECUTION_LEASE_SECONDS must be more than twice OPSDESK_VENDOR_TIMEOUT.",
                hint="Otherwise two workers could carry out one approval at the same time.",
                id="opsdesk.E005",
            )
        ]
    return []
