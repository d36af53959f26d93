"""Hold the themes of a build's findings against careful readings of the same documents.

    python tests/measure/themes.py GOLD_FOLDER [output/findings.jsonl ...] [--errors]

Prints micro-averaged precision, recall and F1; each theme; which theme was given where which was right; and whether a
confidence means what it says. The readings are not part of this repository; nothing is written. The rules have been
fitted to these documents: for what to expect of new ones see themes_unseen.py.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gold import _letters, _of, _paired
from themes_scored import Scored, accepted, confusion, f1_line, marks, per_theme, reliability

Record = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("findings", type=Path, nargs="*", default=[Path("output/findings.jsonl")])
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    told = parser.parse_args()
    rows = [json.loads(line) for file in told.findings for line in file.read_text(encoding="utf-8").splitlines()]
    sets = {name: list(texts) for name, texts in readings(told.gold, rows).items()}
    texts = [text for each in sets.values() for text in each]
    print(*(f1_line(name, each) for name, each in sets.items()), f1_line("all", texts), "", sep="\n")
    print(*per_theme(texts), "", *confusion(texts), "", *reliability(marks(texts)), sep="\n")
    if told.errors:
        wrong = [text for text in texts if text.wrong or text.missed]
        print("", *(f"{t.name}: missed {sorted(t.missed)}, added {sorted(t.wrong)}" for t in wrong), sep="\n")


def readings(folder: Path, rows: list[Record]) -> dict[str, Iterator[Scored]]:
    """The texts of each reading beside what was found in them."""
    names = ("liverpool", "sefton", "sefton_briefing", "themes-scheme")
    gold = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in names}
    broader = {concept["id"]: concept["broader"] for concept in gold["themes-scheme"]["concepts"]}
    sets = {
        f"recommendations, {name.title()}": (
            scored(g, ours or {}, broader) for g, ours in list(_paired(gold[name], _of(rows, name)))
        )
        for name in ("liverpool", "sefton")
    }
    points = [row for row in _of(rows, "sefton") if row["kind"] == "learning_point"]
    theirs = [*gold["sefton"]["learning_points"], *(p for s in gold["sefton"]["agency_learning"] for p in s["points"])]
    sets["learning points, Sefton"] = (scored(g, ours, broader) for g, ours in zip(theirs, points, strict=True))
    by_words = {_letters(row["text"]): row for row in rows if row["kind"] == "guidance"}
    items = [item for kind in ("common_themes", "whats_changed") for item in gold["sefton_briefing"][kind]]
    sets["statements, Sefton briefing"] = (
        scored(
            {"id": item["text"][:40], "themes": item["concepts"], "themes_acceptable": item["concepts_acceptable"]},
            by_words.get(_letters(item["text"]), {}),
            broader,
        )
        for item in items
    )
    return sets


def scored(reading: Record, ours: Record, broader: dict[str, str | None]) -> Scored:
    """One text of a reading with the themes our finding has."""
    wanted = frozenset(reading["themes"])
    given, in_doubt = ({t["id"]: t["confidence"] for t in ours.get(key, [])} for key in ("themes", "themes_in_doubt"))
    return Scored(reading["id"], given, wanted, accepted(wanted, reading["themes_acceptable"], broader), in_doubt)


if __name__ == "__main__":
    main()
