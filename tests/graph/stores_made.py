"""A store on disk of a few statements, for tests."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dhrgraph.graph.store import load_store


def write_store(nquads: bytes, path: Path) -> None:
    """A new store at `path` of these N-Quads, as a build makes one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "quads.nq"
        file.write_bytes(nquads)
        load_store([file], path)
