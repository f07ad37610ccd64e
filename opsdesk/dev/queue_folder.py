"""The file broker's folders. What lies in them from an earlier run is worth nothing."""

import shutil
from typing import Any


def renew(options: dict[str, Any]) -> None:
    """Empty the folders of the file broker: the database is the queue, sweeps find the work."""
    for key in ("data_folder_in", "control_folder"):
        if folder := options.get(key):
            shutil.rmtree(folder, ignore_errors=True)
