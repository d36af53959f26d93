"""The whole table of docs/performance.md: builds, stores and questions at each size, beside what others need for the same.

    python tests/benchmarks/performance.py                         15, 150, 1,500 and 15,000 reviews: some two hours
    python tests/benchmarks/performance.py --quick                 15 and 150 reviews: some ten minutes
    python tests/benchmarks/performance.py --sizes 1500 --write    and put the table into docs/performance.md
    python tests/benchmarks/performance.py --again build,serve     measure these again

Each measurement is a process of its own, watched from outside; what it found is kept in a file of the work folder
(`--work`), so that a run that was broken off goes on where it was, and one rival that fails costs only its own cells.
At sizes beyond --read no documents are read: the graph is made from the truth (tests/corpus/library.py --graph).
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from performance_runs import RUNS, Place
from performance_table import document, with_table
from performance_watch import machine

Found = Mapping[str, Any]
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance.md"
SIZES, QUICK = (15, 150, 1_500, 15_000), (15, 150)


def main(words: Sequence[str]) -> int:
    """The command line: measure what is missing, print the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=_numbers, default=SIZES, help="numbers of reviews, with commas between")
    ask.add_argument("--quick", action="store_true", help="15 and 150 reviews only")
    ask.add_argument("--read", type=int, default=1_500, help="documents are read up to this size (default 1500)")
    ask.add_argument("--only", type=_names, default=(), help=f"of {','.join(RUNS)}")
    ask.add_argument("--again", type=_names, default=(), help="measure these again, or 'all'")
    ask.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "dhrgraph-performance")
    ask.add_argument("--corpus", type=Path, help="where libraries are or will be made (default: in the work folder)")
    ask.add_argument("--lock", type=Path, help="a file to hold locked (flock) while something is measured")
    ask.add_argument("--write", action="store_true", help=f"put the table into {PAGE.relative_to(ROOT)}")
    given = ask.parse_args(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is measured is stopped too
    sizes = QUICK if given.quick else given.sizes
    results: dict[int, dict[str, Found]] = {}
    for size in sizes:
        place = Place(size, given.work, given.corpus or given.work / "corpus", size <= given.read, given.lock)
        results[size] = measured(place, given.only or tuple(RUNS), given.again)
    text = document(results, machine())
    print(text)
    if given.write:
        PAGE.write_text(with_table(PAGE.read_text("utf-8"), text), "utf-8")
    return 0


def measured(place: Place, wanted: Sequence[str], again: Sequence[str]) -> dict[str, Found]:
    """What is known of one size: read from the work folder, or measured now. A run that failed says so in its file."""
    found: dict[str, Found] = {}
    for name, run in RUNS.items():
        kept = place.results / f"{name}.json"
        if name in wanted and (not kept.exists() or {name, "all"} & set(again)):
            print(f"{place.size:,} reviews: {name}", file=sys.stderr, flush=True)
            _measure(run, place, kept)
        if kept.exists():
            found[name] = json.loads(kept.read_text("utf-8"))
    return found


def _measure(run: Callable[[Place], Found], place: Place, kept: Path) -> None:
    try:
        result: Found = run(place)
    except (OSError, ValueError, KeyError, RuntimeError) as problem:
        result = {"failed": f"{type(problem).__name__}: {str(problem)[:300]}"}
    if "failed" in result:
        print(f"  failed: {result['failed']}", file=sys.stderr)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(result, indent=1), "utf-8")


def _numbers(words: str) -> tuple[int, ...]:
    return tuple(int(word.replace("_", "")) for word in words.split(","))


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split(","))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
