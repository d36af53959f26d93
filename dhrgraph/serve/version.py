"""Which graph is served: what stands in its file, in few letters."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dhrgraph.errors import NoGraphError


def version_of(output: Path) -> str:
    """The first 12 hex digits of the SHA-256 of the build's TriG: equal for equal graphs, whoever built them, wherever.

    Raises:
        NoGraphError: there is no such file.
    """
    path = output / "dhrgraph.trig"
    if not path.exists():
        raise NoGraphError(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
