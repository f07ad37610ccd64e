"""How a figure is printed: what, how much, beside what."""

import statistics
from collections.abc import Sequence


def report(what: str, values: Sequence[float], unit: str, beside: str) -> None:
    """Print the median of `values` with its range, and the comparison."""
    middle = statistics.median(values)
    spread = (
        f" ({min(values):.1f} to {max(values):.1f}, n={len(values)})" if len(values) > 1 else ""
    )
    print(f"  {what:<44} {middle:8.1f} {unit}{spread}  | {beside}", flush=True)
