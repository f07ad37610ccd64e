"""The way from a bare machine to a virtual environment, as far as it can fail."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.processes import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


@pytest.fixture
def checkout(tmp_path):
    """A checkout without a virtual environment."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "requirements-uv.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(checkout, target, python):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", target, f"PYTHON={python}"],
        cwd=checkout,
        env=clean,
        capture_output=True,
        text=True,
        timeout=60,
    )


def fake_python(checkout, script):
    path = checkout / "fake-python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_help_is_what_make_alone_says(checkout):
    said = make(checkout, "help", sys.executable).stdout

    for target in ("demo", "test", "check", "bench"):
        assert f"make {target}" in said


def test_a_missing_venv_module_is_one_sentence_and_exit_code_2(checkout):
    python = fake_python(checkout, "echo 'No module named ensurepip' >&2; exit 1")

    refused = make(checkout, "demo", python)

    assert refused.returncode == 2
    sentence, *made = refused.stderr.splitlines()
    assert sentence == "Python's venv module is missing; install it with: apt install python3-venv"
    assert all(line.startswith("make: ***") for line in made)
    assert not (checkout / ".venv").exists()


def test_no_python_or_one_too_old_is_one_sentence(checkout):
    refused = make(checkout, "demo", "")

    assert refused.returncode == 2
    assert refused.stderr.startswith("OpsDesk needs Python 3.11 or newer")


def test_a_finished_environment_is_not_made_again(checkout):
    venv = checkout / ".venv"
    (venv / "bin").mkdir(parents=True)
    fake = fake_python(checkout, 'echo "ran: $@"')
    fake.rename(venv / "bin" / "python")
    for stamp in (".python", ".runtime", ".dev"):
        (venv / stamp).write_text("")

    ran = make(checkout, "demo", sys.executable)

    assert ran.stdout == "ran: manage.py dev --die-with-parent\n"
