"""Who serves a PostgreSQL data folder just now, read from its postmaster.pid."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

LONGEST_SOCKET_PATH = 100  # bytes; the kernel allows 107


@dataclass(frozen=True)
class Postmaster:
    """A live server: its process, the folder of its socket, whether it takes connections."""

    pid: int
    socket_dir: Path
    is_ready: bool


def read_postmaster(data: Path) -> Postmaster | None:
    """Return the server that is running on `data`, None when there is none."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    # The file grows line by line while the server starts; what is missing is not ready.
    lines += [""] * (8 - len(lines))
    if not lines[0].strip().isdigit() or not _is_postgres(int(lines[0])):
        return None
    return Postmaster(int(lines[0]), Path(lines[4]), lines[7].strip() == "ready")


def _is_postgres(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return bool(process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def socket_folder(data: Path, owner: str | None) -> Path:
    """Return where the socket of `data` goes: beside the data unless that path is too long."""
    if len(os.fsencode(data / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return data
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"opsdesk-socket-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if owner:
        shutil.chown(folder, owner, owner)
    return folder
