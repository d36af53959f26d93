"""Packages of npm for tests that ask as a stranger's program would: put into a folder once for a whole run."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

COMUNICA = "@comunica/query-sparql@4.5.0"  # later ones do not start on Node 20
_PATIENCE = 300.0  # seconds


def npm_folder(shared: Path, name: str, *packages: str) -> Path:
    """The folder `shared`/`name` with `packages` in node_modules; whoever comes first installs, the others wait for it.

    Skips the test where npm is not installed or cannot fetch them.
    """
    npm, place = shutil.which("npm"), shared / name
    if npm is None:
        pytest.skip("npm is not installed")
    done, failed = place / "done", place / "failed"
    try:
        place.mkdir(parents=True)
    except FileExistsError:
        begun = time.monotonic()
        while not done.exists() and not failed.exists():
            if time.monotonic() - begun > _PATIENCE:
                pytest.skip(f"npm took too long to fetch {packages[0]}")
            time.sleep(0.2)
    else:
        (place / "package.json").write_text("{}", encoding="utf-8")
        words = [npm, "install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", *packages]
        run = subprocess.run(words, cwd=place, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        (failed if run.returncode else done).write_text(run.stderr[-400:], encoding="utf-8")
    if failed.exists():
        pytest.skip(f"npm cannot fetch {packages[0]}: {failed.read_text(encoding='utf-8')}")
    return place


def shared_by_all(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run of the tests have in common (pytest-xdist gives each one below it)."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
