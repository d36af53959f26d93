"""dhrgraph extract"""

from __future__ import annotations

import json
from pathlib import Path

import click

from dhrgraph.cli.options import judgements_option, reading_options
from dhrgraph.cli.printing import Steps, note, show
from dhrgraph.graph.store import Answer

# what a table of findings shows of each
_COLUMNS = ("kind", "document", "span", "review", "words")


@click.command(name="extract", short_help="Show what is found in documents, without building a graph.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-F", "--format", "form", type=click.Choice(("jsonl", "csv", "table")), default="jsonl", show_default=True
)
@judgements_option
@reading_options
@click.option("--strict", is_flag=True, help="Exit with 3 when something needs a person.")
@click.pass_obj
def command(
    debug: bool,
    paths: tuple[Path, ...],
    form: str,
    judgements: tuple[Path, ...],
    jobs: int | None,
    patience: float,
    strict: bool,
) -> int:
    """Read the documents in PATHS and print every finding, one a line, persons taken out.

    The keys of the JSON lines are described in docs/findings.schema.json.

    \b
    Example:
      dhrgraph extract report.txt | jq 'select(.kind == "recommendation") | .text'
    """
    from dhrgraph.config import load_config
    from dhrgraph.pipeline import How, found_in
    from dhrgraph.read.confined import Limits

    config = load_config(judgements=judgements)
    with Steps() as step:
        lines = found_in(paths, config, note, How(jobs, Limits(patience), debug, step))
    rows = list(map(json.loads, lines))
    if form == "jsonl":
        click.echo("".join(lines), nl=False)
    else:
        words = ("text", "narrative", "action", "message", "title", "agency_raw", "raw", "of", "id")
        said = [next((str(row[key]) for key in words if row.get(key)), "") for row in rows]
        cells = [
            (row["kind"], row["document"], "-".join(map(str, row["span"] or ())), row["review"], words_of)
            for row, words_of in zip(rows, said, strict=True)
        ]
        show(Answer(_COLUMNS, tuple(cells)), form)
    needs = any(row["kind"] == "issue" and row["severity"] != "note" for row in rows)
    return 3 if strict and needs else 0
