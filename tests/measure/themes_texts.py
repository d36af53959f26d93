"""Texts that someone labelled with themes, and what rules hear in them: shared by the scripts that measure rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "classify"))

from scipy.optimize import isotonic_regression
from theme_knowledge import calibration, rows, rules, scheme
from themes_scored import Scored, accepted

from dhrgraph.classify.calibration import Band, Calibration
from dhrgraph.classify.rules import Rules, TextKind
from dhrgraph.classify.themes import classify, heard

__all__ = ["Text", "calibration", "careful", "fit", "invented", "rules", "scored", "strengths"]

INVENTED = Path(__file__).parents[1] / "classify"
FEWEST = 20  # themes in a band of the calibration: fewer say little


@dataclass(frozen=True)
class Text:
    """One labelled text; `source` is what it came from: a reading of a document, or a file of invented ones."""

    name: str
    source: str
    kind: TextKind
    text: str
    wanted: frozenset[str]
    acceptable: frozenset[str]


def invented(name: str) -> list[Text]:
    """The texts of `tests/classify/{name}.csv`."""
    return [
        _text(f"{name} {n}", name, "recommendation", row["text"], row["themes"].split(), row["acceptable"].split())
        for n, row in enumerate(rows(INVENTED / f"{name}.csv"), 2)
    ]


def careful(gold: Path, name: str) -> list[Text]:
    """The recommendations and learning points of one careful reading."""
    reading = json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))
    found = [
        _text(r["id"], name, "recommendation", r["text"], r["themes"], r["themes_acceptable"])
        for r in reading["recommendations"]
    ]
    points = [
        *reading.get("learning_points", []),
        *(p for s in reading.get("agency_learning", []) for p in s["points"]),
    ]
    for point in points:
        said = point.get("text") or f"{point['narrative']} {point['lesson'] or ''}"
        found.append(_text(point["id"], name, "learning-point", said, point["themes"], point["themes_acceptable"]))
    return found


def _text(name: str, source: str, kind: TextKind, text: str, wanted: Iterable[str], acceptable: Iterable[str]) -> Text:
    above: Mapping[str, str | None] = {concept.id: concept.broader for concept in scheme().concepts.values()}
    return Text(name, source, kind, text, frozenset(wanted), accepted(wanted, acceptable, above))


def scored(text: Text, by: Rules, calibration: Calibration) -> Scored:
    """The text with what these rules give it."""
    answer = classify(text.text, by, scheme(), text.kind, calibration)
    given, in_doubt = ({a.theme: a.confidence for a in part} for part in (answer.given, answer.in_doubt))
    return Scored(text.name, given, text.wanted, text.acceptable, in_doubt)


def strengths(texts: Iterable[Text], by: Rules) -> list[tuple[float, bool]]:
    """The strength of every theme heard in the texts, and whether it is right; what counts neither way is left out.

    A theme broader than a right one, or than one heard more strongly, gives way as it does when themes are given.
    """
    found = []
    for text in texts:
        themes = heard(text.text, by, text.kind)
        above = {broader for h in themes for broader in scheme().broader(h.theme) if h.strength >= 0.5}
        found += [
            (h.strength, h.theme in text.wanted)
            for h in themes
            if h.theme not in text.acceptable and h.theme not in above
        ]
    return found


def fit(marked: Iterable[tuple[float, bool]], fewest: int = FEWEST) -> Calibration:
    """Bands of strength, each surer than the weaker ones: isotonic regression, small bands joined to a neighbour.

    Example:
        >>> weak, strong = [(0.4, False)] * 15 + [(0.4, True)] * 5, [(0.9, True)] * 40
        >>> [(band.strength, band.given, band.right) for band in fit([*weak, *strong]).bands]
        [(0.4, 20, 5), (0.9, 40, 40)]
    """
    counts: dict[float, list[int]] = {}
    for strength, right in marked:
        here = counts.setdefault(strength, [0, 0])
        here[0] += 1
        here[1] += right
    levels = sorted(counts)
    shares = [counts[level][1] / counts[level][0] for level in levels]
    fitted = isotonic_regression(shares, weights=[counts[level][0] for level in levels])
    starts = [int(at) for at in fitted.blocks[:-1]]
    bands = [
        Band(levels[start], *(sum(counts[level][what] for level in levels[start:end]) for what in (0, 1)))
        for start, end in zip(starts, [*starts[1:], len(levels)], strict=True)
    ]
    while len(bands) > 1 and min(band.given for band in bands) < fewest:
        small = min(range(len(bands)), key=lambda n: bands[n].given)
        sides = [n for n in (small - 1, small + 1) if 0 <= n < len(bands)]
        _join(bands, min(small, min(sides, key=lambda n: abs(bands[n].share - bands[small].share))))
    while drops := [n for n in range(len(bands) - 1) if bands[n].share > bands[n + 1].share]:
        _join(bands, drops[0])  # few of them all right count for less than many nearly all right
    return Calibration(tuple(bands))


def _join(bands: list[Band], at: int) -> None:
    """Make one band of that at `at` and the next."""
    one, two = bands[at : at + 2]
    bands[at : at + 2] = [Band(one.strength, one.given + two.given, one.right + two.right)]
