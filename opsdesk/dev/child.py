"""Run a command that ends when the process that started it ends, however that one ended.

Used as a script: `python child.py <pid of the parent> <command…>`. It imports nothing of ours, so
that it costs a few milliseconds.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Have the kernel send us SIGTERM when `parent` dies; elsewhere than on Linux do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(0)  # it died before we had asked


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 (that is what this script is for)
