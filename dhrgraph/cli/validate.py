"""dhrgraph validate"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.options import format_option
from dhrgraph.cli.printing import show
from dhrgraph.errors import NoGraphError
from dhrgraph.graph.store import Answer, convert
from dhrgraph.resources import folder


@click.command(name="validate", short_help="Hold a graph against the shapes.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("output/dhrgraph.ttl"))
@format_option
def command(file: Path, form: str) -> int:
    """Hold FILE (Turtle, or TriG or N-Triples by its ending) against ontology/shapes.ttl and list what breaks them.

    Exit 0 when it conforms, 1 when it does not.

    \b
    Example:
      dhrgraph validate output/dhrgraph.ttl
    """
    from dhrgraph.graph.shapes import violations

    if not file.exists():
        raise NoGraphError(file)
    forms = {".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads"}
    found = violations(
        convert(file.read_bytes(), forms.get(file.suffix, "turtle"), "ntriples"), folder("ontology") / "shapes.ttl"
    )
    if not found:
        click.echo(f"{file} conforms to the shapes.", err=True)
        return 0
    rows = tuple((v.severity, v.focus, v.path, v.message) for v in found)
    show(Answer(("severity", "focus", "path", "message"), rows), form)
    return 1
