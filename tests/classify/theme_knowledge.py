"""The project's own themes and rules, and the labelled texts of this folder, each read once."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from dhrgraph.classify.calibration import Calibration, read_calibration
from dhrgraph.classify.readings import Themes
from dhrgraph.classify.rules import Rules, parse_rules
from dhrgraph.classify.scheme import Scheme, read_scheme
from dhrgraph.graph.store import read_triples
from dhrgraph.resources import folder

HERE = Path(__file__).parent


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def scheme() -> Scheme:
    return read_scheme(read_triples(folder("ontology") / "themes.ttl"))


@cache
def rules() -> Rules:
    return parse_rules(rows(folder("ontology") / "theme_rules.csv"), scheme().concepts)


@cache
def calibration() -> Calibration:
    return read_calibration(rows(folder("ontology") / "theme_calibration.csv"))


@cache
def themes() -> Themes:
    return Themes(scheme(), rules(), calibration())


@cache
def labelled(name: str) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Invented recommendations of `{name}.csv`: text, themes, and themes a careful reader might also give."""
    return tuple(
        (row["text"], frozenset(row["themes"].split()), frozenset(row["acceptable"].split()))
        for row in rows(HERE / f"{name}.csv")
    )


TEXTS = [text for name in ("heldout", "development") for text, _, _ in labelled(name)]
