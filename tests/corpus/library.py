"""A library of invented reviews, of any size, with what is true of them: for measuring, never for publishing.

    python tests/corpus/library.py 1500 FOLDER                   FOLDER/docs/*.txt and FOLDER/truth.jsonl
    python tests/corpus/library.py 150 FOLDER --documents 0.3    three in ten as HTML, Word or PDF
    python tests/corpus/library.py 150 FOLDER --deaths           with a table of recorded deaths
    python tests/corpus/library.py 15000 FOLDER --graph          FOLDER/graph.nq made without documents, and its truth

The same numbers give the same bytes, and a small library is the beginning of a larger one: with `--from 1500` and 1501
reviews only the next one is written. Names of people are invented; truth.jsonl has them, so that `library_check.py` can
look whether one left.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from house_blocks import House
from house_styles import house
from library_deaths import write_deaths
from library_reviews import Made, review_of
from print_all import SUFFIX, write
from print_text import text_of

SEED = 8
RICH = ("html", "docx", "pdf-ruled", "pdf-lines")  # what a document is written as when it is not text


def write_library(
    folder: Path, number: int, *, first: int = 0, seed: int = SEED, documents: float = 0.0
) -> Iterator[dict[str, object]]:
    """Write reviews `first` to `number` - 1 into folder/docs; what is true of each, in order.

    `documents`: the share that is written as HTML, Word or PDF, which takes longer (0.02 to 0.3 s each).
    """
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    for place in range(first, number):
        made = review_of(seed, place)
        houses = [house(style, place, made.review) for style in made.styles]
        names = [_written(document, nth, docs, documents) for nth, document in enumerate(houses)]
        yield truth_of(made, houses[0], names)


def _written(document: House, nth: int, docs: Path, share: float) -> str:
    """Write one document under the name of its review; how, and which format, is settled by its number."""
    random = Random(f"format {document.review.seed} {nth}")
    form = random.choice(RICH) if random.random() < share else "text"
    name = f"review-{document.review.seed:05}{'' if nth == 0 else f'-{nth + 1}'}{SUFFIX.get(form, '.pdf')}"
    if form == "text":
        (docs / name).write_text(text_of(document), encoding="utf-8")
        return name
    paper = write(document, form, docs).path
    if form == "docx":
        _undated(paper)
    paper.rename(docs / name)
    return name


def _undated(path: Path) -> None:
    """The same archive, without the time at which it was made."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def truth_of(made: Made, printed: House, documents: list[str]) -> dict[str, object]:
    """What is true of one review, as plain values; `secret` are the words that must not leave."""
    review = made.review
    number = {asked.truth.number: len(asked.rows) for asked in printed.asked}
    return {
        "review": made.number,
        "documents": documents,
        "styles": made.styles,
        "partnership": review.partnership.name,
        "published": review.published[1],
        "death": review.death[1],
        "learning": len(printed.learning),
        "recommendations": [
            {
                "text": asked.text,
                "addressees": [{"printed": b.printed, "agency": b.canonical} for b in asked.addressees],
                "theme": ask.theme,
                "repeats": earlier and earlier[0],
                "actions": number[asked.number],
            }
            for asked, ask, earlier in zip(review.recommendations, made.asks, made.earlier, strict=True)
        ],
        "secret": review.secret,
    }


def write_truth(rows: Iterator[dict[str, object]], path: Path) -> int:
    """One line a review; how many recommendations there are."""
    asked = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            asked += len(row["recommendations"])  # type: ignore[arg-type]
    return asked


def main(words: list[str]) -> int:
    """The command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("reviews", type=int)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--documents", type=float, default=0.0, metavar="SHARE", help="share written as HTML, Word, PDF")
    ask.add_argument("--from", type=int, default=0, dest="first", help="number of the first review that is written")
    ask.add_argument("--deaths", action="store_true", help="also a table of recorded deaths, docs/incidents.csv")
    ask.add_argument("--seed", type=int, default=SEED)
    ask.add_argument("--graph", action="store_true", help="a graph made without documents")
    given = ask.parse_args(words)
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.graph:
        from library_graph import write_graph

        asked = write_truth(write_graph(given.folder, given.reviews, seed=given.seed), given.folder / "truth.jsonl")
    else:
        truth = write_library(
            given.folder, given.reviews, first=given.first, seed=given.seed, documents=given.documents
        )
        name = "truth.jsonl" if given.first == 0 else f"truth-from-{given.first}.jsonl"
        asked = write_truth(truth, given.folder / name)
        if given.deaths:
            write_deaths(given.folder / "docs" / "incidents.csv", given.reviews, seed=given.seed)
    print(f"{given.reviews - given.first:,} reviews, {asked:,} recommendations in {given.folder}/", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
