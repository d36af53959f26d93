"""dhrgraph ontology"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.options import format_option
from dhrgraph.cli.printing import show
from dhrgraph.graph.store import Answer
from dhrgraph.namespaces import curie
from dhrgraph.resources import folder

_source = click.argument("source", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path, file_okay=False))


@click.group(name="ontology", short_help="Check the ontology, or write its release.")
def command() -> None:
    """The ontology with its shapes, codes and themes.

    \b
    Example:
      dhrgraph ontology check
      dhrgraph ontology release -o docs/ontology
    """


@command.command(name="check", short_help="Run every check of ontology/checks/.")
@_source
@format_option
def check(source: Path | None, form: str) -> int:
    """Run every check of ontology/checks/ and say what each found; what is wrong is listed with how to mend it.

    FOLDER is another folder of the same files, such as a changed copy. Waived violations (checks/waivers.csv) do not
    count. Exit 0 when no check of severity ERROR finds any, 1 when one does.

    \b
    Example:
      dhrgraph ontology check --format md
    """
    from dhrgraph.publish.release.checks import run

    outcomes = run(source or folder("ontology"))
    rows = [(found.check, len(found.violations), found.waived) for found in outcomes]
    table = tuple((check.name, check.severity, count, waived, check.wrong) for check, count, waived in rows)
    show(Answer(("check", "severity", "violations", "waived", "wrong"), table), form)
    for found in outcomes:
        for term, what in found.violations:
            click.echo(f"{found.check.severity} {found.check.name}: {curie(term)}: {what}", err=True)
        if found.violations:
            click.echo(f"  To mend: {found.check.mend}", err=True)
    violations, waivers = sum(count for _, count, _ in rows), sum(waived for _, _, waived in rows)
    click.echo(f"{len(rows)} checks: {violations} violation{'s' * (violations != 1)}, {waivers} waived.", err=True)
    return int(any(found.violations and found.check.severity == "ERROR" for found in outcomes))


@command.command(name="release", short_help="Write the files of a release.")
@_source
@click.option(
    "-o",
    "--output",
    "output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("docs/ontology"),
    show_default=True,
    help="The folder that gets VERSION/ and current/.",
)
def release(source: Path | None, output: Path) -> None:
    """Write ontology, shapes, codes and themes as Turtle, RDF/XML, JSON-LD and N-Triples, and the reference page, under
    the version and as current/. FOLDER is another folder of the same files as ontology/.

    \b
    Example:
      dhrgraph ontology release -o docs/ontology
    """
    from dhrgraph.publish.release.release import write_release

    for place in write_release(source or folder("ontology"), output):
        click.echo(place)
