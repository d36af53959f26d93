"""dhrgraph report"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dhrgraph.cli.options import graph_option, open_store
from dhrgraph.cli.printing import Steps

_MARKDOWN = (".md", ".markdown")


@click.command(name="report", short_help="A report to read: what recurs, how sure that is, what was done.")
@click.option("--csp", metavar="NAME", help="On one community safety partnership.")
@click.option("--agency", metavar="NAME", help="On one agency, with the bodies before it and after it.")
@click.option("--theme", metavar="NAME", help="On one theme and those within it.")
@click.option("--national", is_flag=True, help="On national bodies, and on what is said to be for the whole country.")
@click.option(
    "--as-at",
    metavar="DATE",
    help="The day to judge actions by (YYYY, YYYY-MM or YYYY-MM-DD); else the latest that a document states.",
)
@click.option("--briefing", is_flag=True, help="One page, to read in seven minutes.")
@click.option(
    "--randomisations",
    type=click.IntRange(min=0),
    help="How often chance is asked: 1,000 times, or 200 of more than 5,000 recommendations, if not told. 0 leaves the "
    "question out, and the report says so.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A page (.html) or Markdown (.md). Without it, Markdown to read here.",
)
@graph_option
def command(
    csp: str | None,
    agency: str | None,
    theme: str | None,
    national: bool,
    as_at: str | None,
    briefing: bool,
    randomisations: int | None,
    output: Path | None,
    folder: Path,
) -> None:
    """Findings in sentences first, then the figures; each number leads to the recommendations behind it and to where
    they stand. Without a subject: everything the graph holds. One file that needs nothing else, made to print.

    \b
    Examples:
      dhrgraph report -o report.html
      dhrgraph report --agency probation-service -o probation.html
      dhrgraph report --csp sefton --briefing -o briefing.html
    """
    from dhrgraph.errors import QueryError
    from dhrgraph.publish.output import write_file
    from dhrgraph.report.compose import compose
    from dhrgraph.report.forms import form_of
    from dhrgraph.report.gather_records import Settings
    from dhrgraph.report.subject import find_subject

    if output is not None and output.suffix.casefold() not in (".html", ".htm", *_MARKDOWN):
        raise QueryError(f"'{output.name}': a report is a page (.html) or Markdown (.md): name it so.")
    store = open_store(folder)
    subject = find_subject(store, csp=csp or "", agency=agency or "", theme=theme or "", national=national)
    described = folder / "dataset.ttl"
    report = compose(
        store,
        subject,
        Settings(randomisations, as_at or "", _progress()),
        dataset=described.read_bytes() if described.exists() else b"",
    )
    as_markdown = output is None or output.suffix.casefold() in _MARKDOWN
    text = form_of(report, markdown=as_markdown, briefing=briefing)
    if output is None:
        click.echo(text, nl=False)
        return
    write_file(text, output)
    click.echo(f"Open {output} in {'any editor' if as_markdown else 'a browser, or print it'}.")


def _progress() -> Callable[[str, int, int], None]:
    """A bar on stderr for each stage that takes long."""
    bars: dict[str, Steps] = {}

    def tell(stage: str, done: int, everything: int) -> None:
        bars.setdefault(stage, Steps(stage))(done, everything)

    return tell
