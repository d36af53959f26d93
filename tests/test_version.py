"""One version, and one day, for the package, the ontology and the data."""

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
        "its version IRI": found("ontology/dhr.ttl", r"owl:versionIRI <https://w3id.org/dhrgraph/ontology/([^>]+)>"),
        "how to cite it": found("ontology/dhr.ttl", r'dcterms:bibliographicCitation ".* version (\S+)\."'),
        "its release": found(f"docs/ontology/{__version__}/dhr.ttl", r'owl:versionInfo "([^"]+)"'),
    }
    assert set(stated.values()) == {__version__}, stated


def test_the_data_set_states_it_too(built: Path) -> None:
    text = (built / "dataset.ttl").read_text(encoding="utf-8")
    assert set(re.findall(r'dcat:version "([^"]+)"', text)) == {__version__}
    assert f"<https://w3id.org/dhrgraph/ontology/{__version__}>" in text


def test_every_file_states_the_same_day() -> None:
    issued = found("ontology/dhr.ttl", r'dcterms:issued "([^"]+)"')
    assert found("CHANGELOG.md", r"^## \S+ \(([^)]+)\)") == issued
    assert found("ontology/dhr.ttl", r'dcterms:created "([^"]+)"') <= issued
