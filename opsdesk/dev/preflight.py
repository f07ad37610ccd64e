"""What must be right before anything is started."""

import socket

HOST = "127.0.0.1"
HIGHEST = 65535


class NotAPort(Exception):
    """What was given is no number of a port."""


class PortInUse(Exception):
    """Somebody listens there already."""


def read_port(text: str) -> int:
    """Return `text` as a port; raise NotAPort, one sentence, for anything else."""
    port = int(text) if text.isdecimal() and len(text) < len("100000") else 0
    if not 0 < port <= HIGHEST:
        raise NotAPort(f"Port {text} is not a port: choose 1 to {HIGHEST}.")
    return port


def require_free(port: int) -> None:
    """Raise PortInUse when `port` is taken."""
    if not is_free(port):
        raise PortInUse(
            f"Port {port} is in use by another program; stop that one or choose another port: "
            "make demo PORT=8010"
        )


def is_free(port: int) -> bool:
    """Say whether a server could listen on `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen(1)
        except (OSError, OverflowError):
            return False
    return True


def free_port(wanted: int) -> int:
    """Return `wanted` when it is free, otherwise one the system picks."""
    if is_free(wanted):
        return wanted
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
