"""dhrgraph check"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.options import format_option
from dhrgraph.cli.printing import note, show
from dhrgraph.errors import NoGraphError
from dhrgraph.graph.store import Answer
from dhrgraph.text.amounts import how_many

if TYPE_CHECKING:
    from dhrgraph.publish.output.checking import Fault


@click.command(name="check", short_help="Say whether a build is whole, as it was published.")
@click.argument(
    "output",
    metavar="[OUTPUT]",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    envvar="DHRGRAPH_OUTPUT",
)
@click.option("--previous", is_flag=True, help="Check the build before, which is kept, in place of the published one.")
@click.option("--shapes", is_flag=True, help="Hold the graph against the shapes as well, as dhrgraph validate does.")
@format_option
@click.pass_context
def command(ctx: click.Context, output: Path, previous: bool, shapes: bool, form: str) -> int:
    """Hold every file of the build in OUTPUT against its checksum, and the store against the TriG, statement by
    statement. What a disk, a copy or a person has changed is named, and how to mend it; nothing is changed.

    Exit 0 when all is as it was published, 1 when something is not.

    \b
    Example:
      dhrgraph check output/
    """
    from dhrgraph.publish.output.checking import file_faults, link_faults, store_faults
    from dhrgraph.publish.output.layout import FILES, STORE, kept_before, opened

    before = kept_before(output) if previous else None
    files = before / FILES if before else opened(output)
    if (previous and not before) or not ((files / STORE).exists() or (files / "dataset.ttl").exists()):
        raise NoGraphError(output)
    again = _again(output, previous=previous)
    rows = _rows(list(file_faults(files)), again, "files", "every file is as it was published")
    if any(where.partition("/")[0] in (STORE, "dhrgraph.trig") for where, _, _ in rows):
        note("store", "not asked: its files, or dhrgraph.trig, are damaged")
    else:
        rows += _rows(list(store_faults(files)), again, "store", "holds the statements of dhrgraph.trig, and no other")
    if not previous:
        rows += _rows(list(link_faults(output)), "the next build puts it right", "names", "lead to the published build")
        _leftovers(output)
    if rows:
        show(Answer(("where", "what", "to_mend"), tuple(rows)), form, prose=("what", "to_mend"))
    return 1 if rows or (shapes and _breaks_shapes(ctx, files, form)) else 0


def _rows(faults: Sequence[Fault], mend: str, stage: str, good: str) -> list[tuple[str, str, str]]:
    note(stage, how_many(len(faults), "fault") if faults else good)
    return [(fault.where, fault.what, mend) for fault in faults]


def _again(output: Path, *, previous: bool) -> str:
    """What a user can do about a damaged build."""
    from dhrgraph.publish.output.layout import kept_before

    again = f"dhrgraph build DOCUMENTS -o {output}"
    return (
        again if previous or kept_before(output) is None else f"{again}; or go back: dhrgraph build --back -o {output}"
    )


def _leftovers(output: Path) -> None:
    """Say who builds now, else what builds that did not end have left."""
    from dhrgraph.publish.output.leftovers import leftovers
    from dhrgraph.publish.output.lock import holder

    if by := holder(output):
        note("lock", f"a build is under way: {by}")
    elif found := leftovers(output):
        note("leftovers", f"{how_many(len(found), 'thing')} of a build that did not end; the next build clears them")


def _breaks_shapes(ctx: click.Context, files: Path, form: str) -> bool:
    from dhrgraph.cli.validate import command as validate

    return bool(ctx.invoke(validate, file=files / "dhrgraph.ttl", form=form))
