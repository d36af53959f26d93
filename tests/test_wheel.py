"""A wheel in an empty environment, far from any checkout, does the whole job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_installed_wheel_builds_and_answers(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(binaries / "python"), "-m", "pip", "install", "--quiet", "--no-compile"]
    subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True, capture_output=True)

    def dhrgraph(*words: str) -> str:
        line = [str(binaries / "dhrgraph"), *words]
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        return subprocess.run(line, check=True, capture_output=True, encoding="utf-8", cwd=tmp_path, env=clean).stdout

    assert "75 recommendations" in dhrgraph("build")
    assert json.loads(dhrgraph("query", "coverage", "-F", "json"))
    dhrgraph("report", "-o", "report.html")  # its templates are inside too
    assert "<svg" in (tmp_path / "report.html").read_text(encoding="utf-8")
    where = "import dhrgraph.resources as r; print(r.folder('ontology'))"
    found = subprocess.run(
        [str(binaries / "python"), "-c", where], check=True, capture_output=True, encoding="utf-8", cwd=tmp_path
    )
    assert str(ROOT) not in found.stdout
