"""The sandbox as a process."""

import json
import socket
import subprocess
import sys
import time

import pytest
import requests

CONFIG = {
    "shops": [
        {
            "slug": "north",
            "domain": "north.myshopify.com",
            "name": "North",
            "currency": "EUR",
            "timezone": "Europe/Berlin",
            "client_id": "id",
            "client_secret": "secret",
            "country": "DE",
            "easypost_api_key": "EZ-north",
        }
    ],
    "sendgrid": {"api_key": "SG.x"},
    "openai": {"api_key": "sk-x"},
}


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "sandbox.json"
    path.write_text(json.dumps(CONFIG))
    return path


def start(*flags):
    return subprocess.Popen(
        [sys.executable, "-m", "opsdesk.sandbox", *map(str, flags)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_says_when_it_is_ready_and_stops_at_once(config, tmp_path):
    process = start("--port", 0, "--config", config, "--data-dir", tmp_path, "--orders", 50)
    try:
        line = process.stdout.readline()
        assert "50 orders" in line
        url = line.split()[3]
        assert requests.get(f"{url}/_sandbox/health", timeout=5).json()["status"] == "ok"
        grant = {"grant_type": "client_credentials", "client_id": "id", "client_secret": "secret"}
        token = f"{url}/shopify/north.myshopify.com/admin/oauth/access_token"
        assert requests.post(token, data=grant, timeout=5).status_code == 200
        trackers = f"{url}/easypost/v2/trackers"
        assert requests.get(trackers, auth=("EZ-north", ""), timeout=5).status_code == 200

        stopped = time.monotonic()
        process.terminate()
        assert process.wait(timeout=5) == 0
        assert time.monotonic() - stopped < 2
    finally:
        process.kill()
        process.communicate()


def test_a_port_in_use_is_one_sentence_and_exit_code_2(config):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start("--port", taken.getsockname()[1], "--config", config, "--seed-days", 0)
        out, err = process.communicate(timeout=20)

    assert process.returncode == 2
    assert err.startswith("The sandbox cannot start: ")
    assert "Traceback" not in err


def test_a_configuration_that_is_no_json_is_one_sentence(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text("{")

    process = start("--port", 0, "--config", path)
    _, err = process.communicate(timeout=20)

    assert process.returncode == 2
    assert "Traceback" not in err
