"""What is found in documents, without a graph: the lines of findings that a build would publish.

paths  ->  found_in  ->  lines of JSON
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from dhrgraph.config import Config
from dhrgraph.pipeline.decided import unused_judgements
from dhrgraph.pipeline.gate import passed
from dhrgraph.pipeline.part import FINDINGS
from dhrgraph.pipeline.parts import read_parts
from dhrgraph.pipeline.reading import HOW, How, Say
from dhrgraph.pipeline.shelf import opened_shelf
from dhrgraph.publish.deaths import death_rows, issue_rows
from dhrgraph.publish.findings import to_jsonl, unreadable_row
from dhrgraph.publish.judgements import unused_rows


def found_in(paths: Iterable[Path], config: Config, say: Say, how: How = HOW) -> list[str]:
    """Every finding, one a line, persons taken out; then recorded deaths, files that were left out and judgements about
    nothing.

    Raises:
        NothingToReadError: no file is there, or none of them can be read or may be shown.
    """
    with tempfile.TemporaryDirectory() as scratch, opened_shelf(config, Path(scratch), how.cache, say) as shelf:
        read = read_parts(paths, config, shelf, say, how)
        read, known = passed(read, shelf, say)
        lines = [line for p in read.places for line in _lines(shelf.rows(p)[FINDINGS].decode())]
    rows = [row for cases in read.tables for row in (*death_rows(cases), *issue_rows(cases.issues, cases.source.file))]
    rows += map(unreadable_row, read.unreadable)
    rows += unused_rows(unused_judgements(known.heard, config, say))
    return [*lines, *_lines(to_jsonl(rows))]


def _lines(rows: str) -> list[str]:
    """Only a line feed ends a line: words may hold other characters that Python takes for line ends."""
    return [f"{line}\n" for line in rows.split("\n")[:-1]]
