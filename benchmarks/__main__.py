"""Run every benchmarks/bench_*.py in a process of its own, or those named on the command line."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(wanted: list[str]) -> int:
    """Run the benchmarks and return how many failed."""
    found = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    if unknown := set(wanted) - set(found):
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(found)}.")
        return 2
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    failed = 0
    for name in wanted or found:
        print(f"\n{name}", flush=True)
        failed += bool(
            subprocess.run(
                [sys.executable, "-m", f"benchmarks.bench_{name}"], cwd=HERE.parent
            ).returncode
        )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
