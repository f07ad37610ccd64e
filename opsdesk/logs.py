"""Structured logs: events with fields, redacted, never prose about people."""

import logging
import logging.config
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRET_FIELDS = frozenset(
    {"email", "phone", "name_of_person", "address", "token", "secret", "password", "authorization"}
    | {"api_key", "recipient", "body", "message_text", "cookie"}
)
Event = MutableMapping[str, Any]


def redact(_logger: Any, _method: str, event: Event) -> Event:
    """Blank any field that by its name holds a secret or personal data."""
    for field in SECRET_FIELDS & event.keys():
        event[field] = "[redacted]"
    return event


def configure(options: dict[str, Any]) -> None:
    """Set up logging; called by Django with settings.LOGGING = {level, format}."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso"),
        redact,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if options["format"] == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        "foreign_pre_chain": shared,
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"event": formatter},
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "event"}},
            "root": {"handlers": ["out"], "level": options["level"]},
            "loggers": {
                "django.server": {"level": "WARNING"},
                "django_structlog": {"level": "WARNING"},
                "httpx": {"level": "WARNING"},
                "openai": {"level": "WARNING"},
                "python_http_client": {"level": "WARNING"},  # debug would log whole mails
            },
        }
    )
