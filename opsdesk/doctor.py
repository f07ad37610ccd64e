"""Is this installation well? One line per question, each with what to do when the answer is no.

Reads only. `manage.py doctor` prints it; monitoring reads it as JSON and as the exit code.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from kombu.connection import Connection
from kombu.exceptions import OperationalError

from opsdesk import __version__, clock, heartbeat, stores
from opsdesk.errors import OpsDeskError
from opsdesk.models import DataRequest, Erasure, InboundDelivery, Store
from opsdesk.models.store import Credential
from opsdesk.schedule import ENTRIES
from opsdesk.vendors import probes
from opsdesk.vendors.shopify import subscriptions
from opsdesk.wiring import EXAMINERS

OLDEST_SUPPORTED = 150_000  # PostgreSQL 15
SILENT_AFTER = timedelta(seconds=ENTRIES["show that a worker is alive"].seconds * 6)
WAITING_TOO_LONG = timedelta(minutes=2)


@dataclass(frozen=True)
class Finding:
    """The answer to one question; `advice` says what to do when it is not `ok`."""

    name: str
    ok: bool
    value: str
    advice: str = ""


def examine() -> list[Finding]:
    """Answer every question; without a database only those that need none."""
    findings = [_versions()]
    database = _database()
    findings += [database, _broker()]
    if database.ok:
        for question in (_migrations, _worker, _deliveries, _quarantine, _privacy):
            findings.append(question())
        for path in EXAMINERS:
            findings += [Finding(*said) for said in import_string(path)()]
        for store in Store.objects.filter(is_active=True):
            findings += _store(store)
    return findings


def _versions() -> Finding:
    return Finding(
        "versions",
        True,
        f"OpsDesk {__version__}, Python {platform.python_version()}, Django {django.__version__}",
    )


def _database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        words = " ".join(str(error).split())[:160]
        return Finding("database", False, words, "Start PostgreSQL or correct DATABASE_URL.")
    version = connection.pg_version  # type: ignore[attr-defined]
    shown = f"PostgreSQL {version // 10_000}.{version % 10_000}"
    return Finding(
        "database", version >= OLDEST_SUPPORTED, shown, "Upgrade to PostgreSQL 15 or newer."
    )


def _broker() -> Finding:
    scheme = settings.CELERY_BROKER_URL.partition(":")[0]
    try:
        with Connection(  # type: ignore[no-untyped-call]
            settings.CELERY_BROKER_URL,
            transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS,
        ) as broker:
            broker.ensure_connection(max_retries=1, timeout=3)
    except (OperationalError, OSError) as error:
        return Finding(
            "broker",
            False,
            f"{scheme}: {error}"[:160],
            "Start Redis or correct CELERY_BROKER_URL; until then sweeps do the work, later.",
        )
    return Finding("broker", True, scheme)


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        return Finding(
            "migrations", False, f"{len(pending)} pending", "Run: python manage.py migrate"
        )
    return Finding("migrations", True, "all applied")


def _worker() -> Finding:
    """The heartbeat is a task that beat sends and the worker runs: it shows both."""
    age = heartbeat.age_of(heartbeat.WORKER)
    advice = "Start both: celery -A opsdesk.celery worker --pool threads, celery … beat"
    if age is None:
        return Finding("worker and beat", False, "never seen", advice)
    return Finding(
        "worker and beat", age < SILENT_AFTER, f"alive {age.total_seconds():.0f} s ago", advice
    )


def _deliveries() -> Finding:
    waiting = InboundDelivery.objects.filter(state=InboundDelivery.State.STORED)
    oldest = waiting.order_by("pk").values_list("received_at", flat=True).first()
    if oldest is None:
        return Finding("webhooks waiting", True, "none")
    age = clock.now() - oldest
    return Finding(
        "webhooks waiting",
        age < WAITING_TOO_LONG,
        f"the oldest for {age.total_seconds():.0f} s",
        "See that a worker runs; its log says why a delivery fails.",
    )


def _quarantine() -> Finding:
    count = InboundDelivery.objects.quarantined().count()
    return Finding(
        "webhooks quarantined",
        count == 0,
        str(count),
        "Read their errors in the admin, then: python manage.py replay_delivery --quarantined",
    )


def _privacy() -> Finding:
    soon = clock.now() + timedelta(days=7)
    urgent = DataRequest.objects.unanswered().filter(due_at__lt=soon).count()
    stuck = Erasure.objects.filter(
        finished_at=None, asked_at__lt=clock.now() - timedelta(hours=1)
    ).count()
    return Finding(
        "data requests and erasures",
        not urgent and not stuck,
        f"{urgent} to answer within a week, {stuck} erasures not done",
        "Download the exports in the admin (Data requests); the worker's log says why one fails.",
    )


def _store(store: Store) -> Iterator[Finding]:
    if store.is_disconnected:
        yield Finding(
            f"{store.slug}: connection",
            False,
            f"the app was removed in Shopify on {store.disconnected_at:%d %b %H:%M} UTC",
            f"Install it again, then: python manage.py connect_store {store.slug}",
        )
        return
    yield _ask(
        f"{store.slug}: webhooks from Shopify",
        lambda: _missing_topics(store),
        f"Run: python manage.py connect_store {store.slug}",
    )
    kind = Credential.Kind.API_KEY
    for vendor in (
        Credential.Vendor.EASYPOST,
        Credential.Vendor.AFTERSHIP,
        Credential.Vendor.SENDGRID,
        Credential.Vendor.OPENAI,
    ):
        if stores.has_credential(store, vendor, kind):
            yield _ask(
                f"{store.slug}: {vendor.label}",
                lambda vendor=vendor: probes.probe(  # type: ignore[misc]
                    vendor, stores.credential(store, vendor, kind), store.pk
                ),
                f"Check the {vendor.label} key of {store.name} in the admin and the network.",
            )


def _missing_topics(store: Store) -> None:
    url = stores.hook_url(store, "shopify")
    topics = stores.topics_of("shopify")
    if lacking := subscriptions.missing(stores.shopify_admin(store), url, topics):
        raise OpsDeskError(f"not subscribed at {url}: {', '.join(lacking)}")


def _ask(name: str, question: Callable[[], None], advice: str) -> Finding:
    try:
        question()
    except OpsDeskError as error:
        return Finding(name, False, str(error), advice)
    return Finding(name, True, "fine")
