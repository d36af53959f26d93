"""dhrgraph review"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import judgements_option
from dhrgraph.cli.outputs import read_findings, read_table
from dhrgraph.errors import DhrGraphError

if TYPE_CHECKING:
    from dhrgraph.config import Config
    from dhrgraph.publish.questions import Known


@click.command(name="review", short_help="Write a worksheet of what needs a person, to fill in.")
@click.argument("folder", metavar="[OUTPUT]", type=click.Path(path_type=Path, file_okay=False), default=Path("output"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The worksheet; stdout if none.")
@click.option("--all", "everything", is_flag=True, help="Rows that have been decided as well, last.")
@judgements_option
def command(folder: Path, output: Path | None, everything: bool, judgements: tuple[Path, ...]) -> int:
    """Write what a build in OUTPUT left in doubt as a CSV to fill in, most frequent first: names without a record or
    with several, provisional records, themes in doubt, documents that may be one review's, deaths that may be.

    Open it in a spreadsheet. In each row that you can decide, write in the column

    \b
      decision   agency:       a slug or name of the register; none; or
                               confirm, for a provisional record that is right
                 theme:        yes, no, or the theme it has instead
                 same-review:  yes or no
                 death:        yes or no
      by         your role, such as domestic abuse analyst; never a name
      on         the day, such as 2026-11-21
      note       what you like: it is read by nothing and never published

    and leave the other rows as they are. Decision, by and on are published. A decision on a name counts in documents
    about the councils under area (their codes, or a partnership's name); empty that cell and it counts everywhere.
    Save the sheet as CSV and build with it, or copy the decided rows to ontology/judgements.csv. Deleting a row takes
    the decision back. What the build in OUTPUT has decided is not asked again.

    \b
    Example:
      dhrgraph review -o worksheet.csv
      dhrgraph build my-reviews/ --judgements worksheet.csv -o new-output/
      dhrgraph diff output/ new-output/
    """
    from dhrgraph.config import load_config
    from dhrgraph.publish.judgements import decided_rows
    from dhrgraph.publish.opened import opened
    from dhrgraph.publish.output import write_file
    from dhrgraph.publish.questions import open_questions
    from dhrgraph.publish.worksheet import to_sheet, worksheet_rows

    if output is not None:
        _keep_decisions(output)
    folder = opened(folder)
    findings = read_findings(folder)
    config = load_config(judgements=judgements)
    heard = decided_rows(read_table(folder / "tables" / "judgements.csv"), "tables/judgements.csv")
    known = _known(config)
    links = read_table(folder / "candidate_links.csv")
    questions = open_questions(findings, links, known)
    rows = worksheet_rows(questions, (*heard, *config.judgements), known, everything=everything)
    sheet = to_sheet(rows)
    if output is None:
        click.echo(sheet, nl=False)
    else:
        write_file(sheet, output)
    undecided = sum(not row["decision"] for row in rows)
    kinds = {kind: sum(row["kind"] == kind and not row["decision"] for row in rows) for kind in _PLURALS}
    told = ", ".join(f"{number} about {_PLURALS[kind]}" for kind, number in kinds.items() if number)
    click.echo(f"{undecided} to decide{': ' if told else ''}{told}.", err=True)
    return 0


_PLURALS = {"agency": "names", "theme": "themes", "same-review": "documents", "death": "deaths"}


def _known(config: Config) -> Known:
    from dhrgraph.publish.near import Nearness, labelled
    from dhrgraph.publish.questions import Known
    from dhrgraph.reconcile.mentions.match import names_nobody

    register = config.authorities.register
    near = Nearness.of(register)
    records = register.records

    def nearest(mention: str, areas: frozenset[str]) -> str:
        slugs = near.to(mention, areas)
        return labelled(slugs, {slug: records[slug].label for slug in slugs})

    def areas(codes: Sequence[str]) -> frozenset[str]:
        partnerships = config.authorities.partnerships
        return partnerships.areas(code for code in codes if code in partnerships.by_code)

    themes = {concept.id: concept.label for concept in config.themes.scheme.concepts.values()}
    return Known(areas, themes, nearest, lambda mention: names_nobody(mention, register))


def _keep_decisions(path: Path) -> None:
    """Refuse to write over a sheet in which a person has decided something."""
    if not path.exists():
        return
    from dhrgraph.read.judgements import decisions_in

    if decisions_in(path):
        raise DhrGraphError(
            f"{path}: holds decisions and is not written over.\n"
            "  To mend: choose another name with -o; decide in either, and build with both."
        )
