import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from opsdesk.embedded.postmaster import read_postmaster
from tests.processes import gone


@pytest.fixture
def home():
    """A data folder that the database's own user can enter, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="opsdesk-test-"))
    folder.chmod(0o711)
    yield folder
    if postmaster := read_postmaster(folder / "pg"):
        os.kill(postmaster.pid, signal.SIGQUIT)
        gone(postmaster.pid)
    shutil.rmtree(folder, ignore_errors=True)
