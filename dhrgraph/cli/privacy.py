"""dhrgraph privacy"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import reading_options
from dhrgraph.cli.printing import Steps, note, show
from dhrgraph.graph.store import Answer

if TYPE_CHECKING:
    from dhrgraph.pipeline import Understood
    from dhrgraph.redact.titled import Titled

_COLUMNS = ("document", "what", "role", "places", "forms", "page", "start", "end", "reason")
_STORE = "store"  # binary, made of the same statements as the files beside it

Row = tuple[str | int | None, ...]


@click.command(name="privacy", short_help="Count the persons taken out, list the doubtful places, check an output.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder that was published, to be searched for names of the documents; output/ if there is one.",
)  # fmt: skip
@click.option(
    "-F", "--format", "form", type=click.Choice(("table", "csv", "jsonl")), default="table", show_default=True
)
@reading_options
@click.pass_obj
def command(
    debug: bool, paths: tuple[Path, ...], output: Path | None, form: str, jobs: int | None, patience: float
) -> int:
    """Read the documents in PATHS (the five that come with dhrgraph if none is given) and say for each how many names,
    pseudonyms, ages and contacts are taken out, by role, and which places are in doubt. No name is ever printed.

    Then search a published folder for them, and for every title before a name ("DCI …"), whether or not a document told
    of it: exit 1 when it names anyone, 0 when it does not.

    \b
    Example:
      dhrgraph privacy my-reviews/ --output my-output/ --format csv
    """
    from dhrgraph.config import load_config
    from dhrgraph.pipeline import How, check_findings, read_all
    from dhrgraph.read.confined import Limits
    from dhrgraph.resources import folder

    config = load_config()
    with Steps() as step:
        read = read_all(paths or (folder("seeds"),), config, note, How(jobs, Limits(patience), debug, step))
    check_findings(read.understood)
    rows = [row for item in read.understood for row in _rows(item, config.helplines)]
    show(Answer(_COLUMNS, tuple(rows)), form)
    place = output or Path("output")
    if not place.is_dir():
        return 0
    return _search(place, read.understood, config.persons.titled)


def _rows(item: Understood, helplines: frozenset[str]) -> Iterator[Row]:
    """The counts of a document, then its doubtful places. `page` is empty where a format has no pages."""
    from dhrgraph.redact.doubts import DOUBTS
    from dhrgraph.redact.survey import survey
    from dhrgraph.text.places import pages_of

    document = item.reading.document
    found = survey(document, item.persons, helplines)
    for (kind, role), (places, forms) in found.counts.items():
        yield document.source.file, kind, role, places, forms, None, None, None, None
    for doubtful in found.doubtful:
        pages = pages_of(document, [doubtful.where])
        page = pages[0][0] if pages else None
        span, reason = doubtful.where, DOUBTS[doubtful.doubt][1]
        what = "doubtful, left" if doubtful.doubt == "left" else "doubtful, left out"
        yield document.source.file, what, doubtful.role, doubtful.times, 1, page, span.start, span.end, reason


def _search(output: Path, understood: Sequence[Understood], titled: Titled) -> int:
    """Search each text file of a published folder; exit code 1 when one names a person, or may by a title."""
    from dhrgraph.publish.opened import opened
    from dhrgraph.redact.check import where_named, where_pseudonymous, where_titled
    from dhrgraph.redact.known import whole_names

    build = opened(output)
    names = frozenset(name for item in understood for name in whole_names(item.persons))
    files = [path for path in sorted(build.rglob("*")) if path.is_file()]
    leaks = 0
    for path in files:
        name = path.relative_to(build).as_posix()
        if name.startswith(f"{_STORE}/"):
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        places = [*where_named(f"{text}\n{name}", names), *where_titled(text, titled)]
        if path.name == "findings.jsonl":
            places += where_pseudonymous(text, {i.reading.document.source.file: i.persons for i in understood})
        for place in sorted(set(places)):
            leaks += 1
            click.echo(f"Error: a person is named in {name} at character {place}.", err=True)
    note("privacy", f"{len(files)} files of {output} searched; {leaks or 'no'} names found")
    return 1 if leaks else 0
