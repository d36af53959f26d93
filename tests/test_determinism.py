"""Same documents, same bytes: whatever the hash seed, the folder and the order of the files."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dhrgraph.publish.opened import opened
from dhrgraph.resources import folder


def digests(output: Path) -> dict[str, str]:
    """SHA-256 of every file a build writes, but for the store's (RocksDB writes identities of its own)."""
    build = opened(output)
    files = (p for p in sorted(build.rglob("*")) if p.is_file() and "store" not in p.relative_to(build).parts)
    return {str(p.relative_to(build)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.slow
def test_another_hash_seed_folder_and_order_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    seeds = sorted(folder("seeds").iterdir(), reverse=True)
    copies = tmp_path / "elsewhere"
    copies.mkdir()
    for path in seeds:
        shutil.copy(path, copies)
    again = tmp_path / "again"
    subprocess.run(
        [sys.executable, "-m", "dhrgraph", "build", str(copies), "-o", str(again)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "4711"},
    )
    first, second = digests(built), digests(again)
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} == set()
