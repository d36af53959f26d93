"""dhrgraph validate"""

from __future__ import annotations

import os
from pathlib import Path

import click

from dhrgraph.cli.options import format_option
from dhrgraph.cli.printing import show
from dhrgraph.errors import NoGraphError
from dhrgraph.graph.store import Answer, Format, convert
from dhrgraph.resources import folder

FORMS: dict[str, Format] = {
    ".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads", ".rdf": "rdfxml", ".jsonld": "jsonld",
}  # fmt: skip


@click.command(name="validate", short_help="Hold a graph against the shapes.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("output/dhrgraph.ttl"))
@click.option(
    "--engine",
    type=click.Choice(["own", "pyshacl"]),
    default="own",
    show_default=True,
    help="Who checks: this program, for a file of any size, or pySHACL, slowly and in memory, for a second opinion.",
)
@format_option
def command(file: Path, engine: str, form: str) -> int:
    """Hold FILE (Turtle, or TriG, N-Quads, N-Triples, RDF/XML or JSON-LD by its ending) against ontology/shapes.ttl and
    list what breaks them.

    Exit 0 when it conforms, 1 when it does not.

    \b
    Example:
      dhrgraph validate output/dhrgraph.ttl
    """
    from dhrgraph.graph.shapes import violations_of_file

    if not file.exists():
        raise NoGraphError(file)
    syntax, shapes = FORMS.get(file.suffix, "turtle"), folder("ontology") / "shapes.ttl"
    if engine == "pyshacl":
        from dhrgraph.graph.shapes.oracle import violations_by_pyshacl

        found = violations_by_pyshacl(convert(file.read_bytes(), syntax, "ntriples"), shapes)
    else:
        found = violations_of_file(file, syntax, shapes, jobs=os.cpu_count() or 1)
    if not found:
        click.echo(f"{file} conforms to the shapes.", err=True)
        return 0
    rows = tuple((v.severity, v.focus, v.path, v.message) for v in found)
    show(Answer(("severity", "focus", "path", "message"), rows), form)
    return 1
