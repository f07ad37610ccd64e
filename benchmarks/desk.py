"""A desk to measure: the real settings on a database of its own, dropped at the end."""

import atexit
import os
import time

import environ
import psutil
import psycopg


def open_desk() -> None:
    """Create an empty migrated database and set Django up on it."""
    os.environ.setdefault("OPSDESK_SECRET_KEY", "benchmarks-only-" + "k" * 50)
    os.environ.setdefault("OPSDESK_LOG_LEVEL", "ERROR")
    os.environ["CELERY_BROKER_URL"] = "memory://"
    if "DATABASE_URL" not in os.environ:
        from opsdesk import embedded

        embedded.start()
    _own_database(os.environ["DATABASE_URL"])
    os.environ["DJANGO_SETTINGS_MODULE"] = "opsdesk.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _own_database(server: str) -> None:
    name = f"opsdesk_bench_{os.getpid()}"
    parts = environ.Env.db_url_config(server)
    wanted = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    address = {key: parts[their] for key, their in wanted.items() if parts.get(their)}
    os.environ["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")

    def drop() -> None:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(**address, dbname="postgres", autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    owner = os.getpid()
    atexit.register(lambda: drop() if os.getpid() == owner else None)


class Stopwatch:
    """`with Stopwatch() as watch: …` then `watch.seconds`, `watch.cpu`."""

    def __enter__(self) -> "Stopwatch":
        self._started, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_error: object) -> None:
        self.seconds = time.perf_counter() - self._started
        self.cpu = time.process_time() - self._cpu


def memory_mb() -> float:
    """Return how much memory this process holds now."""
    return psutil.Process().memory_info().rss / 1_000_000
