"""The data folder: where it is, whose it is, and the keys in it."""

import fcntl
import json
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEYS = {"OPSDESK_SECRET_KEY": "secret_key", "OPSDESK_SALT_KEYS": "salt_key"}


class CannotStart(Exception):
    """What is missing and what to do about it, in one sentence."""


def data_dir() -> Path:
    """Return the data folder, created if need be, or say why it cannot be used."""
    given = os.environ.get("OPSDESK_DATA_DIR")
    # Not under the home folder: as root the database runs as another user, who must get here.
    home = Path(given) if given else Path(tempfile.gettempdir()) / f"opsdesk-{os.getuid()}"
    home = home.expanduser().absolute()
    try:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        raise CannotStart(
            f"OpsDesk cannot write to its data folder {home} ({error.strerror}); set "
            "OPSDESK_DATA_DIR to a folder you can write to."
        ) from error
    # In a shared temp folder somebody else may have put a folder of this name there first.
    if not given and not _is_ours(home):
        raise CannotStart(
            f"The data folder {home} belongs to another user; set OPSDESK_DATA_DIR to a folder of "
            "your own."
        )
    return home


def _is_ours(home: Path) -> bool:
    found = home.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def load_keys(home: Path) -> None:
    """Put the keys of this folder into the environment, made up at the first start."""
    with locked(home / "keys.lock"):
        path = home / "keys.json"
        if not path.exists():
            _write_private(path, {name: secrets.token_urlsafe(48) for name in KEYS.values()})
        try:
            keys = json.loads(path.read_text())
            for variable, name in KEYS.items():
                os.environ.setdefault(variable, keys[name])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CannotStart(
                f"The keys in {path} cannot be read; restore that file, or remove {home} to start "
                "anew without the data in it."
            ) from error


def save_environment(home: Path, variables: dict[str, str]) -> None:
    """Note what the running desk was told, for the commands typed beside it."""
    _write_private(home / "environment.json", variables)


def load_environment(home: Path) -> None:
    """Take over what the desk of this folder was told last; what is set already stays.

    A command typed beside a demo must not take its invented keys to the real vendors.
    """
    path = home / "environment.json"
    if path.exists():
        for name, value in json.loads(path.read_text()).items():
            os.environ.setdefault(name, value)


def _write_private(path: Path, content: dict[str, str]) -> None:
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold `path` against other processes; a killed holder lets go by itself."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
