"""Which build is published in a folder now.

output folder  ->  find  ->  Found: the build's own folder, and how its files stand there
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dhrgraph.publish.opened import opened

_TELLING = ("dataset.ttl", "dhrgraph.trig", "store/CURRENT")


@dataclass(frozen=True, slots=True)
class Found:
    """One build where it lies. Two are the same only if nothing of them was written in between.

    `folder` is the build's own and is never written to again, but where the file system has no links: there every build
    is in the same, and `mark` tells them apart.
    """

    folder: Path
    mark: str


def find(output: Path) -> Found:
    """The build that `output` publishes now, whether it can be opened or not."""
    folder = opened(output)
    return Found(folder, mark_of(folder))


def mark_of(folder: Path) -> str:
    """How the files stand that every build writes anew: one changed, replaced or gone gives another mark.

    Example:
        >>> mark_of(Path("no-such-folder"))
        '- - -'
    """
    return " ".join(_stands(folder / name) for name in _TELLING)


def _stands(path: Path) -> str:
    try:
        known = path.stat()
    except OSError:
        return "-"
    return f"{known.st_ino}.{known.st_size}.{known.st_mtime_ns}"
