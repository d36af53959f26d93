"""Hold what was built from a library against what is true of it.

    python tests/corpus/library_check.py BUILT TRUTH     prints a table; fails when a planted name left

BUILT is an output folder, TRUTH the library's folder or its truth.jsonl. What was planted is looked up review by
review, by the name of its document; of a graph made without documents (`library.py --graph`) it is counted by body,
theme, partnership and year, and every count must be right.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus_scores import letters
from corpus_tally import Tally

Row = Mapping[str, Any]
MEASURES = ("recommendations", "addressees", "bodies", "themes", "actions", "learning points", "partnership", "published",
            "death")  # fmt: skip


def check(built: Path, truth: Path) -> tuple[dict[str, Tally], list[str]]:
    """Every measure, and which planted name was found in which file."""
    rows = list(read_truth(truth))
    found = by_document(built / "findings.jsonl")
    tallies = {name: Tally() for name in MEASURES}
    for row in rows:
        _review(row, [finding for name in row["documents"] for finding in found.get(name, ())], tallies)
    return tallies, leaks(built, rows)


def read_truth(truth: Path) -> Iterator[Row]:
    """The reviews of a library, one at a time."""
    path = truth / "truth.jsonl" if truth.is_dir() else truth
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def by_document(path: Path) -> dict[str, list[Row]]:
    """The findings of each document, those that say again what another has counted left out."""
    found: dict[str, list[Row]] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if not row.get("restates"):
                found.setdefault(str(row.get("document")), []).append(row)
    return found


def check_graph(built: Path, truth: Path) -> dict[str, Tally]:
    """How many recommendations each body, theme, partnership and year of publication has, in the store and in truth.

    `built` is an output folder, or the folder of a store.
    """
    from dhrgraph.graph.store import Store

    planted: dict[str, Counter[str]] = {name: Counter() for name in _COUNTED}
    for row in read_truth(truth):
        for asked in row["recommendations"]:
            planted["bodies"].update(asked["bodies"])
            planted["themes"].update(f"th:{theme}" for theme in asked["themes"])
            planted["partnership"].update([row["commissioner"]] if row["commissioner"] else [])
            planted["published"].update([row["published"][:4]])
            planted["actions"]["all"] += asked["actions"]
            planted["recommendations"]["all"] += 1
    place = built / "store" if (built / "store").exists() else built
    store, tallies = Store.open(place), {name: Tally() for name in _COUNTED}
    for name, pattern in _COUNTED.items():
        rows = store.select(f"{_PREFIXES} SELECT ?it (COUNT(DISTINCT ?one) AS ?n) {{ {pattern} }} GROUP BY ?it").rows
        given = Counter({_short(it): int(str(n)) for it, n in rows})
        for it in sorted(planted[name] | given):
            _amount(tallies[name], planted[name][it], given[it], it)
    return tallies


_COUNTED = {
    "recommendations": "?one a dhr:Recommendation BIND('all' AS ?it)",
    "bodies": "?one a dhr:Recommendation ; dhr:addressedTo ?it",
    "themes": "?one a dhr:Recommendation ; dhr:hasTheme ?it",
    "partnership": "?one a dhr:Recommendation ; dhr:inPartnership ?it",
    "published": "?one a dhr:Recommendation ; dhr:ofReview/dhr:publishedYear ?it",
    "actions": "?one a dhr:ActionPlanItem BIND('all' AS ?it)",
}
_PREFIXES = "PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>"


def _short(name: object) -> str:
    from dhrgraph.namespaces import curie

    return curie(str(name)) if str(name).startswith("http") else str(name)


def _review(row: Row, found: list[Row], of: dict[str, Tally]) -> None:
    asked: dict[str, list[Row]] = {}
    for finding in found:
        if finding["kind"] == "recommendation":
            asked.setdefault(letters(finding["text"]), []).append(finding)
    where, actions = f"review {row['review']}", Counter(f["recommendation"] for f in found if f["kind"] == "action")
    for planted in row["recommendations"]:
        same = asked.get(letters(planted["text"]))
        mine = same.pop(0) if same else None
        of["recommendations"].right += mine is not None
        of["recommendations"].missed += mine is None
        if mine is None:
            of["recommendations"].wrong.append(f"{where}: {planted['text']!r} not found")
            continue
        _asked(planted, mine, actions, of, where)
    extra = [finding for several in asked.values() for finding in several]
    of["recommendations"].extra += len(extra)
    of["recommendations"].wrong += [f"{where}: nobody asked {f['text'][:120]!r}" for f in extra]
    learnt = sum(f["kind"] == "learning_point" for f in found)
    _amount(of["learning points"], row["learning"], learnt, where)
    review: Any = next((f for f in found if f["kind"] == "review"), None)
    of["partnership"].one((row["partnership"],), review and review["csp"]["name"], where)
    of["published"].one((row["published"],), review and review["published"], where)
    of["death"].one((row["death"], row["death"][:4]), review and review["death"], where)


def _asked(planted: Row, mine: Row, actions: Mapping[int, int], of: dict[str, Tally], where: str) -> None:
    said = {_name(a["printed"]) for a in planted["addressees"]}
    of["addressees"].sets(said, {_name(a.get("mention") or a["raw"]) for a in mine["addressees"]}, where)
    bodies = {a["agency"] for a in planted["addressees"] if a["agency"]}
    given = {a["agency"] for a in mine["addressees"] if a["agency"] and not a["provisional"]}
    of["bodies"].sets(bodies, given, where)
    of["themes"].one((planted["theme"],), planted["theme"] if planted["theme"] in _themes(mine) else None, where)
    _amount(of["actions"], planted["actions"], actions.get(mine["order"], 0), where)


def _themes(row: Row) -> set[str]:
    return {str(theme["id"]).rpartition(":")[2] for theme in row["themes"]}


def _name(printed: str) -> str:
    return re.sub(r"^the\s+", "", printed.casefold()).replace("’", "'").strip()


def _amount(tally: Tally, planted: int, given: int, where: str) -> None:
    tally.right += min(planted, given)
    tally.missed += max(0, planted - given)
    tally.extra += max(0, given - planted)
    if planted != given:
        tally.wrong.append(f"{where}: expected {planted} got {given}")


def leaks(built: Path, rows: Iterable[Row], files: str = "*") -> list[str]:
    """Which planted words stand, whole and in any case, in which line of which file of the folder, stores apart.

    A word planted in one document is looked for everywhere. Ages say something only beside their own review, so words
    with digits are not looked for here; tests of single documents do.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "said.csv").write_text("ok\\nto mulvaney-stone’s team")
        >>> leaks(folder, [{"secret": ["Mulvaney-Stone", "Orla"]}])
        ["said.csv:2: 'mulvaney stone'"]
    """
    secret = {tuple(_words(word)) for row in rows for word in row["secret"] if not any(c.isdigit() for c in word)}
    starts: dict[str, set[tuple[str, ...]]] = {}
    for words in secret:
        starts.setdefault(words[0], set()).add(words)
    place = built.resolve()
    found = sorted({path.resolve() for path in place.rglob(files) if path.is_file()})  # a link and its file are one
    texts = [path for path in found if "store" not in path.relative_to(place).parts]
    return [told for path in texts for told in _leaks_of(path, place, starts)]


def _leaks_of(path: Path, built: Path, starts: Mapping[str, set[tuple[str, ...]]]) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            words = _words(line)
            if starts.keys().isdisjoint(words):
                continue
            for place in [n for n, word in enumerate(words) if word in starts]:
                for name in sorted(starts[words[place]]):
                    if tuple(words[place : place + len(name)]) == name:
                        yield f"{path.relative_to(built)}:{number}: {' '.join(name)!r}"


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def main(words: list[str]) -> int:
    """The command line: 0 when no name left."""
    if len(words) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    built, truth = map(Path, words)
    if (built / "findings.jsonl").exists():
        tallies, leaked = check(built, truth)
    else:
        tallies, leaked = check_graph(built, truth), leaks(truth, read_truth(truth), "graph.nq")
    print("| measure | planted | precision | recall |\n| --- | --- | --- | --- |")
    for name, tally in tallies.items():
        print(f"| {name} | {tally.right + tally.missed:,} | {tally.precision:.4f} | {tally.recall:.4f} |")
    print(f"\nplanted names found: {len(leaked)}")
    for place in leaked[:20]:
        print(f"  {place}")
    return 1 if leaked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
