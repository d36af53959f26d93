"""What a change of the rules gained and lost: two versions' findings of the same documents, held side by side.

    dhrgraph extract FOLDER > OLD.jsonl     before the change
    dhrgraph extract FOLDER > NEW.jsonl     after it
    python tests/measure/compare.py OLD.jsonl NEW.jsonl [--all] [--near 0.6]

Prints counts for each kind of finding and each table form (when rows have a `form`), then the findings lost, gained and
changed. Exit code 1 when a finding was lost. Findings are compared by what they say, never by where they stand.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

Row = dict[str, Any]

WORDS = {
    "recommendation": ("text",),
    "learning_point": ("narrative", "lesson"),
    "action": ("action", "milestones", "outcome"),
    "contribution": ("agency_raw", "agency"),
    "guidance": ("text",),
    "figure": ("of", "value"),
    "citation": ("raw",),
    "issue": ("stage", "message"),
    "review": ("id",),
}
WHERE = {"span", "spans", "pages", "box", "form", "extractor"}  # where and how, not what
SHOWN = 20


@dataclass(frozen=True)
class Changed:
    """The same finding in both versions, saying something else: `keys` are the fields that differ."""

    old: Row
    new: Row
    keys: tuple[str, ...]
    alike: float


@dataclass(frozen=True)
class Difference:
    """All that differs, in the order of the old findings and then of the new."""

    lost: tuple[Row, ...]
    gained: tuple[Row, ...]
    changed: tuple[Changed, ...]
    same: int


def words(row: Row) -> str:
    """What a finding says, in one line.

    Example:
        >>> words({"kind": "guidance", "text": "Train  staff"})
        'Train staff'
    """
    said = " ".join(str(row.get(key) or "") for key in WORDS.get(row["kind"], ()))
    return " ".join(said.split())


def compare(old: Iterable[Row], new: Iterable[Row], near: float = 0.6) -> Difference:
    """Pair equal findings, then those with the same words, then the most alike of what is left.

    Example:
        >>> one = {"kind": "citation", "document": "a", "raw": "Care Act 2014", "iri": None}
        >>> two = {**one, "iri": "x"}
        >>> compare([one], [two]).changed[0].keys
        ('iri',)
        >>> compare([one], []).lost == (one,)
        True
    """
    left, right = list(old), list(new)
    same = _take(left, right, lambda row: json.dumps(_what(row), sort_keys=True))
    worded = _take(left, right, lambda row: json.dumps([row["document"], row["kind"], words(row)]))
    pairs = [(a, b, 1.0) for a, b in worded] + list(_near(left, right, near))
    changed = tuple(Changed(a, b, _keys(a, b), alike) for a, b, alike in pairs)
    return Difference(tuple(left), tuple(right), changed, len(same))


def _what(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in WHERE}


def _keys(old: Row, new: Row) -> tuple[str, ...]:
    a, b = _what(old), _what(new)
    return tuple(key for key in {**a, **b} if a.get(key) != b.get(key))


def _take(left: list[Row], right: list[Row], key: Any) -> list[tuple[Row, Row]]:
    """Pairs whose keys are equal, taken out of both lists; the first of the old with the first of the new."""
    waiting: dict[str, list[Row]] = {}
    for row in right:
        waiting.setdefault(key(row), []).append(row)
    pairs = [(row, waiting[key(row)].pop(0)) for row in left if waiting.get(key(row))]
    gone = {id(row) for pair in pairs for row in pair}
    left[:] = [row for row in left if id(row) not in gone]
    right[:] = [row for row in right if id(row) not in gone]
    return pairs


def _near(left: list[Row], right: list[Row], near: float) -> Iterator[tuple[Row, Row, float]]:
    """The most alike of the same document and kind, best first, taken out of both lists."""
    scored = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if (a["document"], a["kind"]) == (b["document"], b["kind"]):
                alike = SequenceMatcher(None, words(a), words(b), autojunk=False).ratio()
                if alike >= near:
                    scored.append((-alike, i, j))
    gone_left: set[int] = set()
    gone_right: set[int] = set()
    for minus, i, j in sorted(scored):
        if i not in gone_left and j not in gone_right:
            gone_left.add(i)
            gone_right.add(j)
            yield left[i], right[j], -minus
    left[:] = [row for i, row in enumerate(left) if i not in gone_left]
    right[:] = [row for j, row in enumerate(right) if j not in gone_right]


def report(old: Sequence[Row], new: Sequence[Row], found: Difference, shown: int | None = SHOWN) -> str:
    """The counts and the lists as text; `shown` findings of each list, None for all."""
    lines = [f"{'kind':34} {'old':>6} {'new':>6} {'lost':>6} {'gained':>6} {'changed':>7}"]
    counts = [
        Counter(map(_group, rows)) for rows in (old, new, found.lost, found.gained, [c.old for c in found.changed])
    ]
    for group in sorted(set().union(*counts)):
        lines.append(f"{group:34} " + " ".join(f"{c[group]:>{6 + (n == 4)}}" for n, c in enumerate(counts)))
    lines.append(f"same in both: {found.same}")
    for name, rows in (("lost", found.lost), ("gained", found.gained)):
        lines += _listed(name, [f"{_head(row)} {words(row)[:140]}" for row in rows], shown)
    lines += _listed("changed", [_change(change) for change in found.changed], shown)
    return "\n".join(lines)


def _listed(name: str, entries: list[str], shown: int | None) -> list[str]:
    if not entries:
        return []
    kept = entries[:shown]
    more = [f"  … {len(entries) - len(kept)} more; --all shows them"] if len(kept) < len(entries) else []
    return ["", f"{name} ({len(entries)})", *(f"  {entry}" for entry in kept), *more]


def _group(row: Row) -> str:
    how = row.get("form") or row.get("extractor")
    return f"{row['kind']} ({how})" if how else str(row["kind"])


def _head(row: Row) -> str:
    number = row.get("number") or row.get("number_inferred")
    return f"{row['document']} {row['kind']}{f' {number}' if number else ''}:"


def _change(change: Changed) -> str:
    fields = "; ".join(
        f"{key}: {_short(change.old.get(key))} -> {_short(change.new.get(key))}" for key in change.keys[:4]
    )
    return f"{_head(change.old)} {change.alike:.2f} {fields}"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:58]} … {text[-58:]}"


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Read both files, print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--all", action="store_true", help="list every finding that differs")
    parser.add_argument("--near", type=float, default=0.6, help="how alike two findings must be to be one changed")
    given = parser.parse_args()
    old, new = _rows(given.old), _rows(given.new)
    found = compare(old, new, given.near)
    print(report(old, new, found, None if given.all else SHOWN))
    sys.exit(1 if found.lost else 0)


if __name__ == "__main__":
    main()
