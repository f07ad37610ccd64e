"""Running the sandbox as a process, by `manage.py sandbox` or `python -m opsdesk.sandbox`."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from opsdesk.sandbox.config import SandboxConfig
from opsdesk.sandbox.sandbox import Sandbox
from opsdesk.sandbox.stories.live import Pace

FILE = "sandbox.sqlite3"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("--port", type=int, default=9999)
    parser.add_argument("--data-dir", type=Path, help="keep the state here; in memory without it")
    parser.add_argument("--state", type=Path, help="the same, as the name of the file")
    parser.add_argument("--config", type=Path, required=True, help="shops and keys as JSON")
    parser.add_argument("--seed-days", type=int, default=30, help="days of invented history")
    parser.add_argument("--orders", type=int, default=424, help="orders in the history")
    parser.add_argument("--seed", type=int, default=2026, help="the dice of the history")
    parser.add_argument("--live", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--order-every", type=float, default=Pace.order_every)
    parser.add_argument("--scan-every", type=float, default=Pace.scan_every)
    parser.add_argument("--trouble-every", type=float, default=Pace.trouble_every)


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C; returns the exit code."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        config = SandboxConfig.from_file(options.config)
        path = options.state or (options.data_dir / FILE if options.data_dir else None)
        sandbox = Sandbox.from_config(config, path=path, port=options.port)
    except (OSError, ValueError, TypeError) as error:
        sys.stderr.write(f"The sandbox cannot start: {error}\n")
        return 2
    if options.seed_days:
        sandbox.seed_history(days=options.seed_days, orders=options.orders, seed=options.seed)
    sandbox.start()
    if options.live:
        sandbox.go_live(
            Pace(
                order_every=options.order_every,
                scan_every=options.scan_every,
                trouble_every=options.trouble_every,
            )
        )
    sys.stdout.write(f"sandbox ready on {sandbox.url} ({len(sandbox.shopify.orders)} orders)\n")
    sys.stdout.flush()
    stop.wait()
    sandbox.stop()
    return 0
