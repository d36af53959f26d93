"""Print invented reviews in many house styles and formats, read them, and hold what was found against the truth.

    python tests/measure/corpus.py [--seed N] [--reviews K] [--styles abc] [--formats text,docx] [--out DIR] [--errors]

Prints one line for each format and style (F1 of each measure, names leaked), then precision and recall of whatever is
not perfect. `--out` keeps the documents and their findings. The same seed gives the same documents and figures.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

from corpus_scores import Found, score
from corpus_tally import MEASURES, Scores
from house_blocks import House
from house_styles import STYLES, house
from print_all import formats, write

from dhrgraph.config import Config, load_config
from dhrgraph.errors import NothingToReadError
from dhrgraph.pipeline import read_all
from dhrgraph.publish.findings import finding_rows, to_jsonl

SHORT = ("exact", "near", "number", "raw", "agency", "action", "target", "done", "status", "learn", "review", "page")


def main() -> None:
    """Read the options, measure, print."""
    given = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        config, seeds = load_config(), range(given.seed, given.seed + given.reviews)
        results = {
            (form, style): _measured([house(style, n) for n in seeds], form, folder, config)
            for form in given.formats or formats()
            for style in given.styles
        }
    _table(results)
    _details(results, errors=given.errors)


def _measured(documents: Sequence[House], form: str, folder: Path, config: Config) -> Scores:
    """Documents of one style printed in one format, read together and scored; the findings are kept beside them."""
    papers = [write(document, form, folder) for document in documents]
    rows: dict[str, list[Found]] = {paper.path.name: [] for paper in papers}
    total = Scores()
    try:
        read = read_all([paper.path for paper in papers], config, lambda _stage, _message: None)
        for reading in read.readings:
            rows[reading.document.source.file] += finding_rows(reading)
        total.unreadable += [str(error) for error in read.unreadable]
    except NothingToReadError as error:
        total.unreadable.append(f"{form}: {error}")
    for document, paper in zip(documents, papers, strict=True):
        name = paper.path.name
        paper.path.with_suffix(paper.path.suffix + ".findings.jsonl").write_text(to_jsonl(rows[name]), encoding="utf-8")
        scores = score(document, rows[name], paper.pages)
        for measure, tally in scores.tallies.items():
            tally.wrong = [f"{name} {measure}: {what}" for what in tally.wrong]
        scores.leaked = [f"{name} {what}" for what in scores.leaked]
        total.add(scores)
    return total


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="the first review (default 1)")
    parser.add_argument("--reviews", type=int, default=3, help="how many of each style (default 3)")
    parser.add_argument("--styles", default="".join(STYLES), help="letters of house styles (default all)")
    parser.add_argument("--formats", type=lambda words: words.split(","), help="comma-separated (default all)")
    parser.add_argument("--out", type=Path, help="keep documents and findings in this folder")
    parser.add_argument("--errors", action="store_true", help="show each miss with expected and got")
    return parser.parse_args()


def _table(results: dict[tuple[str, str], Scores]) -> None:
    print(f"{'F1':16}", *(f"{name:>6}" for name in SHORT), " leaked")
    for (form, style), scores in results.items():
        print(
            f"{form:12} {style:3}",
            *_figures(scores),
            f"{len(scores.leaked):7}",
            *("UNREADABLE" for _ in scores.unreadable[:1]),
        )
    for form in dict.fromkeys(form for form, _ in results):
        print(f"{form:12} all", *_figures(_sum(s for (f, _), s in results.items() if f == form)))
    whole = _sum(results.values())
    print(f"{'all':16}", *_figures(whole), f"{len(whole.leaked):7}")


def _figures(scores: Scores) -> Iterable[str]:
    for tally in scores.tallies.values():
        yield f"{tally.f1:6.3f}" if tally.right + tally.extra + tally.missed else "     -"


def _sum(many: Iterable[Scores]) -> Scores:
    total = Scores()
    for scores in many:
        total.add(scores)
    return total


def _details(results: dict[tuple[str, str], Scores], *, errors: bool) -> None:
    print("\nnot perfect: precision, recall, F1, right, extra, missed")
    for (form, style), scores in results.items():
        for what in scores.unreadable:
            print(f"  UNREADABLE {what}")
        for name in MEASURES:
            tally = scores.tallies[name]
            if tally.extra or tally.missed:
                print(f"{form:12} {style:3} {name:22} {tally.precision:.3f} {tally.recall:.3f} {tally.f1:.3f}",
                      f"{tally.right:5} {tally.extra:4} {tally.missed:4}")  # fmt: skip
            if errors:
                print(*(f"      {what}" for what in tally.wrong), sep="\n", end="\n" if tally.wrong else "")
        if scores.leaked:
            print(f"{form:12} {style:3} {len(scores.leaked)} names leaked")
            print(*(f"      {what}" for what in scores.leaked if errors), sep="\n")


if __name__ == "__main__":
    main()
