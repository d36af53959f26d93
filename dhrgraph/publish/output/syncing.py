"""See that what was written is on the disk: a rename that outlives a power cut must not lead to files that did not."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def sync_all(folder: Path) -> None:
    """Every file below a folder, then the folders, the deepest first.

    Raises:
        OSError: a file cannot be put on the disk, which is full or broken.
    """
    for place, _, files in os.walk(folder, topdown=False):
        for name in sorted(files):
            sync(Path(place, name))
        sync(Path(place))


def sync(path: Path) -> None:
    """One file, or the names in one folder (which Windows cannot and need not be told)."""
    with suppress(PermissionError):
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
