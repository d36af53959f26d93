"""One version for the package, the ontology and the data."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from dhrgraph import __version__

ROOT = Path(__file__).parents[1]


def found(file: str, pattern: str) -> str:
    match = re.search(pattern, (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    assert match, f"{file} states no version"
    return match[1]


def test_every_file_states_the_same_version() -> None:
    stated = {
        "pyproject.toml": tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"],
        "CITATION.cff": found("CITATION.cff", r"^version: (\S+)$"),
        "CHANGELOG.md": found("CHANGELOG.md", r"^## (\S+)"),
        "ontology/dhr.ttl": found("ontology/dhr.ttl", r'owl:versionInfo "([^"]+)"'),
    }
    assert set(stated.values()) == {__version__}, stated
