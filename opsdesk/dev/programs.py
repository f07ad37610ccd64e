"""The programs of a running desk, and the environment they share."""

import os
import sys
from pathlib import Path

from opsdesk.dev.leftovers import MARK
from opsdesk.dev.preflight import HOST
from opsdesk.dev.supervisor import Program

MANAGE = str(Path(__file__).resolve().parent.parent.parent / "manage.py")
WEB_WORKERS, WEB_THREADS, WORKER_THREADS = 2, 4, 8


def variables(port: int, sandbox_port: int | None) -> dict[str, str]:
    """Return what the desk is told. The sandbox is nothing but other base URLs."""
    told = {
        "OPSDESK_PUBLIC_URL": f"http://{HOST}:{port}",
        "OPSDESK_STATIC_FROM_SOURCE": "true",
    }
    if sandbox_port:
        sandbox = f"http://{HOST}:{sandbox_port}"
        told |= {
            "OPSDESK_SHOPIFY_URL": f"{sandbox}/shopify/{{shop}}",
            "OPSDESK_EASYPOST_URL": f"{sandbox}/easypost/v2",
            "OPSDESK_SENDGRID_URL": f"{sandbox}/sendgrid",
            "OPSDESK_OPENAI_URL": f"{sandbox}/openai/v1",
            "OPSDESK_UNDO_REFUND_SECONDS": "20",
            "OPSDESK_UNDO_EMAIL_SECONDS": "10",
        }
    return told


def environment(home: Path, told: dict[str, str]) -> dict[str, str]:
    """Return the environment of the children; what the caller has set comes before ours."""
    fixed = {MARK: str(home), "OPSDESK_DATA_DIR": str(home), "PYTHONUNBUFFERED": "1"}
    return told | os.environ | fixed


def web(port: int) -> Program:
    """Return the web server."""
    return Program(
        "web",
        (
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", HOST, "--port", str(port), "--backlog", "512"),
            *("--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)),
            *("--workers-kill-timeout", "2", "--log-level", "warning"),
            "opsdesk.wsgi:application",
        ),
    )


def _celery(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "celery", "-A", "opsdesk.celery", *arguments)


def worker() -> Program:
    """Return the worker: threads, because its work is waiting for vendors and the database."""
    return Program(
        "worker",
        _celery(
            *("worker", "--pool", "threads", "--concurrency", str(WORKER_THREADS)),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
            *("--loglevel", "WARNING"),
        ),
    )


def beat() -> Program:
    """Return the clock that starts the sweeps."""
    return Program("beat", _celery("beat", "--pidfile=", "--loglevel", "WARNING"))


def seed() -> Program:
    """Return the one-time filling of the demo."""
    return Program("seed", (sys.executable, MANAGE, "seed_demo"), once=True)


def sandbox(port: int, home: Path) -> Program:
    """Return the stand-ins of the vendors, with a month behind them and life going on."""
    return Program(
        "sandbox",
        (
            *(sys.executable, "-m", "opsdesk.sandbox", "--port", str(port)),
            *("--config", str(home / "sandbox.json"), "--data-dir", str(home)),
            *("--seed-days", "30", "--live"),
        ),
    )
