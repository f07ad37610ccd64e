"""The vendors' own schemas lie next to the repository; without them these tests say so and skip."""

import contextlib
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

CONTRACTS = Path(__file__).resolve().parents[3] / "shared" / "contracts"


@pytest.fixture(scope="session")
def contracts():
    """The folder with the vendors' schemas."""
    if not CONTRACTS.is_dir():
        pytest.skip(f"the vendors' schemas are not at {CONTRACTS}")
    return CONTRACTS


def _wait_for(port):
    """The server says "ready" a moment before it listens."""
    for _ in range(100):
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.05)
    pytest.fail("the contract server does not listen")


class ContractServer:
    """A stand-in that checks every request against a vendor's OpenAPI file and logs what it found."""

    def __init__(self, url, log, plan):
        self.url = url
        self._log = log
        self._plan = plan

    def plan(self, operation, **answer):
        """Answer `operation` ("POST /v3/mail/send") like this."""
        self._plan.write_text(json.dumps({operation: [answer]}))

    @property
    def requests(self):
        """Every request so far, with the errors found in it."""
        return [json.loads(line) for line in self._log.read_text().splitlines()]


@pytest.fixture
def contract_server(contracts, tmp_path):
    """Start the server for an OpenAPI file: `contract_server("openai_subset.json", base="/v1")`."""
    processes = []

    def start(spec, base=""):
        log, plan = tmp_path / "log.jsonl", tmp_path / "plan.json"
        log.touch()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        process = subprocess.Popen(
            [
                *(sys.executable, str(contracts / "contract_server.py")),
                *(str(contracts / "openapi" / spec), str(port), "--base", base),
                *("--log", str(log), "--plan", str(plan)),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert "ready" in process.stdout.readline()
        _wait_for(port)
        return ContractServer(f"http://127.0.0.1:{port}", log, plan)

    yield start
    for process in processes:
        process.terminate()
        process.wait(5)
        process.stdout.close()
