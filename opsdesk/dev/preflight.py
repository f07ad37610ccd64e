"""What must be right before anything is started."""

import socket

HOST = "127.0.0.1"


class PortInUse(Exception):
    """Somebody listens there already."""


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
